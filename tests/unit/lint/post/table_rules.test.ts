import { describe, expect, it } from "vitest";
import { findings, messages } from "./sample.ts";

const HEAD = "| A | B |\n| --- | --- |\n";

describe("a row with cells that are lost", () => {
  it("is told with each of them", async () => {
    const body = "| A | B |\n| - | - |\n| 1 | 2 | 3 | | 4 |";
    expect(await messages(body)).toEqual(["This row has 5 columns, and the head has 2: “3”, “4” are not published."]);
  });
});

describe("table rules", () => {
  it.each([
    [
      "too few cells in the delimiter row",
      "| Role | Years | Pay |\n| --- | --- |\n| Analyst | 2 | 90 |",
      ["2:1 table-columns"],
    ],
    ["too many cells in the delimiter row", "A | B\n--- | --- | ---\n1 | 2", ["2:1 table-columns"]],
    ["a row with too many cells", `${HEAD}| 1 | 2 | lost |`, ["3:11 table-columns"]],
    [
      "unescaped bars in code",
      "| Operator | Meaning |\n| --- | --- |\n| `a || b` | logical or |\n| `*safari|*chrome` | new tab |",
      ["3:9 table-columns", "4:23 table-columns"],
    ],
  ])("report %s", async (_, body, found) => {
    expect(await findings(body)).toEqual(found);
  });

  it.each([
    ["complete rows", `${HEAD}| 1 | 2 |\n| 3 | 4 |`],
    ["missing cells", `${HEAD}| 1 |\n`],
    ["an extra empty cell", `${HEAD}| 1 | 2 | |`],
    ["escaped bars", `${HEAD}| \`a \\| b\` | 2 |`],
    ["no outer bars", "A | B\n--- | ---\n1 | 2"],
    ["one column", "| A |\n| --- |\n| 1 |"],
    ["alignment", "|A|B|\n|:--|--:|\n|1|2|"],
    ["text with bars above a thematic break", "This | that\n\n---\n\nText."],
    ["a table in code", "```\n| A |\n| --- | --- |\n```"],
  ])("accept %s", async (_, body) => {
    expect(await findings(body)).toEqual([]);
  });
});
