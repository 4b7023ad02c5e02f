/** Rules about the blog as a whole, and the built site. */

import type { Rule } from "./rule.ts";

export const BLOG_RULES = {
  "duplicate-title": {
    severity: "warn",
    why: "Readers cannot tell two posts with one title apart.",
  },
  "duplicate-description": {
    severity: "warn",
    why: "Search engines show only one of several pages that say the same of themselves.",
  },
  "near-duplicate": {
    severity: "warn",
    why: "Search engines show only one of two pages with the same text.",
  },
  "single-use-tag": {
    severity: "warn",
    why: "A topic page with one post leads readers nowhere.",
  },
  orphan: {
    severity: "warn",
    why: "Readers and search engines find posts through links from others.",
  },
  "missing-cms": {
    severity: "warn",
    why: "Authors who write in the CMS find nothing at /admin/.",
  },
  "dead-reference": {
    severity: "error",
    why: "Feed readers and search engines follow addresses that no person sees.",
  },
  "page-parts": {
    severity: "error",
    why: "Browsers, screen readers and search engines take a page apart by these.",
  },
  "page-weight": {
    severity: "warn",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "invalid-html": {
    severity: "warn",
    why: "Browsers guess what was meant, and not all guess the same.",
  },
  "partial-history": {
    severity: "warn",
    why: "From a part of a history git would tell wrong dates, so posts show none that they do not have themselves.",
  },
  template: {
    severity: "error",
    isFatal: true,
    why: "The page's template could not be rendered.",
  },
} as const satisfies Record<string, Rule>;
