import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Blog, blog, post, SETTINGS } from "./site.ts";

const WITH_CARDS = SETTINGS.replace("social_cards: none\n", "");
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#c00"/></svg>\n';

/** The path of a page's og:image below the site. */
function sharedPicture(site: Blog, path: string): string | undefined {
  return /property="og:image" content="https:\/\/blog\.example\/([^"]+)"/.exec(site.page(path))?.[1];
}

describe("social cards", () => {
  it("are generated for each post and the blog, and removed when unused", async () => {
    const site = blog(
      WITH_CARDS + post("one", "title: First title\ntags: [mentoring]", "Text.") + post("two", "", "Text."),
    );
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    const [one, two, home] = ["blog/one/index.html", "blog/two/index.html", "index.html"].map((path) =>
      sharedPicture(site, path),
    );
    expect(new Set([one, two, home]).size).toBe(3);
    for (const path of [one, two, home]) {
      const bytes = readFileSync(join(site.output, path ?? ""));
      expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    }
    expect(site.page("blog/one/index.html")).toContain('<meta property="og:image:width" content="1200">');
    expect(site.page("blog/one/index.html")).toContain('<meta name="twitter:card" content="summary_large_image">');
    site.write(post("one", "title: Second title", "Text."));
    await site.build();
    expect(site.has(one ?? "")).toBe(false);
    expect(site.has(two ?? "")).toBe(true);
    expect(readdirSync(join(site.output, "assets", "social"))).toHaveLength(3);
  });

  it("are the posts' own images with `missing`, and absent with `none`", async () => {
    const own = "thumbnail: /assets/img/uploads/a.png\nthumbnail_alt: A";
    const site = blog(
      SETTINGS.replace("social_cards: none", "social_cards: missing") +
        post("own", own, "Text.") +
        post("none", "", "Text."),
    );
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    site.write("-- assets/img/uploads/keep.txt --\n\n");
    writeFileSync(join(site.folder, "assets", "img", "uploads", "a.png"), png);
    expect((await site.build()).code).toBe(0);
    expect(sharedPicture(site, "blog/own/index.html")).toBe("assets/img/uploads/a.png");
    expect(sharedPicture(site, "blog/none/index.html")).toMatch(/^assets\/social\/none-\w+\.png$/);
    site.write(SETTINGS);
    await site.build();
    expect(sharedPicture(site, "blog/none/index.html")).toBeUndefined();
    expect(site.has("assets/social")).toBe(false);
  });
});

describe("icons", () => {
  it("are generated from icon.svg in all forms that manifest and pages name", async () => {
    const site = blog(`${SETTINGS}-- assets/img/icon.svg --\n${SVG}`);
    expect((await site.build()).code).toBe(0);
    expect(site.page("icon.svg")).toBe(SVG);
    const manifest = JSON.parse(site.page("manifest.webmanifest"));
    expect(manifest).toMatchObject({ name: "Test", start_url: "/", background_color: "#fdfaf4" });
    for (const { src, sizes } of manifest.icons) {
      const { width, height } = await sharp(join(site.output, src)).metadata();
      if (sizes !== "any") expect(`${width}x${height}`).toBe(sizes);
    }
    const named = [
      ...site.page("index.html").matchAll(/<link rel="(?:icon|apple-touch-icon|manifest)" href="\/([^"]+)"/g),
    ];
    expect(named.map(([, path]) => path)).toEqual([
      "favicon.ico",
      "icon.svg",
      "apple-touch-icon.png",
      "manifest.webmanifest",
    ]);
    for (const [, path = ""] of named) expect(site.has(path)).toBe(true);
    // The number of icons in the file, and the offset of the first one.
    const ico = readFileSync(join(site.output, "favicon.ico"));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 1]);
    const inside = await sharp(ico.subarray(ico.readUInt32LE(18))).metadata();
    expect(inside).toMatchObject({ format: "png", width: ico.readUInt8(6), height: ico.readUInt8(7) });
    expect(inside).toMatchObject({ width: 32, height: 32 });
  });
});
