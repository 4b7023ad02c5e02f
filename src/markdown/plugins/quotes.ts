/** Quotation marks, double and single, opening and closing, by language. */
const QUOTES: Readonly<Record<string, string | string[]>> = {
  ar: "«»‹›",
  cs: "„“‚‘",
  da: "»«›‹",
  de: "„“‚‘",
  el: "«»“”",
  es: "«»“”",
  fa: "«»‹›",
  fi: "””’’",
  fr: ["«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"],
  hu: "„”»«",
  it: "«»“”",
  ja: "「」『』",
  nb: "«»‘’",
  no: "«»‘’",
  pl: "„”‚’",
  pt: "“”‘’",
  ro: "„”«»",
  ru: "«»„“",
  sv: "””’’",
  uk: "«»„“",
  zh: "“”‘’",
};

/** The quotation marks of a language in markdown-it's form, or the English ones. */
export function quotesOf(language: string): string | string[] {
  return QUOTES[language.toLowerCase().split("-")[0] ?? ""] ?? "“”‘’";
}

/**
 * Replaces straight quotation marks and apostrophes in a text without markup, such as a title.
 *
 * `withQuotes("It's \"fine\"", "en")` → `It’s “fine”`
 */
export function withQuotes(text: string, language: string): string {
  const [open = "", close = "", openInner = "", closeInner = ""] = quotesOf(language);
  return text
    .replace(/(^|[\s([{–—])"(?=\S)/gu, `$1${open}`)
    .replaceAll('"', close)
    .replace(/(^|[\s([{–—])'(\S[^']*)'(?![\p{L}\p{N}])/gu, `$1${openInner}$2${closeInner}`)
    .replaceAll("'", "’");
}
