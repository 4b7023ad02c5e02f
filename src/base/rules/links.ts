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
    why: "A browser that follows it comes back to where it was and gives up.",
  },
  "redirect-chain": {
    severity: "error",
    why: "Each step costs a reader time, and search engines do not follow many.",
  },
  "vanished-address": {
    severity: "error",
    why: "Links to it from other sites, bookmarks and search results would lead to the page for missing pages.",
  },
  "dead-link": {
    severity: "error",
    why: "A reader who follows it lands on the page for missing pages.",
  },
  "dead-anchor": {
    severity: "error",
    why: "A reader who follows it stays where they are, and nothing happens.",
  },
  "empty-link": {
    severity: "warn",
    why: "A link without an address leads nowhere.",
  },
  "unsafe-path": {
    severity: "error",
    isFatal: true,
    why: "A path may not lead out of the folders that hold the blog.",
  },
  "tracking-link": {
    severity: "warn",
    why: "The end of such an address tells another site where its visitors came from; it means nothing to readers.",
  },
  "own-address": {
    severity: "warn",
    why: "A full address leads out of a preview of the blog, and goes on leading to the old host when the blog moves.",
  },
  "redirected-link": {
    severity: "warn",
    why: "Readers take a step more than they need, and search engines follow such steps only for a while.",
  },
  "outside-link": {
    severity: "warn",
    why: "Readers who follow it find nothing there.",
  },
  "insecure-link": {
    severity: "warn",
    why: "Over `http://` anyone on the way can read and change what a reader gets.",
  },
} as const satisfies Record<string, Rule>;
