import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commitFiles } from "../../../src/cms/git_commit.ts";
import { Conflict, Saves } from "../../../src/cms/saves.ts";

const PATH = "posts/one.md";
let home: string;
let saves: Saves;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "saves-"));
  mkdirSync(join(home, "posts"));
  git("init", "--quiet");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@blog.example");
  saves = new Saves(home, (changes, message) => commitFiles(home, changes, message));
});
afterEach(() => rmSync(home, { recursive: true }));

function git(...args: string[]): string {
  return execFileSync("git", ["-C", home, ...args], { encoding: "utf8" });
}

const onDisk = (text: string): void => writeFileSync(join(home, PATH), text);
const disk = (): string => readFileSync(join(home, PATH), "utf8");
const shown = (text: string | null): object => ({
  data: text,
  file: { path: PATH, id: text === null ? null : createHash("sha256").update(text).digest("hex") },
});
const save = (tab: string, text: string | undefined, path = PATH): Promise<void> => {
  const bytes = text === undefined ? undefined : Buffer.from(text);
  return saves.save(tab, { changes: [{ path, bytes }], message: `Save ${text}`, media: undefined });
};

describe("a save of the CMS", () => {
  it("is written and committed if the file is unchanged since its tab loaded it", async () => {
    onDisk("first");
    writeFileSync(join(home, "posts", "staged.md"), "Mine.");
    git("add", "posts/staged.md");
    saves.noteAnswer("a", shown("first"));
    await save("a", "second");
    await save("a", "third");
    expect(disk()).toBe("third");
    expect(git("log", "--format=%s").split("\n")).toEqual(["Save third", "Save second", ""]);
    expect(git("status", "--porcelain")).toBe("A  posts/staged.md\n");
    await save("a", undefined);
    expect(git("ls-files")).toBe("posts/staged.md\n");
    expect(git("ls-tree", "-r", "--name-only", "HEAD")).toBe("");
  });

  it("removes what a process that was killed left in .git, and nothing else", async () => {
    const id = "0b0c9d8e-1111-4222-8333-944455566677";
    const ended = spawnSync(process.execPath, ["-e", ""]).pid;
    const names = [
      `cms-${ended}-${id}.index`,
      `cms-${ended}-${id}.index.lock`,
      `cms-${process.ppid}-${id}.index`,
      "cms-x.index",
    ];
    for (const name of names) writeFileSync(join(home, ".git", name), "");
    await save("a", "first");
    const left = readdirSync(join(home, ".git")).filter((name) => name.startsWith("cms-"));
    expect(left.sort()).toEqual(names.slice(2).sort());
  });

  it("is refused if the file was changed elsewhere, which keeps both texts", async () => {
    onDisk("first");
    saves.noteAnswer("a", shown("first"));
    onDisk("first, and more");
    await expect(save("a", "second")).rejects.toThrow(Conflict);
    await expect(save("a", undefined)).rejects.toThrow(Conflict);
    expect(disk()).toBe("first, and more");
  });

  it("is refused in a tab that loaded an older text", async () => {
    onDisk("first");
    for (const tab of ["a", "b"]) saves.noteAnswer(tab, shown("first"));
    await save("a", "second");
    await expect(save("b", "other")).rejects.toThrow(Conflict);
    expect(disk()).toBe("second");
  });

  it("is refused although a list showed the new text", async () => {
    onDisk("first");
    saves.noteAnswer("a", shown("first"));
    onDisk("other");
    saves.noteAnswer("a", [shown("other")]);
    await expect(save("a", "second")).rejects.toThrow(Conflict);
  });

  it("never replaces a file that its tab has not loaded", async () => {
    onDisk("first");
    await expect(save("a", "new")).rejects.toThrow(Conflict);
    saves.noteAnswer("a", [shown("first")]);
    await save("a", undefined);
    await save("a", "new");
    expect(disk()).toBe("new");
  });

  it("writes no file if one of its files is refused", async () => {
    onDisk("first");
    const changes = ["posts/two.md", PATH].map((path) => ({ path, bytes: Buffer.from("new") }));
    await expect(saves.save("a", { changes, message: "Both", media: undefined })).rejects.toThrow(Conflict);
    expect(() => readFileSync(join(home, "posts", "two.md"))).toThrow("ENOENT");
  });

  it("waits for earlier saves and for a git lock", async () => {
    const lock = join(home, ".git", "index.lock");
    writeFileSync(lock, "");
    const all = Promise.all(["a", "b", "c"].map((name) => save(name, name, `posts/${name}.md`)));
    await setTimeout(300);
    rmSync(lock);
    await all;
    expect(git("log", "--format=%s").split("\n")).toEqual(["Save c", "Save b", "Save a", ""]);
  });

  it("loses no text in 40 random interleavings with an author's editor", async () => {
    const step = fc.constantFrom("open", "list", "edit", "save", "other tab opens", "other tab saves");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        onDisk("begun");
        const plain = new Saves(home, async () => {});
        const seen = new Map<string, string>();
        for (const [at, name] of steps.entries()) {
          const tab = name.startsWith("other") ? "b" : "a";
          if (name.endsWith("open") || name.endsWith("opens")) {
            plain.noteAnswer(tab, shown(disk()));
            seen.set(tab, disk());
          } else if (name === "list") plain.noteAnswer(tab, [shown(disk())]);
          else if (name === "edit") onDisk(`edit ${at}`);
          else if (seen.has(tab)) {
            const before = disk();
            const text = `save ${at}`;
            const change = { path: PATH, bytes: Buffer.from(text) };
            const isSaved = await plain.save(tab, { changes: [change], message: "", media: undefined }).then(
              () => true,
              () => false,
            );
            // It replaces only the text that its tab has loaded.
            expect(isSaved).toBe(before === seen.get(tab));
            expect(disk()).toBe(isSaved ? text : before);
            if (isSaved) seen.set(tab, text);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
