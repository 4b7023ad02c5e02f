import { describe, expect, it } from "vitest";
import { firstAddress } from "../../../src/outputs/feed.ts";

describe("the id of a post in feeds", () => {
  const renames: [name: string, aliases: unknown][] = [
    ["a", undefined],
    ["a", "/vanity/"],
    ["b", ["/vanity/", "/blog/a/"]],
    ["c", ["/vanity/", "https://old.example/blog/a/", "/blog/b/"]],
    ["a", ["/vanity/", "/blog/a/", "/blog/b/", "/blog/c/"]],
  ];

  it.each(renames)("is unchanged for the name %s with the aliases %j", (name, aliases) => {
    expect(firstAddress({ data: { aliases }, url: `/blog/${name}/` })).toBe("/blog/a/");
  });

  it("is derived from the slug of the first name", () => {
    expect(firstAddress({ data: { aliases: ["/blog/you’re/"] }, url: "/blog/b/" })).toBe("/blog/youre/");
  });
});
