/** Rules about links, addresses and redirects. */

import type { Rule } from "./rule.ts";

export const LINKS_RULES = {
  "duplicate-url": {
    severity: "error",
    isFatal: true,
    why: "Only one page can live at an address; the other would be lost.",
  },
  "redirect-loop": {
    severity: "error",
    why: "A browser that follows it goes round in circles and gives up.",
  },
  "redirect-chain": {
    severity: "error",
    why: "Each redirect costs readers time, and search engines follow only a few.",
  },
  "vanished-address": {
    severity: "error",
    why: "Links from other sites, bookmarks and search results would lead to the 404 page.",
  },
  "dead-link": {
    severity: "error",
    why: "A reader who follows it lands on the 404 page.",
  },
  "dead-anchor": {
    severity: "error",
    why: "When a reader clicks it, nothing happens.",
  },
  "empty-link": {
    severity: "warn",
    why: "A link without an address leads nowhere.",
  },
  "unsafe-path": {
    severity: "error",
    isFatal: true,
    why: "A path or an address that leads elsewhere than it seems could publish, replace or run what nobody meant to.",
  },
  "tracking-link": {
    severity: "warn",
    why: "The end of the address only tells another site where its visitors came from.",
  },
  "own-address": {
    severity: "warn",
    why: "A full address leads out of a preview, and to the old host when the blog moves.",
  },
  "redirected-link": {
    severity: "suggestion",
    why: "The extra redirect costs readers time, and search engines follow it only for a while.",
  },
  "outside-link": {
    severity: "warn",
    why: "Readers who follow it find nothing.",
  },
  "link-text": {
    severity: "suggestion",
    why: "Screen readers list the links of a page, and search engines read their words.",
  },
  "private-link": {
    severity: "warn",
    why: "Only the author, or nobody, can open it.",
  },
  "insecure-link": {
    severity: "suggestion",
    why: "Over `http://`, anyone in between can read and change what a reader gets.",
  },
} as const satisfies Record<string, Rule>;
