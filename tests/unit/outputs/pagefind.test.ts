import { describe, expect, it } from "vitest";
import { pagefindIndex, type SearchRecord } from "../../../src/outputs/pagefind.ts";

const RECORD: SearchRecord = { url: "/blog/a/", title: "A", date: "1 May 2026", authors: ["Ada"], topics: ["SQL"] };

const indexOf = (signal?: AbortSignal) =>
  pagefindIndex("en", [RECORD], () => "<p>Windows over partitions</p>", false, signal);

describe("an index in the making", () => {
  it("is the same each time, and beside another", async () => {
    const [first, second] = await Promise.all([indexOf(), indexOf()]);
    expect(first.map(({ path }) => path)).toContain("pagefind-entry.json");
    expect(second).toEqual(first);
  });

  it("can be given up", async () => {
    const controller = new AbortController();
    const making = indexOf(controller.signal);
    controller.abort();
    await expect(making).rejects.toThrow("ended before it had made an index");
  });
});
