import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { yieldToEventLoop } from "../../../src/base/concurrency.ts";
import { AbortError, SaveWatcher } from "../../../src/dev/save_watcher.ts";

describe("work that an author's next save makes needless", () => {
  let folder: string;
  let saves: SaveWatcher;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "saves-"));
    saves = new SaveWatcher(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const save = (): void => writeFileSync(join(folder, "post.md"), "Text.");
  const never = new Promise<string>(() => {});

  /** Goes on with small pieces of work for as long as that is wanted. */
  async function workOn(): Promise<never> {
    for (;;) await yieldToEventLoop(saves.signal);
  }

  it("goes on when nothing is saved", async () => {
    await yieldToEventLoop(saves.signal);
    expect(await saves.unlessAny(Promise.resolve("done"))).toBe("done");
  });

  it("is given up between two pieces of it when a post is saved", async () => {
    const work = workOn();
    save();
    await expect(work).rejects.toThrow(AbortError);
  });

  it("is given up while it waits for something else", async () => {
    const work = saves.unlessAny(never);
    save();
    await expect(work).rejects.toThrow(AbortError);
  });

  it("is not begun when a post was saved before", async () => {
    const work = workOn();
    save();
    await expect(work).rejects.toThrow(AbortError);
    await expect(saves.unlessAny(never)).rejects.toThrow(AbortError);
  });

  it("goes on once the save was attended to", async () => {
    const work = workOn();
    save();
    await expect(work).rejects.toThrow(AbortError);
    // Writing a file is several events.
    await new Promise((resolve) => setTimeout(resolve, 100));
    saves.forget();
    await yieldToEventLoop(saves.signal);
  });

  it("goes on in a blog that has no posts yet", async () => {
    saves = new SaveWatcher(join(folder, "nowhere"));
    await yieldToEventLoop(saves.signal);
  });
});
