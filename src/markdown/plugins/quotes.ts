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
