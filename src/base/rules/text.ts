/** Rules about the text of a post. */

import type { Rule } from "./rule.ts";

export const TEXT_RULES = {
  encoding: {
    severity: "error",
    isFatal: true,
    why: "Text that is not UTF-8 would be shown with wrong characters.",
  },
  "too-much": {
    severity: "error",
    isFatal: true,
    why: "Extreme input can keep every build busy for minutes, or lose words.",
  },
  mojibake: {
    severity: "warn",
    why: "Text that went through the wrong encoding reads as garbage: `todayâ€™s` for `today’s`.",
  },
  "invisible-character": {
    severity: "warn",
    why: "Invisible characters and no-break spaces come with pasted text, and break words, searches and lines.",
  },
  "repeated-title": {
    severity: "warn",
    why: "The page already shows the title; a second one looks like a mistake.",
  },
  "heading-level": {
    severity: "warn",
    why: "The title is the only first-level heading; screen readers and search engines read the levels as an outline.",
  },
  "empty-heading": {
    severity: "warn",
    why: "A section without a name is missing from the table of contents, and its text looks like part of the section before.",
  },
  "repeated-heading": {
    severity: "suggestion",
    why: "Readers cannot tell two sections with the same name apart in the table of contents.",
  },
  "bold-heading": {
    severity: "suggestion",
    why: "Only real headings appear in the table of contents and let screen readers move between sections.",
  },
  "contents-list": {
    severity: "suggestion",
    why: "A table of contents kept by hand is soon out of date.",
  },
  formula: {
    severity: "warn",
    why: "A formula with an error is shown as source text.",
  },
  "unknown-language": {
    severity: "suggestion",
    why: "Code in an unknown language is shown without colours.",
  },
  "stray-escape": {
    severity: "warn",
    why: "A backslash that a CMS or a chat put before a bracket turns words into a formula, or a link into text.",
  },
  "glued-emphasis": {
    severity: "warn",
    why: "Without a space, readers see the asterisks, or two words run together.",
  },
  "unsafe-html": {
    severity: "warn",
    why: "Scripts and styles pasted into a post can break the page or harm its readers, so they are left out.",
  },
  "pasted-html": {
    severity: "warn",
    why: "Such markup overrides the design of the blog, or is removed from the page.",
  },
  "quotes-in-code": {
    severity: "warn",
    why: "A reader who copies the code gets an error.",
  },
  "unclosed-code": {
    severity: "warn",
    why: "Everything below the opening fence is shown as code, and its links and pictures are lost.",
  },
  "unclosed-emphasis": {
    severity: "warn",
    why: "Readers see the asterisks, and nothing is bold.",
  },
  "unclosed-html": {
    severity: "warn",
    why: "An open element takes in the rest of the text, or the rest of its paragraph.",
  },
  "unclosed-formula": {
    severity: "warn",
    why: "Readers see the source of the formula.",
  },
  "undefined-reference": {
    severity: "warn",
    why: "Readers see the square brackets, and there is nothing to follow.",
  },
  "unused-footnote": {
    severity: "warn",
    why: "A footnote that no text refers to is not published.",
  },
  "table-columns": {
    severity: "warn",
    why: "Cells beyond the last column are dropped, and a delimiter row that does not fit makes no table.",
  },
  "foreign-markup": {
    severity: "warn",
    why: "Markup of other tools is published as text.",
  },
  "mistyped-markup": {
    severity: "warn",
    why: "Markdown does not recognise it, so readers see the characters themselves.",
  },
  placeholder: {
    severity: "warn",
    why: "Text that was to be replaced looks unfinished.",
  },
  "doubled-word": {
    severity: "warn",
    why: "The same word twice in a row is usually a slip.",
  },
  "list-number": {
    severity: "warn",
    why: "The page counts the items of a list itself, whatever numbers were written.",
  },
  "html-entity": {
    severity: "warn",
    why: "Readers see the code instead of the character.",
  },
  "look-alike-letter": {
    severity: "warn",
    why: "Searches do not find the word, and screen readers misread it.",
  },
  secret: {
    severity: "error",
    why: "Anyone who reads the page could use it, and programs search the web for such keys.",
  },
  "personal-data": {
    severity: "warn",
    why: "Programs collect addresses and numbers from web pages, and their owners may not want that.",
  },
  "table-header": {
    severity: "suggestion",
    why: "Without column names, the cells of a table are hard to understand.",
  },
} as const satisfies Record<string, Rule>;
