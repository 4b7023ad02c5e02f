import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsIn, withFields } from "../../../src/cms/yaml_edits.ts";
import { cases } from "../../whole.ts";

/** Ways to write a field, each with a name in place of `KEY`. */
const STYLES = [
  "KEY: A title over two lines\n",
  "KEY: A title over\n  two lines\n",
  "KEY: A title over\n  two lines   # why\n",
  "KEY:\n  A title on the next line\n",
  "KEY: # why\n  A title on the next line\n",
  "KEY: 'A title over\n  two lines'\n",
  'KEY:   "A title over\n  two lines"\t# why\n',
  'KEY: "A title over \\\n  two\\tlines"\n',
  "KEY: >-\n  A title over\n  two lines\n",
  "KEY: > # why\n  A title over\n  two lines\n",
  "KEY: >+\n  A title over\n  two lines\n\n",
  "KEY: |\n  A title over\n  two lines\n",
  "KEY: |2-\n    A title over\n  two lines\n",
  "KEY: &KEY >-\n  A title over\n  two lines\n",
  "KEY: !!str 12\n",
  '"KEY" : A title\n',
  "KEY:\n",
  "KEY: # why\n",
  "KEY: ~\n",
  "KEY: [ a,  'b', # why\n  c ]\n",
  "KEY: { a: 1,  b: [x] } # why\n",
  "KEY:\n  # why\n  - a   # here\n  - 'b'\n\n  - c\n",
  "KEY:\n- a\n-   b # here\n",
  "KEY:\n  - name: A # here\n    url: /a/\n  - { name: B }\n",
  "KEY: 2026-03-31\n",
  "KEY: 12345678901234567890 # why\n",
  "# A comment\nKEY: yes\n# Another\n\n",
];

const VALUES = ["New", 'New: "one" #x', "two\nlines", " x ", "", "*a", "- b", true, ["a", "b", "new"], ["c"], []];

/** Every way to write a field, in an order of its own. */
const yaml = fc
  .tuple(fc.shuffledSubarray(STYLES, { minLength: 2, maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([styles, lineEnd, hasEnd]) => {
    const parts = styles.map((style, at) => style.replaceAll("KEY", `field${at}`).replaceAll("\n", lineEnd));
    return hasEnd ? parts : [...parts.slice(0, -1), parts.at(-1)?.trimEnd() ?? ""];
  });

const without = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !["", null].includes(value) && JSON.stringify(value) !== "[]"),
  );

describe("a change of a YAML text", () => {
  it("leaves every byte of other fields alone, however they are written", () => {
    fc.assert(
      fc.property(yaml, fc.nat(5), fc.constantFrom(...VALUES), (parts, nth, value) => {
        const text = parts.join("");
        const at = nth % parts.length;
        const fields = fieldsIn(text);
        expect(withFields(text, fields)).toBe(text);
        const wanted = { ...fields, [`field${at}`]: value };
        const after = withFields(text, wanted);
        expect(without(fieldsIn(after))).toEqual(without(wanted));
        expect(after.startsWith(parts.slice(0, at).join(""))).toBe(true);
        expect(after.endsWith(parts.slice(at + 1).join(""))).toBe(true);
        expect(after.includes("\r\n") && /(?<!\r)\n/.test(after)).toBe(false);
        // What was added is the last field.
        const added = withFields(text, { ...fields, another: value });
        expect(added.startsWith(text)).toBe(true);
        expect(without(fieldsIn(added))).toEqual(without({ ...fields, another: value }));
      }),
      { numRuns: cases({ sample: 100, whole: 3_000 }) },
    );
  });

  it.each([
    [
      "a comment behind the sign of a folded text",
      "t: >- # why\n  A\n  B\nu: 1\n",
      { t: "C", u: 1 },
      "t: C # why\nu: 1\n",
    ],
    ["a comment in front of a value", "t: # why\n  A\nu: 1\n", { t: "C", u: 1 }, "t: C # why\nu: 1\n"],
    [
      "an item of a list",
      "t:\n  - a # one\n  - b # two\n  - c\n",
      { t: ["a", "x", "c"] },
      "t:\n  - a # one\n  - x # two\n  - c\n",
    ],
    ["a new item", "t:\n- a # one\n- c # two", { t: ["a", "c", "d"] }, "t:\n- a # one\n- c # two\n- d"],
    ["a first item", "t:\n  - a # one\n", { t: ["x", "a"] }, "t:\n  - x\n  - a # one\n"],
    ["an item that goes", "t:\n  - a # one\n  - b # two\n  - c\n", { t: ["a", "c"] }, "t:\n  - a # one\n  - c\n"],
    ["an anchor, which what refers to it follows", "t: &x A\nu: *x\n", { t: "B", u: "A" }, "t: &x B\nu: *x\n"],
    ["what refers to an anchor", "t: &x A\nu: *x\n", { t: "A", u: "B" }, "t: &x A\nu: B\n"],
    ["an anchor that goes", "t: &x A # why\nu: *x\n", { u: "A" }, "u: A\n"],
    ["a field in braces", "{t: A, u: 1}\n", { t: "B", u: 1 }, "{ t: B, u: 1 }\n"],
    ["a new field behind indented ones", "  t: A\n  u: 1\n", { t: "A", u: 1, v: 2 }, "t: A\nu: 1\nv: 2\n"],
    ["an explicit key", "? t\n: A\nu: 1\n", { t: "B", u: 1 }, "t: B\nu: 1\n"],
    ["the last field", "t: A\n", {}, ""],
  ])("keeps or changes %s", (_, text, wanted, after) => {
    expect(withFields(text, wanted)).toBe(after);
  });
});
