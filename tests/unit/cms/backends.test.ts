import { describe, expect, it } from "vitest";
import { keepByteOrderMark, keepPictures, useDefaultBranch } from "../../../src/cms/browser/backends.ts";
import { refuseConflicts } from "../../../src/cms/browser/conflicts.ts";
import type { Backend, BackendEntry } from "../../../src/cms/browser/decap.ts";

const PATH = "content/posts/first.md";

/** A backend for files in memory. */
function opened(files: Map<string, string>, change: (entry: BackendEntry) => void, commits: string[] = []): Backend {
  const api = {
    branch: "master",
    repoURL: "/repos/a/b",
    request: async () => ({ default_branch: "trunk" }),
    readFile: async (path: string) => new Blob([files.get(path) ?? ""]),
  };
  const backend: Backend = {
    api,
    authenticate: async () => "Ada",
    unpublishedEntryDataFile: async (_, __, path) => files.get(path) ?? "",
    getEntry: async (path) => ({ data: (files.get(path) ?? "").replace("\ufeff", "") }),
    getMedia: async () => [{ id: "1", name: "stairs.jpg" }],
    deleteFiles: async () => {},
    persistEntry: async ({ dataFiles }) => {
      for (const { path, raw } of dataFiles) files.set(path, raw);
      commits.push(...dataFiles.map(({ path }) => path));
    },
  };
  const entry = { init: () => backend };
  change(entry);
  return entry.init();
}

describe("the editor at a host", () => {
  const save = (backend: Backend, raw: string, path = PATH, options = {}): Promise<unknown> =>
    backend.persistEntry({ dataFiles: [{ path, raw }], assets: [] }, options);

  it("refuses to write over what somebody else saved since the file was opened", async () => {
    const files = new Map([[PATH, "one"]]);
    const [ada, max] = [opened(files, refuseConflicts), opened(files, refuseConflicts)];
    await ada.getEntry(PATH);
    await max.getEntry(PATH);
    await save(ada, "two");
    await save(ada, "three");
    await expect(save(max, "other")).rejects.toThrow(`${PATH} was changed outside this tab`);
    expect(files.get(PATH)).toBe("three");
    await max.getEntry(PATH);
    await save(max, "other");
    expect(files.get(PATH)).toBe("other");
  });

  it("refuses to write a new post over one of the same name", async () => {
    const files = new Map([[PATH, "one"]]);
    await expect(save(opened(files, refuseConflicts), "two")).rejects.toThrow("was changed");
    await save(opened(files, refuseConflicts), "two", "content/posts/other.md");
    expect(files.get("content/posts/other.md")).toBe("two");
  });

  it("commits nothing if nothing changed", async () => {
    const commits: string[] = [];
    const backend = opened(new Map([[PATH, "one"]]), refuseConflicts, commits);
    await backend.getEntry(PATH);
    await save(backend, "one");
    expect(commits).toEqual([]);
    await backend.persistEntry(
      { dataFiles: [{ path: PATH, raw: "one" }], assets: [{ path: "a.png", toBase64: async () => "" }] },
      {},
    );
    expect(commits).toEqual([PATH]);
  });

  it("leaves conflicts to the pull request where there is one", async () => {
    const files = new Map([[PATH, "one"]]);
    await save(opened(files, refuseConflicts), "two", PATH, { useWorkflow: true });
    expect(files.get(PATH)).toBe("two");
  });

  it("refuses to write over what somebody else proposed in the same pull request", async () => {
    const files = new Map([[PATH, "one"]]);
    const [ada, max] = [opened(files, refuseConflicts), opened(files, refuseConflicts)];
    for (const backend of [ada, max]) await backend.unpublishedEntryDataFile?.("posts", "first", PATH, "1");
    const options = { useWorkflow: true, unpublished: true, collectionName: "posts" };
    await save(ada, "two", PATH, options);
    await expect(save(max, "other", PATH, options)).rejects.toThrow("was changed");
    expect(files.get(PATH)).toBe("two");
  });

  it("saves no picture over another one of the same name, unless that was deleted", async () => {
    const backend = opened(new Map(), (entry) => keepPictures(entry, "uploads"));
    await backend.getMedia();
    const asset = (name: string) => ({
      path: `uploads/${name}`,
      fileObj: new File(["a"], name),
      toBase64: async () => "",
    });
    const saved = (name: string) => backend.persistEntry({ dataFiles: [], assets: [asset(name)] }, {});
    await saved("other.jpg");
    await expect(saved("stairs.jpg")).rejects.toThrow("Another picture is named uploads/stairs.jpg");
    await backend.deleteFiles(["uploads/stairs.jpg"], "");
    await saved("stairs.jpg");
  });

  it("writes to the default branch of the repository", async () => {
    const backend = opened(new Map(), useDefaultBranch);
    expect(await backend.authenticate({})).toBe("Ada");
    expect([backend.branch, backend.api?.branch]).toEqual(["trunk", "trunk"]);
  });

  it("reads a byte order mark", async () => {
    const files = new Map([[PATH, "\ufeffone"]]);
    expect((await opened(files, keepByteOrderMark).getEntry(PATH)).data).toBe("\ufeffone");
  });
});
