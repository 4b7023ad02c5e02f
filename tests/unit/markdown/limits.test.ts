import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

describe("Markdown nested too deep", () => {
  it("is kept as text and reported", async () => {
    const list = Array.from({ length: 40 }, (_, at) => `${"  ".repeat(at)}- item ${at}`).join("\n");
    const { text, problems } = await rendered(list);
    for (let at = 0; at < 40; at++) expect(text).toContain(`item ${at}`);
    expect(problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["25 too-much"]);
  });

  it("is accepted in lists of realistic depth", async () => {
    const list = Array.from({ length: 20 }, (_, at) => `${"  ".repeat(at)}- item ${at}`).join("\n");
    expect((await rendered(list)).problems).toEqual([]);
    expect((await htmlOf(list)).match(/<li>/g)).toHaveLength(20);
  });
});

describe("excessive numbers of headings and footnotes", () => {
  it("are kept as text beyond a limit, which is reported", async () => {
    const headings = await rendered("## One\n".repeat(1002));
    expect(headings.html.match(/<h2 id=/g)).toHaveLength(1000);
    expect(headings.html.match(/One<\/h2>/g)).toHaveLength(1002);
    expect(headings.problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["1001 too-much"]);
    const notes = await rendered("A^[note].\n\n".repeat(1002));
    expect(notes.html).toContain("A^[note].");
    expect(notes.problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["2001 too-much"]);
  });
});
