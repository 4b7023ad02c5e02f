/** Rules about the blog as a whole, and the built site. */

import type { Rule } from "./rule.ts";

export const BLOG_RULES = {
  "duplicate-title": {
    severity: "warn",
    why: "Readers cannot tell two posts with one title apart.",
  },
  "duplicate-description": {
    severity: "warn",
    why: "Search engines show only one of several pages with the same description.",
  },
  "near-duplicate": {
    severity: "warn",
    why: "Search engines show only one of two pages with the same text.",
  },
  "single-use-tag": {
    severity: "suggestion",
    why: "A topic page with a single post gives readers nothing to choose from.",
  },
  orphan: {
    severity: "suggestion",
    why: "Readers and search engines find posts through links from other posts.",
  },
  "known-problem": {
    severity: "warn",
    why: "The list of known problems hides errors, so it should get shorter with each that is corrected.",
  },
  "missing-cms": {
    severity: "warn",
    why: "Authors who write in the CMS find nothing at /admin/.",
  },
  "cms-login": {
    severity: "warn",
    why: "The editor at /admin/ shows a login, but nobody can pass it.",
  },
  "dead-reference": {
    severity: "error",
    why: "Feed readers and search engines follow these addresses, although people do not see them.",
  },
  "page-parts": {
    severity: "error",
    why: "Browsers, screen readers and search engines rely on these parts.",
  },
  "page-weight": {
    severity: "suggestion",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "invalid-html": {
    severity: "warn",
    why: "Browsers guess what was meant, and they differ in their guesses.",
  },
  "partial-history": {
    severity: "warn",
    why: "A partial history gives wrong dates, so posts only show an `updated` date of their own.",
  },
  template: {
    severity: "error",
    isFatal: true,
    why: "The page's template could not be rendered.",
  },
} as const satisfies Record<string, Rule>;
