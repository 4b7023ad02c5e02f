import { describe, expect, it } from "vitest";
import { rendered, structured } from "./sample.ts";

const SIZE = 100_000;
const full = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));

describe("100 KB of one thing", () => {
  it.each([
    ["nested quotes", `${">".repeat(10_000)} a`],
    ["nested lists", full("- ")],
    ["emphasis that never ends", full("*a **b ")],
    ["brackets", full("[")],
    ["pictures that never end", full("![")],
    ["dollars", full("$a ")],
    ["formulas", full("$a$")],
    ["square brackets for formulas", full("\\[ ")],
    ["lines that begin a formula", full("\\[\n")],
    ["round brackets for formulas", full("\\(")],
    ["the same within a link", `[${full("\\(")}](/x) \\)`],
    ["callouts", full("> [!NOTE]\n\n")],
    ["open tags", full("<div>")],
    ["open headings", full("<h2>\n")],
    ["headings of one name", full("# a\n")],
    ["headings in HTML", full("<h2>x</h2>\n\n")],
    ["angle brackets", full("<a ")],
    ["backticks", full("`")],
    ["notes within notes", full("^[")],
    ["notes within notes that end", `${"^[".repeat(SIZE / 3)}${"]".repeat(SIZE / 3)}`],
    ["notes that are called at once", full("^[a] ")],
    ["one word", full("a")],
    ["one long address", `[a](${full("x")})`],
    ["a formula in a formula", `$${"{".repeat(SIZE / 2)}${"}".repeat(SIZE / 2)}$`],
    // What is meant are texts that take minutes when a rule reads on from every sign: the runner's limit ends those.
  ])("is rendered: %s", async (_, text) => {
    expect((await rendered(text)).html).toBeTypeOf("string");
    expect(structured(text).links).toBeInstanceOf(Array);
  });
});
