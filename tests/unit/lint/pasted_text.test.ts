import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { autofix } from "../../../src/lint/fix/autofix.ts";

const ROOTS = ["https://blog.example/"];
const FRONT = "---\ntitle: A post\ndate: 2024-05-02\nauthor: Ada\n---\n";

/** A text after safe repairs, and the rules that applied. */
function repaired(body: string): { body: string; rules: string[] } {
  const { source: after, problems } = autofix(source("content/posts/x.md", FRONT + body), { checks: {}, roots: ROOTS });
  return { body: after.text.slice(FRONT.length), rules: problems.map(({ rule }) => rule) };
}

describe("artefacts of pasted text", () => {
  it.each([
    ["a byte order mark within a word", "T\ufeffhis model", "This model"],
    ["a zero-width space", "data\u200bbase", "database"],
    ["a no-break space between words", "such simple\u00a0exercises", "such simple exercises"],
    ["a no-break space at the end of a line", "The end.\u00a0\n\nNext.", "The end.\n\nNext."],
  ])("remove %s", (_, written, read) => {
    expect(repaired(written)).toEqual({ body: read, rules: ["invisible-character"] });
  });

  it.each([
    ["spaces of French punctuation", "Vraiment\u00a0? «\u00a0Oui\u00a0»"],
    ["a space between a number and its unit", "10\u00a0km, 5\u00a0%"],
    ["joiners of Persian", "می\u200cخواهم"],
    ["joiners of emoji", "👩\u200d💻"],
    ["line breaks of Thai", "ภาษา\u200bไทย"],
    ["direction marks", "שלום\u200f (a)"],
    ["code", "```text\na\u200bb https://x.example/?utm_source=a\n```"],
  ])("keep %s", (_, written) => {
    expect(repaired(written)).toEqual({ body: written, rules: [] });
  });

  it.each([
    ["https://x.example/a?utm_source=google&utm_medium=b", "https://x.example/a"],
    ["https://x.example/a?page=2&fbclid=abc#part", "https://x.example/a?page=2#part"],
    ["https://x.example/a?gclid=1&q=a%20b", "https://x.example/a?q=a%20b"],
  ])("remove tracking parameters: %s", (written, read) => {
    expect(repaired(`See [this](${written}).`)).toEqual({ body: `See [this](${read}).`, rules: ["tracking-link"] });
  });

  it.each([
    ["[this](https://blog.example/blog/a/#part)", "[this](/blog/a/#part)"],
    ['<a href="https://blog.example/tags/x/">this</a>', '<a href="/tags/x/">this</a>'],
  ])("make links to the blog itself relative: %s", (written, read) => {
    expect(repaired(`See ${written}.`)).toEqual({ body: `See ${read}.`, rules: ["own-address"] });
  });

  it.each([
    "See [this](https://blog.example/mentors/) and https://blog.example/blog/a/.",
    "See [this](https://blog.example.com/blog/a/).",
    "`[this](https://blog.example/blog/a/)`",
  ])("keep links to other sites, plain text and code: %s", (body) => {
    expect(repaired(body)).toEqual({ body, rules: [] });
  });

  it("are reported once for nested URLs", () => {
    const nested = source("content/posts/x.md", FRONT + "](https://blog.example/blog/".repeat(500));
    const { problems } = autofix(nested, { checks: {}, roots: ROOTS });
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems).length).toBeLessThan(10 * nested.text.length);
  });

  it("keep utm_source outside a parameter name", () => {
    const body = "See [this](https://x.example/utm_source=a?query=utm_source).";
    expect(repaired(body).body).toBe(body);
  });
});
