import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const HEAD = "| A | B |\n| --- | --- |\n";

describe("tables", () => {
  it.each([
    ["too few dashes", "| Role | Years | Pay |\n| --- | --- |\n| Analyst | 2 | 90 |", ["2:1 table-columns"]],
    ["too many dashes", "A | B\n--- | --- | ---\n1 | 2", ["2:1 table-columns"]],
    ["a row with a lost cell", `${HEAD}| 1 | 2 | lost |`, ["3:11 table-columns"]],
    [
      "bars in code",
      "| Operator | Meaning |\n| --- | --- |\n| `a || b` | logical or |\n| `*safari|*chrome` | new tab |",
      ["3:9 table-columns", "4:23 table-columns"],
    ],
  ])("have a mistake: %s", async (_, body, found) => {
    expect(await findings(body)).toEqual(found);
  });

  it.each([
    ["rows that fit", `${HEAD}| 1 | 2 |\n| 3 | 4 |`],
    ["fewer cells", `${HEAD}| 1 |\n`],
    ["an empty cell too many", `${HEAD}| 1 | 2 | |`],
    ["escaped bars", `${HEAD}| \`a \\| b\` | 2 |`],
    ["no outer bars", "A | B\n--- | ---\n1 | 2"],
    ["one column", "| A |\n| --- |\n| 1 |"],
    ["alignment", "|A|B|\n|:--|--:|\n|1|2|"],
    ["a text with bars and a rule", "This | that\n\n---\n\nText."],
    ["a table in code", "```\n| A |\n| --- | --- |\n```"],
  ])("are right: %s", async (_, body) => {
    expect(await findings(body)).toEqual([]);
  });
});
