import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";

describe("blobs that outlive a version of the code", () => {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  const path = (name: string): string => join(folder, "lasting", name);
  const bytes = Buffer.from([0, 255, 128]);

  it("are readable by the next version", () => {
    new Cache(folder, "one").lasting.write("a", bytes);
    expect(new Cache(folder, "two").lasting.read("a")).toEqual(bytes);
  });

  it("are misses when damaged, truncated or misfiled", () => {
    const { lasting } = new Cache(folder, "two");
    for (const name of ["b", "c", "d"]) lasting.write(name, bytes);
    writeFileSync(path("b"), Buffer.concat([readFileSync(path("b")), Buffer.from("x")]));
    writeFileSync(path("c"), "");
    writeFileSync(path("d"), readFileSync(path("a")));
    expect(["b", "c", "d"].map((name) => lasting.read(name))).toEqual([undefined, undefined, undefined]);
  });

  it("are pruned when unused", () => {
    const { lasting } = new Cache(folder, "two");
    lasting.prune(new Set(["a"]));
    expect(readdirSync(join(folder, "lasting"))).toEqual(["a"]);
    lasting.clear();
    expect(lasting.read("a")).toBeUndefined();
  });
});
