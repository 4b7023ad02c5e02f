/** Rules about what stands between the two `---` of a post, and in the settings. */

import type { Rule } from "./rule.ts";

export const FRONT_MATTER_RULES = {
  yaml: {
    severity: "error",
    isFatal: true,
    why: "The lines between the two `---` must be readable, or nothing in the post can be used.",
  },
  "missing-field": {
    severity: "error",
    isFatal: true,
    why: "Pages, lists and feeds are made from these fields.",
  },
  "unknown-key": {
    severity: "warn",
    why: "A field that nothing reads is usually a misspelt one.",
  },
  "wrong-type": {
    severity: "error",
    why: "A field of another kind than expected cannot be shown.",
  },
  "invalid-date": {
    severity: "error",
    isFatal: true,
    why: "Posts are ordered, archived and scheduled by their date.",
  },
  "unknown-author": {
    severity: "error",
    why: "Readers trust a post with a face and a name, and both come from authors.yaml.",
  },
  "unknown-tag": {
    severity: "error",
    why: "Two spellings of one topic make two half-empty topic pages.",
  },
  "unknown-layout": {
    severity: "error",
    why: "Without its layout a post cannot be turned into a page.",
  },
  "unknown-cta": {
    severity: "error",
    why: "The call to action that the post asks for is not in site.yaml.",
  },
  "unsafe-field": {
    severity: "error",
    isFatal: true,
    why: "It would let whoever edits the page run code in the build, or change what other parts of the page show.",
  },
  "title-length": {
    severity: "warn",
    why: "Search engines and shared links show the beginning of a title only.",
  },
  "description-length": {
    severity: "warn",
    why: "It is what people read below the title in a search result, and decides whether they open the post.",
  },
  "off-topic-description": {
    severity: "warn",
    why: "A description of something else misleads readers and search engines.",
  },
  "markup-in-field": {
    severity: "warn",
    why: "These fields are plain text: readers see the marks themselves, in lists and in search results.",
  },
  "date-in-name": {
    severity: "warn",
    why: "The post stands in the archive under one date and carries another in its address.",
  },
  "faint-colour": {
    severity: "warn",
    why: "Many people cannot read text that hardly differs from the page.",
  },
} as const satisfies Record<string, Rule>;
