import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";

describe("web manifest and feed in a browser", () => {
  let there: Visit;

  beforeAll(async () => {
    const output = join(mkdtempSync(join(tmpdir(), "blog-")), "_site");
    expect((await command("build", ["--output", output])).code).toBe(0);
    there = await visit(output);
  });

  afterAll(() => there.close());

  it("the manifest parses without errors and all its icons load", async () => {
    const page = await there.open("/");
    const devtools = await page.context().newCDPSession(page);
    const { url, errors, data } = await devtools.send("Page.getAppManifest");
    expect(url).toBe(`${there.served.origin}/manifest.webmanifest`);
    expect(errors).toEqual([]);
    const icons: { src: string }[] = JSON.parse(data ?? "{}").icons;
    expect(icons.length).toBeGreaterThanOrEqual(4);
    for (const { src } of icons) {
      const width = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return image.naturalWidth;
      }, src);
      expect(width, src).toBeGreaterThan(0);
    }
  });

  it("the feed is shown with its style sheet", async () => {
    const page = await there.open("/feed.xml");
    const shown = await page.evaluate(() => {
      const styleOf = (name: string) =>
        getComputedStyle(document.getElementsByTagName(name)[0] ?? document.documentElement);
      return { content: styleOf("content").display, title: styleOf("title").display };
    });
    expect(shown).toEqual({ content: "none", title: "block" });
    const link = page.locator("summary a").first();
    expect(await link.getAttribute("href")).toMatch(/^https:\/\/www\.omentors\.com\/blog\//);
  });
});
