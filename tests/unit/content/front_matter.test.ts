import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { withoutListItems } from "../../../src/content/front_matter.ts";

describe("removing items of a list in front matter", () => {
  it.each([
    ["aliases: [/a/, /b/]", "aliases: [/b/]"],
    ["aliases: [/b/, /a/]", "aliases: [/b/]"],
    ["aliases: [/a/]", "aliases: []"],
    ["aliases:\n  - /a/ # the first\n  - /b/\ntoc: false", "aliases:\n  - /b/\ntoc: false"],
    ["aliases:\n  - /b/\n  - /a/", "aliases:\n  - /b/"],
    ["aliases: /a/", "aliases: /a/"],
    ["toc: false", "toc: false"],
  ])("leaves everything else as it is: %j", (before, after) => {
    const text = (fields: string): string => `---\ntitle: A\n${fields}\n---\nText.\n`;
    const from = source("content/posts/a.md", text(before));
    expect(withoutListItems(from, "aliases", (value) => value === "/a/")).toBe(text(after));
  });
});
