import { describe, expect, it } from "vitest";
import { progressTo } from "../../../src/engine/progress.ts";

function shown(isTTY: boolean, ...calls: [ms: number, done: number][]): string[] {
  const lines: string[] = [];
  let now = 0;
  const stream = { isTTY, write: (text: string | Uint8Array) => lines.push(String(text)) > 0 };
  const progress = progressTo(stream, () => now);
  for (const [ms, done] of calls) {
    now = ms;
    progress("read", done, 3000);
  }
  return lines;
}

describe("long work", () => {
  it("shows a bar with count, rate and time left on a terminal", () => {
    const [, line = ""] = shown(true, [100, 0], [10_100, 1000]);
    expect(line).toBe("\r\u001b[2KReading posts ████████░░░░░░░░░░░░░░░░ 1,000 of 3,000, 100 a second, 20 s left");
  });

  it("writes plain lines at intervals elsewhere", () => {
    const calls = Array.from({ length: 200 }, (_, at): [number, number] => [at * 100, at * 10]);
    const lines = shown(false, ...calls);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe("Reading posts 500 of 3,000, 100 a second, 25 s left\n");
  });

  it("says nothing of work that is done at once", () => {
    expect(shown(false, [0, 0], [900, 3000])).toEqual([]);
  });
});
