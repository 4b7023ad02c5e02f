/** Rules about images and other uploads. */

import type { Rule } from "./rule.ts";

export const IMAGES_RULES = {
  "missing-image": {
    severity: "error",
    why: "Readers would see a broken picture.",
  },
  "broken-image": {
    severity: "error",
    why: "Readers would see a broken picture, and the build cannot make smaller sizes of it.",
  },
  "active-upload": {
    severity: "warn",
    why: "Opened by itself it can run scripts, which could read what the editor keeps in the browser.",
  },
  "picture-place": {
    severity: "warn",
    why: "Anyone who saves the picture learns where it was taken, perhaps at somebody's home.",
  },
  "missing-alt": {
    severity: "warn",
    why: "People who cannot see the picture, and search engines, rely on its description.",
  },
  "picture-as-text": {
    severity: "warn",
    why: "It makes the page many times heavier, and browsers cannot cache it.",
  },
  "shared-alt": {
    severity: "suggestion",
    why: "People who cannot see the pictures cannot tell them apart.",
  },
  "shared-cover": {
    severity: "suggestion",
    why: "In lists and shared links, readers tell posts apart by their pictures.",
  },
  "unused-upload": {
    severity: "suggestion",
    why: "It is deployed every time, and nobody sees it.",
  },
  "heavy-picture": {
    severity: "suggestion",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "picture-type": {
    severity: "warn",
    why: "Some browsers and hosts do not show a picture whose name has the wrong extension.",
  },
  "stray-file": {
    severity: "warn",
    why: "Only `.md` files directly in the folder of posts are published.",
  },
} as const satisfies Record<string, Rule>;
