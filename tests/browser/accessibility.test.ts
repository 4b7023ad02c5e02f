import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWhole, some } from "../whole.ts";
import { violations } from "./axe.ts";
import { type Visit, visit } from "./browser.ts";
import { fullBlog, PAGES } from "./full_blog.ts";

const PHONE = { width: 360, height: 740 };
/** Only colours differ between the two themes. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
const DESK = { width: 1280, height: 800 };

/** How many pixels the page is wider than the screen. */
const excess = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Clipped text, except hidden text and intended ellipses. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *, header *, footer *")]
      .filter((element) => {
        const { overflowY, overflowX, clipPath, textOverflow, webkitLineClamp } = getComputedStyle(element);
        const isClipped = [overflowX, overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
        if (textOverflow === "ellipsis" || webkitLineClamp !== "none") return false;
        if (!isClipped || clipPath !== "none" || !element.innerText?.trim()) return false;
        return element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2;
      })
      .map((element) => `${element.className}: ${element.innerText.slice(0, 40)}`),
  );

/** Every so many pages in `npm test`. */
const sampled = (every: number): string[] => PAGES.filter((_, at) => isWhole || at % every === 0);

interface Stop {
  name: string;
  /** Whether the focus is visible. */
  isSeen: boolean;
  isCovered: boolean;
  /** Whether it follows the previous stop in document order. */
  isInOrder: boolean;
}

/** Tabs through a page. */
async function walk(page: Page, most: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const stop = await page.evaluate((): Stop | undefined => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return undefined;
      const before = document.querySelector("[data-walked]");
      const isInOrder =
        before === null || (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
      before?.removeAttribute("data-walked");
      element.setAttribute("data-walked", "");
      const outlines = [
        getComputedStyle(element),
        getComputedStyle(element, "::after"),
        getComputedStyle(element, "::before"),
      ];
      const card = element.closest("article, li");
      if (card) outlines.push(getComputedStyle(card));
      const isSeen = outlines.some(
        (style) => style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      );
      const [box = element.getBoundingClientRect()] = element.getClientRects();
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const isCovered = !(
        at &&
        (element.contains(at) || at.contains(element) || at.closest("label")?.contains(element))
      );
      return {
        name: element.innerText || element.getAttribute("aria-label") || element.tagName,
        isSeen,
        isCovered,
        isInOrder,
      };
    });
    if (stop === undefined) break;
    stops.push(stop);
  }
  return stops;
}

/** Every animation and smooth scroll of a page. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
      })
      .map((element) => `${element.tagName}.${element.className}`),
  );

/** 200% font size, and the text spacing of WCAG 1.4.12. */
const LARGE_TEXT = [
  ":root { font-size: 200% !important; }",
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }",
];

/** Content that large text makes too wide or clips. */
async function brokenByLargeText(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const css of LARGE_TEXT) {
    const style = await page.addStyleTag({ content: css });
    const wider = await excess(page);
    if (wider > 0) found.push(`${wider} px too wide with ${css}`);
    found.push(...(await cutOff(page)).map((text) => `cuts off ${text} with ${css}`));
    await style.evaluate((element) => element.parentNode?.removeChild(element));
  }
  return found;
}

/** Axe violations in light and dark theme. */
async function inBothThemes(page: Page): Promise<string[]> {
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, COLOUR_RULES);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((violation) => `dark ${violation}`)];
}

describe("each page type", () => {
  let site: Visit;
  const found: Record<"phone" | "desk" | "narrow" | "moving" | "large", string[]> = {
    phone: [],
    desk: [],
    narrow: [],
    moving: [],
    large: [],
  };

  /** Opens every page once for each screen size and records all findings. */
  beforeAll(async () => {
    const made = fullBlog();
    expect(await made.build()).toMatchObject({ code: 0, result: { problems: [] } });
    site = await visit(made.output);
    const note = (list: string[], path: string, words: string[]): void => {
      list.push(...words.map((one) => `${path} ${one}`));
    };
    await everyPage(sampled(2), PHONE, async (page, path) => {
      note(found.phone, path, await inBothThemes(page));
      note(found.moving, path, await moving(page));
      await page.setViewportSize({ width: 320, height: 640 });
      const wider = await excess(page);
      if (wider > 0) note(found.narrow, path, [`${wider} px too wide`]);
      await page.setViewportSize(PHONE);
    });
    await everyPage(sampled(4), DESK, async (page, path) => {
      note(found.desk, path, await inBothThemes(page));
      note(found.large, path, await brokenByLargeText(page));
    });
  }, 240_000);

  afterAll(() => site.close());

  const everyPage = async (
    paths: readonly string[],
    viewport: typeof PHONE,
    look: (page: Page, path: string) => Promise<void>,
  ): Promise<void> => {
    const page = await site.open("/", { viewport, bypassCSP: true, reducedMotion: "reduce" });
    for (const path of paths) {
      await page.goto(`${site.served.origin}${path}`);
      if (path.startsWith("/search/")) await page.locator(".search-result").first().waitFor();
      // The suggestions of the 404 page are inserted late.
      await page.locator("[data-waiting]").waitFor({ state: "detached" });
      await look(page, path);
    }
    await page.context().close();
  };

  it("has no axe violations on a phone, in light and dark theme", () => expect(found.phone).toEqual([]));
  it("has no axe violations on a desktop, in light and dark theme", () => expect(found.desk).toEqual([]));
  it("fits a screen of 320 pixels without scrolling sideways", () => expect(found.narrow).toEqual([]));
  it("shows all text at 200% font size and with WCAG text spacing", () => expect(found.large).toEqual([]));
  it("has no animations when the reader prefers reduced motion", () => expect(found.moving).toEqual([]));

  it("has no axe violations in the search dialog", async () => {
    const page = await site.open("/blog/short/", { viewport: PHONE, bypassCSP: true, reducedMotion: "reduce" });
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("counting");
    await page.locator(".search-result").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, COLOUR_RULES)).toEqual([]);
  });

  for (const [screen, viewport] of some(Object.entries({ phone: PHONE, desk: DESK }), 1)) {
    it(`shows the focus on a ${screen}, unobscured and in document order`, async () => {
      for (const path of ["/", "/blog/everything/", "/search/"]) {
        const page = await site.open(path, { viewport, reducedMotion: "reduce" });
        const stops = await walk(page, 80);
        expect(stops.length).toBeGreaterThan(10);
        expect(stops.filter(({ isSeen, isCovered, isInOrder }) => !isSeen || isCovered || !isInOrder)).toEqual([]);
        await page.context().close();
      }
    });
  }

  it("lets the keyboard skip to the content", async () => {
    const page = await site.open("/blog/everything/");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  });

  it("stays usable in forced colours mode", async () => {
    const page = await site.open("/blog/everything/", {
      forcedColors: "active",
      reducedMotion: "reduce",
      bypassCSP: true,
    });
    const hidden = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, .button, input, select")]
        .filter((control) => control.checkVisibility())
        .filter((control) => {
          const { borderTopWidth, borderTopColor, backgroundColor, color } = getComputedStyle(control);
          const hasEdge = Number.parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
          return !hasEdge && color === backgroundColor;
        })
        .map((control) => control.outerHTML.slice(0, 80)),
    );
    expect(hidden).toEqual([]);
    expect((await walk(page, 12)).filter(({ isSeen }) => !isSeen)).toEqual([]);
  });

  it("stays readable and navigable without JavaScript", async () => {
    const page = await site.open("/", { javaScriptEnabled: false, viewport: PHONE });
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Topics" }).click();
    await page.locator("main").getByRole("link", { name: "Career" }).click();
    await page
      .locator("main")
      .getByRole("link", { name: /^Everything/ })
      .click();
    expect(await page.getByText("Do not do this at home.").isVisible()).toBe(true);
    await page.getByText("Contents", { exact: true }).click();
    await page.locator(".contents").getByRole("link", { name: "A table" }).click();
    expect(new URL(page.url()).hash).toBe("#a-table");
  });

  it("prints on two to five sheets of paper", async () => {
    const page = await site.open("/blog/everything/");
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.startsWith("%PDF")).toBe(true);
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(2);
    expect(sheets).toBeLessThanOrEqual(5);
  });
});
