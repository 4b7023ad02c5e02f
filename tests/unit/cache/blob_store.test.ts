import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";

describe("files that last", () => {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  const path = (name: string): string => join(folder, "lasting", name);
  const bytes = Buffer.from([0, 255, 128]);

  it("are there for the next version of the code", () => {
    new Cache(folder, "one").lasting.write("a", bytes);
    expect(new Cache(folder, "two").lasting.read("a")).toEqual(bytes);
  });

  it("count as not there when they are damaged, cut off or another's", () => {
    const { lasting } = new Cache(folder, "two");
    for (const name of ["b", "c", "d"]) lasting.write(name, bytes);
    writeFileSync(path("b"), Buffer.concat([readFileSync(path("b")), Buffer.from("x")]));
    writeFileSync(path("c"), "");
    writeFileSync(path("d"), readFileSync(path("a")));
    expect(["b", "c", "d"].map((name) => lasting.read(name))).toEqual([undefined, undefined, undefined]);
  });

  it("go when nobody asks for them any more", () => {
    const { lasting } = new Cache(folder, "two");
    lasting.prune(new Set(["a"]));
    expect(readdirSync(join(folder, "lasting"))).toEqual(["a"]);
    lasting.clear();
    expect(lasting.read("a")).toBeUndefined();
  });
});
