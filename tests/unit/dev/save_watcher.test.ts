import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChangeQueue, FolderWatcher, unlessAborted } from "../../../src/dev/save_watcher.ts";

const never = new Promise<string>(() => {});

describe("FolderWatcher", () => {
  let folder: string;
  let watched: string;
  let watcher: FolderWatcher;
  let changed: Set<string>;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "watched-")));
    watched = join(folder, "content");
    mkdirSync(join(watched, "posts"), { recursive: true });
    changed = new Set();
    watcher = new FolderWatcher([watched], (path) => changed.add(path));
  });
  afterEach(() => {
    watcher.close();
    rmSync(folder, { recursive: true });
  });

  const write = (...path: string[]): void => writeFileSync(join(watched, ...path), `${changed.size}`);
  const reports = (...path: string[]): Promise<void> =>
    expect.poll(() => changed.has(join(watched, ...path)), { timeout: 3_000 }).toBe(true);

  it("reports files that are written, renamed and deleted, in the folder and below", async () => {
    write("site.yaml");
    write("posts", "one.md");
    await reports("site.yaml");
    await reports("posts", "one.md");
    changed.clear();
    renameSync(join(watched, "posts", "one.md"), join(watched, "posts", "two.md"));
    await reports("posts", "one.md");
    await reports("posts", "two.md");
    changed.clear();
    rmSync(join(watched, "posts", "two.md"));
    await reports("posts", "two.md");
  });

  it("watches folders that are created later", async () => {
    mkdirSync(join(watched, "a", "b"), { recursive: true });
    await reports("a");
    write("a", "b", "new.md");
    await reports("a", "b", "new.md");
  });

  it("watches a folder that is deleted and created again", async () => {
    rmSync(watched, { recursive: true });
    mkdirSync(join(watched, "posts"), { recursive: true });
    await setTimeout(100);
    write("posts", "one.md");
    await reports("posts", "one.md");
  });

  it("watches a moved folder and a new one in its place", async () => {
    renameSync(join(watched, "posts"), join(watched, "old"));
    mkdirSync(join(watched, "posts"));
    await setTimeout(100);
    write("posts", "one.md");
    write("old", "two.md");
    await reports("posts", "one.md");
    await reports("old", "two.md");
  });

  it("ignores hidden files and files outside the folder", async () => {
    write(".one.md.swp");
    writeFileSync(join(folder, "beside.md"), "");
    write("last.md");
    await reports("last.md");
    expect([...changed]).toEqual([join(watched, "last.md")]);
  });

  it("reports nothing once it is closed", async () => {
    watcher.close();
    write("late.md");
    await setTimeout(100);
    expect(changed.size).toBe(0);
  });
});

describe("ChangeQueue", () => {
  let queue: ChangeQueue;

  beforeEach(() => {
    queue = new ChangeQueue((path) => path.endsWith(".md"));
  });

  it("batches changes that come close together", async () => {
    const next = queue.next();
    queue.add("a.md");
    await setTimeout(5);
    queue.add("b.md");
    queue.add("a.md");
    expect([...(await next)]).toEqual(["a.md", "b.md"]);
  });

  it("returns changes that were added before the request", async () => {
    queue.add("a.md");
    expect([...(await queue.next())]).toEqual(["a.md"]);
    expect(queue.isEmpty).toBe(true);
  });

  it("returns an empty set after the timeout", async () => {
    expect((await queue.next(10)).size).toBe(0);
  });

  it("does not wait forever while a file is written all the time", async () => {
    const writing = setInterval(() => queue.add("download.bin"), 5);
    try {
      expect([...(await queue.next())]).toEqual(["download.bin"]);
    } finally {
      clearInterval(writing);
    }
  });

  it("aborts running work for urgent changes only", async () => {
    queue.add("style.css");
    expect(queue.urgent.aborted).toBe(false);
    queue.add("a.md");
    expect(queue.urgent.aborted).toBe(true);
    await queue.next();
    expect(queue.urgent.aborted).toBe(false);
  });
});

describe("unlessAborted", () => {
  it("settles like the given promise", async () => {
    expect(await unlessAborted(Promise.resolve("done"), new AbortController().signal)).toBe("done");
    await expect(unlessAborted(Promise.reject(new Error("broken")), new AbortController().signal)).rejects.toThrow(
      "broken",
    );
  });

  it("rejects when the signal aborts", async () => {
    const controller = new AbortController();
    const work = unlessAborted(never, controller.signal);
    await setImmediate();
    controller.abort();
    await expect(work).rejects.toThrow("aborted");
  });

  it("rejects when the signal is already aborted", async () => {
    await expect(unlessAborted(never, AbortSignal.abort())).rejects.toThrow("aborted");
  });
});
