import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { pagefindIndex, type SearchRecord } from "../../../src/search/pagefind.ts";

const RECORD: SearchRecord = { url: "/blog/a/", title: "A", date: "1 May 2026", authors: ["Ada"], topics: ["SQL"] };

const indexOf = (signal?: AbortSignal, patienceMs?: number) =>
  pagefindIndex("en", [RECORD], () => "<p>Windows over partitions</p>", false, signal, patienceMs);

/** Child processes of this process, including ended ones, according to /proc. */
function programs(name: string): string[] {
  return readdirSync("/proc/self/task")
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" "))
    .filter((id) => id !== "" && readFileSync(`/proc/${id}/comm`, "utf8").startsWith(name));
}

describe("pagefindIndex", () => {
  it("is deterministic, also when run concurrently", async () => {
    const [first, second] = await Promise.all([indexOf(), indexOf()]);
    expect(first.map(({ path }) => path)).toContain("pagefind-entry.json");
    expect(second).toEqual(first);
    expect(await indexOf()).toEqual(first);
  });

  it("can be aborted", async () => {
    const controller = new AbortController();
    const making = indexOf(controller.signal);
    controller.abort();
    await expect(making).rejects.toThrow("ended before it had made an index");
  });

  const { SIGSTOP, SIGKILL } = constants.signals;
  it.runIf(existsSync("/proc/self/task")).each([
    ["hangs", SIGSTOP, "it has not answered for 1 seconds"],
    ["ends", SIGKILL, "its program has ended"],
  ])("fails with one sentence when its process %s, and recovers", async (_, signal, words) => {
    await indexOf();
    for (const id of programs("pagefind")) process.kill(Number(id), signal);
    await expect(indexOf(undefined, 1000)).rejects.toThrow(words);
    await expect.poll(() => programs("pagefind")).toEqual([]);
    expect((await indexOf()).length).toBeGreaterThan(0);
  });

  it.runIf(existsSync("/proc/self/task"))("ends its process when aborted", async () => {
    const controller = new AbortController();
    const making = indexOf(controller.signal);
    await expect.poll(() => programs("pagefind").length, { timeout: 5000, interval: 1 }).toBe(1);
    controller.abort();
    await expect(making).rejects.toThrow("ended");
    await expect.poll(() => programs("pagefind")).toEqual([]);
  });

  it.runIf(existsSync("/proc/self/task"))("reuses one process for several indexes", async () => {
    for (let time = 0; time < 3; time++) await indexOf();
    expect(programs("pagefind")).toHaveLength(1);
  });
});
