import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";
import { fontsLoaded, movements } from "./layout_shift.ts";

const OTHER_FONT = createRequire(import.meta.url).resolve(
  "@fontsource/noto-serif/files/noto-serif-latin-700-normal.woff2",
);

const TITLE_FONT = /\/title\..*woff2$/;
const PHONE = { width: 360, height: 740 };

/** Milliseconds at which the title's font was requested and at which the page had loaded. */
const times = (page: Page): Promise<{ font: number; loaded: number }> =>
  page.evaluate(() => {
    const font = performance.getEntriesByType("resource").find(({ name }) => /\/title\..*woff2$/.test(name));
    const [navigation] = performance.getEntriesByType("navigation");
    if (font === undefined || !(navigation instanceof PerformanceNavigationTiming)) throw new Error("Nothing loaded.");
    return { font: font.startTime, loaded: navigation.loadEventStart };
  });

/** The first font of an element: a web font, or the system font that replaces it. */
const face = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).evaluate((element) => getComputedStyle(element).fontFamily.split(",")[0] ?? "");

/** Waits until fonts are applied to the blocks below the fold, which happens in steps. */
const shownToTheEnd = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector(".text > :last-child:not([data-fonts])") !== null);

describe("web fonts", () => {
  let site: Visit;

  beforeAll(async () => {
    const title = "A title that fills many lines of a phone with words that come and go, ".repeat(2);
    const headings = `## ${title}\n\nSome words.\n\n`.repeat(9);
    const stressed = `*${"Stressed words. ".repeat(4).trim()}* and [other](/blog/second/) words.`;
    const made = blog(
      SETTINGS +
        post("first", `title: ${title}`, "Some words.") +
        post("second", "title: B", "More.") +
        post("long", "title: C", `${headings}${"Some words.\n\n".repeat(60)}${stressed}\n`),
    );
    expect(await made.build()).toMatchObject({ code: 0 });
    site = await visit(made.output);
  });

  afterAll(() => site.close());

  it("load after the load event of a first page, and before that of the second", async () => {
    const page = await site.open("/blog/first/");
    await fontsLoaded(page);
    const first = await times(page);
    expect(first.font).toBeGreaterThan(first.loaded);
    expect(await face(page, "h1")).toBe("Newsreader");
    await page.goto(`${site.served.origin}/blog/second/`);
    const second = await times(page);
    expect(second.font).toBeLessThan(second.loaded);
    expect(await face(page, "h1")).toBe("Newsreader");
  });

  it("leave the spaces of titles unkerned", async () => {
    const page = await site.open("/blog/first/");
    await fontsLoaded(page);
    const excess = await page.evaluate(() => {
      const context = document.createElement("canvas").getContext("2d");
      if (context === null) throw new Error("There is no canvas.");
      context.font = "600 100px Newsreader";
      const width = (text: string): number => context.measureText(text).width;
      return ["V ", " V", ", ", "P ", "/ ", "& "].map((pair) =>
        Math.round(width(pair) - width(pair.trim()) - width(" ")),
      );
    });
    expect(excess).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("wait for the next page where swapping them in would shift the layout", async () => {
    const page = await site.browser.newPage({ viewport: PHONE });
    await page.route(TITLE_FONT, (route) => route.fulfill({ body: readFileSync(OTHER_FONT) }));
    await page.goto(`${site.served.origin}/blog/first/`);
    await fontsLoaded(page);
    expect(await face(page, "h1")).toBe('"Newsreader as Times"');
    expect(await face(page, ".text > p")).toBe("Figtree");
    expect(await movements(page)).toEqual([]);
    await page.goto(`${site.served.origin}/blog/second/`);
    expect(await face(page, "h1")).toBe("Newsreader");
  });

  it("do not restyle text that was scrolled into view or past before they loaded", async () => {
    const page = await site.browser.newPage({ viewport: PHONE });
    await page.route(TITLE_FONT, async (route) => {
      await page.evaluate(() => {
        // Like browsers without scroll anchoring.
        document.documentElement.style.overflowAnchor = "none";
        document.querySelector(".text > p:nth-last-child(40)")?.scrollIntoView({ behavior: "instant" });
      });
      await route.fulfill({ body: readFileSync(OTHER_FONT) });
    });
    await page.goto(`${site.served.origin}/blog/long/`);
    await fontsLoaded(page);
    await shownToTheEnd(page);
    expect(await movements(page)).toEqual([]);
    expect(await face(page, ".text > h2:first-child")).toBe('"Newsreader as Times"');
    expect(await face(page, ".text > p:last-child")).toBe("Figtree");
  });

  it("load their italics early, so that reaching emphasised text shifts nothing", async () => {
    const page = await site.browser.newPage({ viewport: PHONE });
    await page.route(/text_italic\..*woff2$/, async (route) => {
      await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    await page.goto(`${site.served.origin}/blog/long/`);
    await fontsLoaded(page);
    await shownToTheEnd(page);
    await page.locator(".text em").scrollIntoViewIfNeeded();
    expect(await face(page, ".text em")).toBe("Figtree");
    await page.waitForTimeout(700);
    expect(await movements(page)).toEqual([]);
  });

  it("load without JavaScript", async () => {
    const page = await site.browser.newPage({ javaScriptEnabled: false });
    const font = page.waitForResponse(TITLE_FONT);
    await page.goto(`${site.served.origin}/blog/first/`);
    expect((await font).ok()).toBe(true);
  });
});
