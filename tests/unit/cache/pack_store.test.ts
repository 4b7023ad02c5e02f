import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openPackStore } from "../../../src/cache/pack_store.ts";

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "packs-"));
  folders.push(made);
  return made;
}

function filesIn(path: string, end: string): string[] {
  return readdirSync(path)
    .filter((name) => name.endsWith(end))
    .map((name) => join(path, name));
}

describe("packs", () => {
  it("give back what was written, in this process at once and in others when it is saved", () => {
    const path = folder();
    const packs = openPackStore(path);
    packs.write("a", "first");
    packs.write("b", "größer 👉");
    expect(packs.read("a")).toBe("first");
    expect(openPackStore(path).read("a")).toBeUndefined();
    expect(packs.save()).toBe(true);
    expect(openPackStore(path).read("b")).toBe("größer 👉");
  });

  it("see what others have saved since", () => {
    const path = folder();
    const [one, other] = [openPackStore(path), openPackStore(path)];
    one.write("a", "from one");
    one.save();
    expect(other.has("a")).toBe(false);
    other.refresh();
    expect(other.read("a")).toBe("from one");
  });

  it("take a damaged text for one that is not there, and the others for what they are", () => {
    const path = folder();
    const packs = openPackStore(path);
    packs.write("a", "aaaa");
    packs.write("b", "bbbb");
    packs.save();
    const [pack = ""] = filesIn(path, ".pack");
    const bytes = readFileSync(pack);
    bytes[1] = 0;
    writeFileSync(pack, bytes);
    expect(openPackStore(path).read("a")).toBeUndefined();
    expect(openPackStore(path).read("b")).toBe("bbbb");
    truncateSync(pack, 6);
    expect(openPackStore(path).read("b")).toBeUndefined();
  });

  it("do not trust a damaged index", () => {
    const path = folder();
    const packs = openPackStore(path);
    packs.write("a", "aaaa");
    packs.save();
    const [index = ""] = filesIn(path, ".index");
    writeFileSync(index, readFileSync(index, "utf8").replace("a 0", "a 1"));
    expect(openPackStore(path).has("a")).toBe(false);
  });

  it("keep in memory what cannot be written", () => {
    const path = join(folder(), "a-file");
    writeFileSync(path, "");
    const packs = openPackStore(path);
    packs.write("a", "first");
    expect(packs.read("a")).toBe("first");
    expect(packs.save()).toBe(false);
  });

  it("hold no more than twice what is kept, in few files, however often they are written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string({ maxLength: 200 })), { maxLength: 8 }), {
          maxLength: 15,
        }),
        (rounds) => {
          const path = folder();
          const known = new Map<string, string>();
          for (const [round, writes] of rounds.entries()) {
            const packs = openPackStore(path);
            for (const [key, text] of writes) {
              packs.write(`k${key}`, text);
              known.set(`k${key}`, text);
            }
            if (round % 3 === 2) for (const key of [...known.keys()].slice(0, 5)) known.delete(key);
            packs.prune(new Set(known.keys()));
            packs.save();
            const after = openPackStore(path);
            for (const [key, text] of known) expect(after.read(key)).toBe(text);
            for (let key = 0; key <= 20; key++) expect(after.has(`k${key}`)).toBe(known.has(`k${key}`));
            expect(filesIn(path, ".pack").length).toBeLessThanOrEqual(10);
          }
          rmSync(path, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });
});
