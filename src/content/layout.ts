/** Maps a layout name by the globs of `site.yaml: layouts` (`*` stands for any characters). */
export function mappedLayout(written: string, layouts: Readonly<Record<string, string>>): string {
  for (const [glob, layout] of Object.entries(layouts)) if (matches(written, glob)) return layout;
  return written;
}

function matches(name: string, glob: string): boolean {
  const [first = "", ...others] = glob.split("*");
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
