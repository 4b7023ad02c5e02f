import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { blog, post, ROOT, SETTINGS } from "./site.ts";

const inPackage = (path: string): string => readFileSync(join(ROOT, "node_modules", path), "utf8");

describe("licences", () => {
  it("publishes the licences of fonts, search and editor beside their files", async () => {
    const site = blog(SETTINGS.replace("name: Test", "name: Test\ncms: {}") + post("one", "", "Text."));
    expect(await site.build()).toMatchObject({ code: 0 });
    const published = [...site.snapshot()].filter(([path]) => /LICENSE/.test(path));
    const texts = new Map(published.map(([path, text]) => [path.replace(/\.[0-9a-f]{10}(?=\.txt$)/, ""), text]));
    expect([...texts.keys()].sort()).toEqual([
      "admin/LICENSE.txt",
      "admin/decap-cms.js.LICENSE.txt",
      "assets/fonts/FIGTREE_LICENSE.txt",
      "assets/fonts/NEWSREADER_LICENSE.txt",
      "assets/fonts/STIX_LICENSE.txt",
      "pagefind/LICENSE.txt",
    ]);
    expect(texts.get("admin/LICENSE.txt")).toContain("MIT License");
    expect(texts.get("admin/LICENSE.txt")).toContain("Netlify");
    expect(texts.get("admin/decap-cms.js.LICENSE.txt")).toContain("localForage");
    expect(site.page("admin/editor.js")).toMatch(/\nzod\n\nMIT License\n/);
    expect(texts.get("assets/fonts/FIGTREE_LICENSE.txt")).toContain("SIL OPEN FONT LICENSE");
    expect(texts.get("assets/fonts/NEWSREADER_LICENSE.txt")).toContain("SIL OPEN FONT LICENSE");
    expect(texts.get("pagefind/LICENSE.txt")).toContain("Copyright (c) Pagefind");
  });

  it("the editor and its translations share repository and licence", () => {
    const manifest = z.object({
      license: z.string(),
      repository: z.union([z.string(), z.object({ url: z.string() })]),
    });
    const [cms, locales] = ["decap-cms", "decap-cms-locales"].map((name) =>
      manifest.parse(JSON.parse(inPackage(`${name}/package.json`))),
    );
    for (const one of [cms, locales]) expect(JSON.stringify(one?.repository)).toContain("decaporg/decap-cms");
    expect(locales?.license).toBe(cms?.license);
  });

  it("LICENSE and package.json name the project's licence", () => {
    const { license } = z
      .object({ license: z.string() })
      .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
    expect(license).toBe("MIT");
    expect(readFileSync(join(ROOT, "LICENSE"), "utf8")).toMatch(
      /^MIT License\n\nCopyright \(c\) \d{4} the O'Mentors blog authors\n/,
    );
  });
});
