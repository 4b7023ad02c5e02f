import { describe, expect, it } from "vitest";
import { cases } from "../../whole.ts";
import { rendered, structured } from "./sample.ts";

const SIZE = cases({ sample: 25_000, whole: 100_000 });
const full = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));

describe(`a pathological post of ${SIZE / 1000} KB`, () => {
  it.each([
    ["nested quotes", `${">".repeat(10_000)} a`],
    ["nested lists", full("- ")],
    ["unclosed emphasis", full("*a **b ")],
    ["brackets", full("[")],
    ["unclosed images", full("![")],
    ["dollars", full("$a ")],
    ["formulas", full("$a$")],
    ["opening \\[", full("\\[ ")],
    ["lines of opening \\[", full("\\[\n")],
    ["opening \\(", full("\\(")],
    ["opening \\( in a link", `[${full("\\(")}](/x) \\)`],
    ["callouts", full("> [!NOTE]\n\n")],
    ["open tags", full("<div>")],
    ["open headings", full("<h2>\n")],
    ["headings with the same text", full("# a\n")],
    ["HTML headings", full("<h2>x</h2>\n\n")],
    ["angle brackets", full("<a ")],
    ["backticks", full("`")],
    ["unclosed nested notes", full("^[")],
    ["nested notes", `${"^[".repeat(SIZE / 3)}${"]".repeat(SIZE / 3)}`],
    ["inline notes", full("^[a] ")],
    ["one word", full("a")],
    ["one long URL", `[a](${full("x")})`],
    ["nested braces in a formula", `$${"{".repeat(SIZE / 2)}${"}".repeat(SIZE / 2)}$`],
    // Quadratic parsing would take minutes on 100 KB and run into the test timeout.
  ])("does not hang the renderer: %s", async (_, text) => {
    expect((await rendered(text)).html).toBeTypeOf("string");
    expect(structured(text).links).toBeInstanceOf(Array);
  });
});
