import { describe, expect, it } from "vitest";
import { textDirective } from "../../../assets/js/article/text_directive.ts";

const PARAGRAPH =
  "Say first what was decided because of your work, and by whom; then show one number, and say how sure you are.";

/** The directive of a part of the paragraph, as an address has it. */
function directive(from: string, to: string, before = ""): string | undefined {
  const start = { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf(from) };
  const end = { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf(to) + to.length };
  const found = textDirective(start, end, before);
  return found && decodeURIComponent(found);
}

describe("the address of a passage", () => {
  it("names a short one by its words", () => {
    expect(directive("what was", "decided")).toBe("#:~:text=what was decided");
  });

  it("names a long one by its first and last words", () => {
    expect(directive("Say", "number")).toBe("#:~:text=Say first what was decided,whom; then show one number,");
  });

  it("is of whole words, for browsers find no other", () => {
    expect(directive("ecided be", "caus")).toBe("#:~:text=decided because");
  });

  it("says what comes before where the same words came earlier", () => {
    expect(directive("and say", "sure", "We go on and say how sure we are.")).toBe(
      "#:~:text=show one number,-,and say how sure",
    );
  });

  it("escapes what has a meaning in it", () => {
    const paragraph = "A two-way split, 50 & 50";
    expect(textDirective({ paragraph, offset: 2 }, { paragraph, offset: paragraph.length }, "")).toBe(
      "#:~:text=two%2Dway%20split%2C%2050%20%26%2050",
    );
  });

  it("reaches over paragraphs", () => {
    const next = "Nobody checks the formula.";
    const found = textDirective(
      { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf("say how") },
      { paragraph: next, offset: next.indexOf(" formula") },
      "",
    );
    expect(decodeURIComponent(found ?? "")).toBe("#:~:text=say how sure you are.,Nobody checks the");
  });

  it("is nothing where there are no words", () => {
    expect(textDirective({ paragraph: " ", offset: 0 }, { paragraph: " ", offset: 1 }, "")).toBeUndefined();
  });
});
