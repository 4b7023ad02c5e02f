import { describe, expect, it } from "vitest";
import { textDirective } from "../../../assets/js/article/text_directive.ts";

const PARAGRAPH =
  "Say first what was decided because of your work, and by whom; then show one number, and say how sure you are.";

/** The decoded text directive for a part of the paragraph. */
function directive(from: string, to: string, before = ""): string | undefined {
  const start = { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf(from) };
  const end = { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf(to) + to.length };
  const found = textDirective(start, end, before);
  return found && decodeURIComponent(found);
}

describe("textDirective", () => {
  it("quotes a short passage in full", () => {
    expect(directive("what was", "decided")).toBe("#:~:text=what was decided");
  });

  it("quotes the first and last words of a long passage", () => {
    expect(directive("Say", "number")).toBe("#:~:text=Say first what was decided,whom; then show one number,");
  });

  it("extends the passage to whole words", () => {
    expect(directive("ecided be", "caus")).toBe("#:~:text=decided because");
  });

  it("adds a prefix when the words occur earlier", () => {
    expect(directive("and say", "sure", "We go on and say how sure we are.")).toBe(
      "#:~:text=show one number,-,and say how sure",
    );
  });

  it("escapes hyphens, commas and ampersands", () => {
    const paragraph = "A two-way split, 50 & 50";
    expect(textDirective({ paragraph, offset: 2 }, { paragraph, offset: paragraph.length }, "")).toBe(
      "#:~:text=two%2Dway%20split%2C%2050%20%26%2050",
    );
  });

  it("spans paragraphs", () => {
    const next = "Nobody checks the formula.";
    const found = textDirective(
      { paragraph: PARAGRAPH, offset: PARAGRAPH.indexOf("say how") },
      { paragraph: next, offset: next.indexOf(" formula") },
      "",
    );
    expect(decodeURIComponent(found ?? "")).toBe("#:~:text=say how sure you are.,Nobody checks the");
  });

  it("is undefined without words", () => {
    expect(textDirective({ paragraph: " ", offset: 0 }, { paragraph: " ", offset: 1 }, "")).toBeUndefined();
  });
});
