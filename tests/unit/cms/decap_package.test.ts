import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const json = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

describe("the decap-cms package", () => {
  it("is self-contained, so that its dependencies can be overridden", async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ["node_modules/decap-cms/dist/decap-cms.js"],
      bundle: true,
      packages: "external",
      platform: "browser",
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    const [file] = Object.values(metafile.inputs);
    expect(file?.imports).toEqual([]);
    const named = z.object({ dependencies: z.record(z.string(), z.string()) });
    const own = z.object({ overrides: z.object({ "decap-cms": z.record(z.string(), z.string()) }) });
    const { dependencies } = named.parse(json("node_modules/decap-cms/package.json"));
    expect(Object.keys(own.parse(json("package.json")).overrides["decap-cms"]).sort()).toEqual(
      Object.keys(dependencies).sort(),
    );
  });

  it("is an optional dependency of builds", () => {
    const locked = z.object({ packages: z.record(z.string(), z.looseObject({})) }).parse(json("package-lock.json"));
    const editor = locked.packages["node_modules/decap-cms"];
    expect(editor).toMatchObject({ optional: true });
    expect(editor).not.toHaveProperty("dev");
    expect(editor).not.toHaveProperty("devOptional");
  });
});
