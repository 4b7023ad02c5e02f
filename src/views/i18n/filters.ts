/**
 * What templates may call. A filter's name in templates is the name of the function here.
 */

/**
 * A sentence with its placeholders filled in.
 *
 * `fill("{count} min read", { count: 7 })` → `7 min read`
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/**
 * A text without the space around it. Nunjucks' own `trim` takes long for long pages: it looks for the end at every space.
 *
 * `trimmed(" a b\n")` → `a b`
 */
export function trimmed(text: string): string {
  return text.trim();
}
