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
    why: "A text that no person would write can keep every build busy for minutes, or lose words on its way to the page.",
  },
  mojibake: {
    severity: "warn",
    why: "Text that went through the wrong encoding reads as garbage: `todayâ€™s` for `today’s`.",
  },
  "invisible-character": {
    severity: "warn",
    why: "Characters without width and spaces that do not break come along with pasted text, and break words, searches and lines.",
  },
  "repeated-title": {
    severity: "warn",
    why: "The page shows the title already; a second one reads as a mistake.",
  },
  "heading-level": {
    severity: "warn",
    why: "The title is the only first-level heading; screen readers and search engines read the levels as an outline.",
  },
  "empty-heading": {
    severity: "warn",
    why: "A section without a name is missing in the list of contents, and its text looks like part of the one before.",
  },
  "repeated-heading": {
    severity: "warn",
    why: "Two sections of one name look like one in the list of contents.",
  },
  "bold-heading": {
    severity: "warn",
    why: "Only real headings stand in the list of contents, and only they let screen readers move from section to section.",
  },
  "contents-list": {
    severity: "warn",
    why: "A list of contents that is kept by hand is soon out of date.",
  },
  formula: {
    severity: "warn",
    why: "A formula that cannot be read is shown as its source.",
  },
  "unknown-language": {
    severity: "warn",
    why: "Code in a language that is not known is shown without colours.",
  },
  "stray-escape": {
    severity: "warn",
    why: "A backslash that a CMS or a chat has put before a bracket makes a formula of words, or no link of a link.",
  },
  "glued-emphasis": {
    severity: "warn",
    why: "Without a space beside them, asterisks are shown to readers, or two words run into one.",
  },
  "unsafe-html": {
    severity: "warn",
    why: "Scripts and styles pasted into a post can break the page or harm its readers, so they are left out.",
  },
  "pasted-html": {
    severity: "warn",
    why: "Such markup overrides the look of the blog, or is left out of the page.",
  },
  "quotes-in-code": {
    severity: "warn",
    why: "A reader who copies the code gets an error.",
  },
  "table-header": {
    severity: "warn",
    why: "Without names of columns the cells of a table cannot be understood one by one.",
  },
} as const satisfies Record<string, Rule>;
