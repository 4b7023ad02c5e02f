import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/base/diagnostic.ts";
import { problemCounts, report } from "../../../src/engine/reporter.ts";

function problem(file: string, more: Partial<Problem> = {}): Problem {
  const usual = {
    line: 3,
    column: 2,
    severity: "warn",
    rule: "dead-anchor",
    message: "Wrong.",
    hint: "Do so.",
  } as const;
  return { file: `content/posts/${file}.md`, ...usual, ...more };
}

const many = (count: number, more: Partial<Problem> = {}): Problem[] =>
  Array.from({ length: count }, (_, at) => problem(`p${String(at).padStart(3, "0")}`, more));

const lineOf = (): string => "The source line";

describe("the problem report", () => {
  it("lists errors first with source lines, then warnings by file", () => {
    const text = report([problem("a"), problem("b", { severity: "error", rule: "yaml" }), problem("a", { line: 9 })], {
      lineOf,
    });
    expect(text.indexOf("b.md:3:2  error")).toBe("content/posts/".length);
    expect(text).toContain("     3 | The source line\n       |  ^\n    Do so.");
    expect(text.split("\n\n")[1]).toMatch(/a\.md:3:2[\s\S]*a\.md:9:2/);
  });

  it("prints no control characters of an author, which steer terminals and the logs of hosts", () => {
    const bad = "a\u001b]0;b\u0007c\u009b2J\n::error::d\r";
    const text = report([problem(bad, { message: bad, hint: bad, column: 4 })], { lineOf: () => bad });
    expect(text).not.toMatch(/[^\P{Cc}\n]|^::/mu);
    expect(text).toContain("     3 | a ]0;b c 2J ::error::d \n       |    ^\n");
  });

  it("explains each rule once", () => {
    const text = report([problem("a"), problem("b")], { lineOf });
    expect(text.match(/nothing happens/g)).toHaveLength(1);
  });

  it("counts suggestions by rule", () => {
    const text = report(many(40, { severity: "suggestion", rule: "orphan" }), { lineOf, posts: 100 });
    expect(text).toMatch(/40 {2}orphan {2}Readers/);
    expect(text).not.toContain("p001");
  });

  it("has one line for a rule that affects over a third of the posts", () => {
    const text = report(many(40), { lineOf, posts: 100 });
    expect(text.match(/dead-anchor/g)).toHaveLength(1);
    expect(text).toContain("40 of 100 posts");
  });

  it("is shortened, and says what it omits", () => {
    const text = report(many(90, { severity: "warn" }), { lineOf, posts: 350 });
    expect(text.split("\n").length).toBeLessThan(150);
    expect(text).toContain("60 more warnings in 60 files: 60 dead-anchor.");
  });

  it("omits repairs unless it is complete", () => {
    const repaired = problem("a", { edit: [{ start: 0, end: 1, text: "" }] });
    const suggested = problem("b", { severity: "suggestion" });
    expect(report([repaired], { lineOf })).toBe("");
    const whole = report([repaired, suggested, ...many(90)], { lineOf, posts: 91, isWhole: true });
    expect(whole).toContain("posts/a.md:3:2");
    expect(whole).toContain("posts/b.md:3:2");
    expect(whole).toContain("p089");
  });

  it("has colours in a terminal", () => {
    const paint = (style: string, text: string): string => `<${style}>${text}</${style}>`;
    expect(report([problem("a")], { lineOf, paint })).toContain("<warn>warn</warn>");
  });
});

describe("problem counts", () => {
  it("mention suggestions only if there are some", () => {
    expect(problemCounts([problem("a")])).toBe("0 errors, 1 warning");
    expect(problemCounts(many(2, { severity: "suggestion" }))).toBe("0 errors, 0 warnings, 2 suggestions");
  });
});
