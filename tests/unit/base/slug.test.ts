import { describe, expect, it } from "vitest";
import { slug } from "../../../src/base/slug.ts";

describe("slug", () => {
  it.each([
    ["already-clean", "already-clean"],
    ["7-reasons-why-you’re-here", "7-reasons-why-youre-here"],
    ["how-o’mentors-helped", "how-omentors-helped"],
    ["Group-H", "group-h"],
    ["Été à Paris", "ete-a-paris"],
    ["C++ & C#", "c-and-c"],
    ["Привет мир", "privet-mir"],
    ["two  spaces_and.dots", "two-spaces-and-dots"],
  ])("%s → %s", (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  it("keeps letters of scripts without a usual transliteration", () => {
    expect(slug("データ 分析")).toBe("データ-分析");
  });

  it("keeps a name that consists of symbols", () => {
    expect(slug("🎉")).toBe("🎉");
  });

  it("never contains path separators, `..`, `?`, `#` or control characters", () => {
    for (const name of ["../../etc/passwd", "a/b", "a?b#c", "a\u0000b", "..", "%2e%2e%2f"]) {
      expect(slug(name)).not.toMatch(/[/\\?#%\p{Cc}]|\.\./u);
    }
  });
});
