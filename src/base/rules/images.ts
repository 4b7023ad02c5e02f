/** Rules about images and other uploads. */

import type { Rule } from "./rule.ts";

export const IMAGES_RULES = {
  "missing-image": {
    severity: "error",
    why: "Readers would see a broken picture.",
  },
  "broken-image": {
    severity: "error",
    why: "Readers would see a broken picture, and smaller sizes of it cannot be made.",
  },
  "active-upload": {
    severity: "warn",
    why: "Opened by itself it can run scripts, which could read what the editor keeps in the browser.",
  },
  "picture-place": {
    severity: "warn",
    why: "Anybody who saves the picture learns where it was taken: at somebody's home, perhaps.",
  },
  "missing-alt": {
    severity: "warn",
    why: "People who do not see a picture, and search engines, have only its description.",
  },
  "picture-as-text": {
    severity: "warn",
    why: "It makes the page many times heavier, and no browser can keep it for the next page.",
  },
  "shared-alt": {
    severity: "warn",
    why: "People who do not see the pictures cannot tell them apart.",
  },
  "shared-cover": {
    severity: "warn",
    why: "In lists and shared links posts are told apart by their pictures.",
  },
  "unused-upload": {
    severity: "warn",
    why: "It is copied with every deployment, and nobody sees it.",
  },
  "heavy-picture": {
    severity: "warn",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "picture-type": {
    severity: "warn",
    why: "A picture whose name says another kind than it is is not shown by some browsers and hosts.",
  },
  "stray-file": {
    severity: "warn",
    why: "Only files that end in `.md`, in the folder of posts itself, are published.",
  },
} as const satisfies Record<string, Rule>;
