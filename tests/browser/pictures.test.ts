import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";
import { fontsLoaded, movements } from "./layout_shift.ts";

const UPLOADS = "assets/img/uploads";

describe("images on a page", () => {
  let site: Visit;

  beforeAll(async () => {
    const body = `Words.\n\n![A wide view](/${UPLOADS}/wide.jpg)\n\n![A dot](/${UPLOADS}/dot.png)\n\nMore words.`;
    const made = blog(
      SETTINGS + post("seen", `thumbnail: /${UPLOADS}/wide.jpg`, body) + post("plain", "title: No picture", "Words."),
    );
    mkdirSync(join(made.folder, UPLOADS), { recursive: true });
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: "#468" } });
    writeFileSync(join(made.folder, UPLOADS, "wide.jpg"), await picture(2000, 1000).jpeg().toBuffer());
    writeFileSync(join(made.folder, UPLOADS, "dot.png"), await picture(40, 40).png().toBuffer());
    expect(await made.build()).toMatchObject({ code: 0, result: { problems: [] } });
    site = await visit(made.output);
  });

  afterAll(() => site.close());

  it("load as AVIF in a size that fits the screen, without layout shifts", async () => {
    for (const [width, wanted] of [
      [360, "wide-400."],
      [1280, "wide-800."],
    ] as const) {
      const page = await site.open("/blog/seen/", { viewport: { width, height: 800 }, deviceScaleFactor: 1 });
      const shown = page.locator(".article-picture");
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".article-picture")?.complete);
      const source = await shown.evaluate((image) => (image instanceof HTMLImageElement ? image.currentSrc : ""));
      expect(source).toContain(wanted);
      expect(source).toMatch(/\.avif$/);
      await fontsLoaded(page);
      expect(await movements(page)).toEqual([]);
    }
  });

  it("can be enlarged in a dialog, which returns the focus when closed", async () => {
    const page = await site.open("/blog/seen/");
    const open = page.getByRole("button", { name: "Enlarge the picture: A wide view" });
    await open.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const before = await open.boundingBox();
    const widthShown = async () => (await dialog.locator("img").boundingBox())?.width;
    await expect.poll(widthShown).toBeGreaterThan((before?.width ?? 0) * 1.5);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(false);
    expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
    await open.click();
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(await dialog.isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "A dot" }).count()).toBe(0);
  });

  it("are shown without JavaScript", async () => {
    const page = await site.open("/blog/seen/", { javaScriptEnabled: false });
    expect(await page.locator(".text img").count()).toBe(2);
    expect(await page.getByRole("button", { name: "A wide view" }).count()).toBe(0);
  });

  it("give way to a generated cover of the same size on cards of posts without one", async () => {
    const page = await site.open("/blog/");
    const covers = await page.locator(".post-list .cover").all();
    const boxes = await Promise.all(covers.map((cover) => cover.boundingBox()));
    expect(boxes).toHaveLength(2);
    expect(new Set(boxes.map((box) => `${box?.y} ${box?.width} ${box?.height}`)).size).toBe(1);
  });
});
