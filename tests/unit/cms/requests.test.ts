import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerTo } from "../../../src/cms/reads.ts";
import { isAllowed, pathsIn, requestIn } from "../../../src/cms/requests.ts";

describe("access of the CMS editor to files", () => {
  let home: string;
  let folders: string[];

  beforeAll(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), "editor-")));
    folders = [join(home, "content", "posts"), join(home, "assets", "img", "uploads")];
    for (const folder of [...folders, join(home, ".git")]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(home, ".git", "config"), "");
    writeFileSync(join(home, "content", "posts", "one.md"), "");
    symlinkSync("one.md", join(home, "content", "posts", "same.md"));
    symlinkSync(join(home, ".git", "config"), join(home, "content", "posts", "out.md"));
    symlinkSync(join(home, "nowhere"), join(home, "content", "posts", "dangling.md"));
    symlinkSync(join(home, ".git"), join(home, "assets", "img", "uploads", "history"));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it("is allowed for existing and new files in its folders", () => {
    for (const path of ["one.md", "new.md", "same.md", "a/b/new.md", "", "../posts/one.md"]) {
      expect(isAllowed(join("content", "posts", path), home, folders), path).toBe(true);
    }
    expect(isAllowed("assets/img/uploads/x y (2).png", home, folders)).toBe(true);
  });

  it("is denied for symlinks that lead outside and for invalid paths", () => {
    for (const path of ["out.md", "dangling.md", "one.md/x.md", `${"x".repeat(300)}.md`, "x\0.md"]) {
      expect(isAllowed(`content/posts/${path}`, home, folders), path).toBe(false);
    }
    expect(isAllowed("assets/img/uploads/history/config", home, folders)).toBe(false);
  });

  it("is denied for all other paths, however they are spelt", () => {
    const part = fc.constantFrom(
      "..",
      ".",
      "",
      "content",
      "posts",
      "assets",
      "img",
      "uploads",
      ".git",
      ".GIT",
      "history",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 9 }), (parts) => {
        const path = parts.join("/");
        if (!isAllowed(path, home, folders)) return;
        const target = resolve(home, path);
        expect(folders.some((folder) => target === folder || target.startsWith(folder + sep))).toBe(true);
        expect(target.toLowerCase()).not.toMatch(/\.git(?:\/|$)|uploads\/history/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is checked for every path of a request", () => {
    const options = { commitMessage: "x" };
    const entry = { path: "a", newPath: "b", raw: "" };
    const asset = { path: "d", content: "" };
    const pathsOf = (action: string, params?: unknown): string[] | undefined => {
      const asked = requestIn({ action, params });
      return asked && pathsIn(asked);
    };
    expect(pathsOf("info")).toEqual([]);
    expect(pathsOf("getEntry", { path: "a" })).toEqual(["a"]);
    expect(pathsOf("deleteFiles", { paths: ["a", "b"], options })).toEqual(["a", "b"]);
    const dataFiles = [{ path: "c", raw: "" }];
    expect(pathsOf("persistEntry", { entry, dataFiles, assets: [asset], options })).toEqual(["a", "b", "c", "d"]);
    expect(pathsOf("persistEntry", { dataFiles: [{ path: 1 }], options })).toBeUndefined();
    expect(pathsOf("publishUnpublishedEntry", {})).toBeUndefined();
    expect(requestIn("info")).toBeUndefined();
  });

  it("is refused to read a text that it would change", () => {
    writeFileSync(join(home, "content", "posts", "latin.md"), Buffer.from("caf\xe9", "latin1"));
    const asked = requestIn({ action: "getEntry", params: { path: "content/posts/latin.md" } });
    expect(() => asked && answerTo(asked, home, () => true)).toThrow("latin.md is not UTF-8");
    rmSync(join(home, "content", "posts", "latin.md"));
  });

  it("hides denied files in lists", () => {
    const list = { action: "entriesByFolder", params: { folder: "content/posts", extension: "md" } } as const;
    const asked = requestIn(list);
    const mayUse = (path: string): boolean => isAllowed(path, home, folders);
    expect(asked && answerTo(asked, home, mayUse)).toMatchObject([
      { data: "", file: { path: "content/posts/one.md" } },
      { data: "", file: { path: "content/posts/same.md" } },
    ]);
  });
});
