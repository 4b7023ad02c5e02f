/** Rules for front matter and settings. */

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
    why: "An unknown field is usually a misspelt one.",
  },
  "wrong-type": {
    severity: "error",
    why: "A value of the wrong type cannot be shown.",
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
    why: "Two spellings of a topic make two half-empty topic pages.",
  },
  "unknown-layout": {
    severity: "error",
    why: "Without its layout, a post cannot become a page.",
  },
  "unknown-cta": {
    severity: "error",
    why: "The post names a call to action that site.yaml does not define.",
  },
  "unsafe-field": {
    severity: "error",
    isFatal: true,
    why: "It would let anyone who edits the page run code in the build, or change other parts of the page.",
  },
  "title-length": {
    severity: "suggestion",
    why: "Search engines and shared links show only the beginning of a title.",
  },
  "description-length": {
    severity: "suggestion",
    why: "People read it below the title in search results and decide whether to open the post.",
  },
  "off-topic-description": {
    severity: "warn",
    why: "A description of something else misleads readers and search engines.",
  },
  "markup-in-field": {
    severity: "warn",
    why: "These fields are plain text: readers would see the markup itself, in lists and in search results.",
  },
  "updated-before-date": {
    severity: "warn",
    why: "A post cannot have been updated before it was published; readers and feeds would show both dates.",
  },
  "expires-before-date": {
    severity: "warn",
    why: "The post is never shown.",
  },
  "distant-date": {
    severity: "warn",
    why: "The post is not shown before that day.",
  },
  "date-in-name": {
    severity: "warn",
    why: "The archive lists the post under one date, and its address contains another.",
  },
  "faint-colour": {
    severity: "warn",
    why: "Many people cannot read text with too little contrast.",
  },
} as const satisfies Record<string, Rule>;
