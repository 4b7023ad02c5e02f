import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";

const OTHER_FONT = createRequire(import.meta.url).resolve(
  "@fontsource/noto-serif/files/noto-serif-latin-700-normal.woff2",
);

/** When the title's font was asked for, and when the page was loaded, in milliseconds. */
const times = (page: Page): Promise<{ font: number; loaded: number }> =>
  page.evaluate(() => {
    const font = performance.getEntriesByType("resource").find(({ name }) => /\/title\..*woff2$/.test(name));
    const [navigation] = performance.getEntriesByType("navigation");
    if (font === undefined || !(navigation instanceof PerformanceNavigationTiming)) throw new Error("Nothing loaded.");
    return { font: font.startTime, loaded: navigation.loadEventStart };
  });

const fetched = (page: Page): Promise<unknown> => page.waitForFunction(() => localStorage.getItem("fonts"));

/** What the page is in for good: its own fonts, or those of the system. */
const shown = (page: Page): Promise<string> =>
  page.evaluate(() => (document.documentElement.dataset.fonts === "later" ? "the system's" : "its own"));

describe("the fonts of a blog", () => {
  let site: Visit;

  beforeAll(async () => {
    const title = "A title that fills many lines of a phone with words that come and go, ".repeat(2);
    const made = blog(SETTINGS + post("first", `title: ${title}`, "Some words.") + post("second", "title: B", "More."));
    expect(await made.build()).toMatchObject({ code: 0 });
    site = await visit(made.output);
  });

  afterAll(() => site.close());

  it("come when a first page is there, and before a second one is", async () => {
    const page = await site.open("/blog/first/");
    await fetched(page);
    const first = await times(page);
    expect(first.font).toBeGreaterThan(first.loaded);
    expect(await shown(page)).toBe("its own");
    await page.goto(`${site.served.origin}/blog/second/`);
    const second = await times(page);
    expect(second.font).toBeLessThan(second.loaded);
    expect(await shown(page)).toBe("its own");
  });

  it("wait for the next page where they would move what is being read", async () => {
    const page = await site.browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.route(/title\..*woff2$/, (route) => route.fulfill({ body: readFileSync(OTHER_FONT) }));
    await page.goto(`${site.served.origin}/blog/first/`);
    await fetched(page);
    expect(await shown(page)).toBe("the system's");
    await page.goto(`${site.served.origin}/blog/second/`);
    expect(await shown(page)).toBe("its own");
  });

  it("are there without scripts, too", async () => {
    const page = await site.browser.newPage({ javaScriptEnabled: false });
    const font = page.waitForResponse(/title\..*woff2$/);
    await page.goto(`${site.served.origin}/blog/first/`);
    expect((await font).ok()).toBe(true);
  });
});
