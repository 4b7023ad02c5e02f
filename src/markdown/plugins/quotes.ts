/**
 * Typography: quotation marks by language, apostrophes that are no quotation marks, and lines of scripts without spaces.
 */

import MarkdownIt, { type MarkdownIt as Markdown, type Token } from "markdown-it";
import { memoize } from "../../base/memoize.ts";

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

/** An apostrophe for letters that are left out: `'90s`, `rock 'n' roll`, `'twas`. */
const LEFT_OUT =
  /(?<![\p{L}\p{N}'’])'(?=\d0s\b|\d\d(?![\p{L}\p{N}'])(?![^']{0,200}[\p{L}\p{N}.!?]'(?!\p{L}))|(?:tis|twas|twere|twill|em|til|cause|bout|cuz)\b)|(?<=[\p{L}\p{N}]\s|^)'n'(?=\s|$)/giu;

/** Runs before the quotation marks are decided. */
export function apostrophes(md: Markdown): void {
  md.core.ruler.before("smartquotes", "apostrophes", (state) => {
    for (const { children } of state.tokens) {
      for (const token of children ?? []) {
        if (token.type === "text")
          token.content = token.content.replace(LEFT_OUT, (found) => found.replaceAll("'", "’"));
      }
    }
  });
}

/** Scripts that are written without spaces, and their punctuation. Korean has spaces. */
const WITHOUT_SPACES = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]`;
const ENDS = new RegExp(`${WITHOUT_SPACES}$`, "u");
const BEGINS = new RegExp(`^${WITHOUT_SPACES}`, "u");

/** Drops the end of a line between two characters of such scripts: browsers would show a space. */
export function lineEnds(md: Markdown): void {
  md.core.ruler.after("inline", "line_ends", (state) => {
    for (const token of state.tokens) {
      const { children } = token;
      if (children === null || !BEGINS.test(token.content.replace(/^[\s\S]*?\n(?=\S)/, ""))) continue;
      token.children = children.filter((child, at) => child.type !== "softbreak" || !isBetween(children, at));
    }
  });
}

function isBetween(tokens: readonly Token[], at: number): boolean {
  const textAt = (step: 1 | -1): string => {
    let index = at + step;
    while (tokens[index] && tokens[index]?.content === "") index += step;
    return tokens[index]?.type === "text" ? (tokens[index]?.content ?? "") : "";
  };
  return ENDS.test(textAt(-1)) && BEGINS.test(textAt(1));
}

/** Parses nothing but quotation marks. */
const typographers = memoize((language) => {
  const md = new MarkdownIt("zero", { typographer: true, quotes: quotesOf(language) });
  md.enable("smartquotes");
  apostrophes(md);
  return md;
});

/** A text without markup, such as a title, with the quotation marks and apostrophes that texts have. */
export function typeset(text: string, language: string): string {
  if (!/["']/.test(text)) return text;
  const [inline] = typographers(language).parseInline(text, {});
  return (inline?.children ?? []).map(({ content }) => content).join("");
}
