import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { fastFields } from "../../../src/config/yaml_fast_path.ts";

const words = fc.constantFrom(
  "Mentoring",
  "a mentor's advice",
  "50 %",
  "true",
  "True",
  "null",
  "yes",
  "C#",
  "C #",
  "a: b",
  "a:b",
  "http://x.example/a?b=c#d",
  "/assets/img/a b.jpg",
  "2024-05-02",
  "2024-05-02T10:00:00Z",
  "2024-05-02 10:00",
  "12",
  "1.5",
  "0x1f",
  "~",
  "- x",
  "[a",
  "{a: b}",
  "[a, b]",
  "[ one two , C++ ,x]",
  "[]",
  "[a,, b]",
  "[a, [b]]",
  "[true, b]",
  '"quoted: #1"',
  "'it''s'",
  "'it'",
  '"a\\nb"',
  '"open',
  "*alias",
  "&anchor x",
  "!tag x",
  "|",
  ">",
  "é",
  "日本",
  "𝒶",
  "a\u00a0b",
  "a\u2028b",
  "a\tb",
  "x  ",
  "end:",
  "@x",
  "`x`",
  "a, b",
  "a [b]",
  "",
  " # note",
  "x # note",
  ".inf",
  "constructor",
  "__proto__",
);
const key = fc.constantFrom("title", "date", "tags", "a-b", "_x", "Author", "true", "constructor", "x y", "1", "é");
const list = fc
  .tuple(fc.constantFrom("- ", "  - ", "-  ", "-"), fc.array(words, { minLength: 1, maxLength: 3 }))
  .map(([mark, items]) => items.map((item) => `\n${mark}${item}`).join(""));
const field = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(key, fc.constantFrom(": ", ": ", ":", ":  ", " : "), words).map((parts) => parts.join("")),
  },
  { weight: 3, arbitrary: fc.tuple(key, fc.constantFrom(":", ": "), list).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme" }).map((text) => `title: ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom("", "   ", "# note", "...", "text", "  more", "\t", "tags:", "x: y\r") },
);

/** What a parser of all of YAML finds. */
function parsed(text: string) {
  const document = parseDocument(text, { version: "1.2" });
  const root = document.contents;
  if (document.errors.length + document.warnings.length > 0 || !isMap(root)) return undefined;
  return root.items.map(({ key, value }) => {
    if (!isScalar(key) || !(isScalar(value) || isSeq(value))) return undefined;
    const start = (node: unknown): number | undefined =>
      isScalar(node) || isSeq(node) || isMap(node) ? node.range?.[0] : undefined;
    return {
      key: key.value,
      value: value.toJS(document),
      keyStart: start(key),
      start: start(value),
      items: isSeq(value) ? value.items.map(start) : [],
    };
  });
}

describe("front matter as it usually is", () => {
  it("is read field by field, with the place of each", () => {
    const text = "\ntitle: Mentors: who\n";
    expect(fastFields(text)).toBeUndefined();
    const fields = fastFields(
      "\ntitle: “Mentors”, or who?\ndraft: true\ntags: [one, two]\nauthor:\n  - Ada\n  - 'B. C.'",
    );
    expect(fields).toBeUndefined();
    const read = fastFields("\ntitle: Mentors, or who?\ndraft: true\ntags: [one, two]\nauthor:\n  - Ada\n  - 'B. C.'");
    expect([...(read ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ["title", "Mentors, or who?"],
      ["draft", true],
      ["tags", ["one", "two"]],
      ["author", ["Ada", "B. C."]],
    ]);
  });

  it("is what a parser of all of YAML finds, or is left to that", () => {
    let usual = 0;
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 3 }), (lines) => {
        const text = `\n${lines.join("\n")}`;
        const fields = fastFields(text);
        if (fields === undefined) return;
        usual += 1;
        expect([...fields].map(([name, field]) => ({ key: name, ...field }))).toEqual(parsed(text));
      }),
      { numRuns: 3_000 },
    );
    expect(usual).toBeGreaterThan(100);
  });
});
