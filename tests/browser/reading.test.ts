import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { isWhole } from "../whole.ts";
import { type Visit, visit } from "./browser.ts";
import { fontsLoaded } from "./layout_shift.ts";
import { serve } from "./server.ts";

const SECTIONS = Array.from(
  { length: 6 },
  (_, index) => `## Section ${index}\n\n${"Some words to read here. ".repeat(120)}`,
).join("\n\n");

const OWN_CONTENTS = Array.from({ length: 6 }, (_, index) => `- [Section ${index}](#section-${index})`).join("\n");

const theme = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

const widthOfWords = (element: Locator): Promise<number> =>
  element.evaluate((words) => {
    const range = document.createRange();
    range.selectNodeContents(words);
    return range.getBoundingClientRect().width;
  });

const face = (element: Locator): Promise<string> => element.evaluate((shown) => getComputedStyle(shown).fontFamily);

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

describe("a page in a browser", () => {
  let site: Visit;
  let folder: string;

  beforeAll(async () => {
    const made = blog(
      SETTINGS +
        post("long", "title: A long one\ntags: [career]", `Before all.\n\n${SECTIONS}`) +
        post("own", "title: With contents of its own", `${OWN_CONTENTS}\n\n${SECTIONS}`) +
        post("code", "title: How to count", "Some words.\n\n```sql\nSELECT count(*)\nFROM posts;\n```\n"),
    );
    expect(await made.build()).toMatchObject({ code: 0, result: { problems: [] } });
    folder = made.output;
    site = await visit(folder);
  });

  afterAll(() => site.close());

  it("remembers the chosen theme and applies it before the next page is painted", async () => {
    const page = await site.open("/", { colorScheme: "light" });
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    expect(await theme(page)).toBe("dark");
    await page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (document.body) document.documentElement.dataset.atFirst = document.documentElement.dataset.theme ?? "none";
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${site.served.origin}/blog/long/`);
    expect(await theme(page)).toBe("dark");
    expect(await page.evaluate(() => document.documentElement.dataset.atFirst)).toBe("dark");
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === undefined);
    expect(await theme(page)).toBe("light dark");
  });

  it("offers to continue where the reader left a long post, until it is read to the end", async () => {
    const page = await site.open("/blog/long/", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
    const offer = page.getByRole("button", { name: "Continue where you left off" });
    const scrollTo = (id: string): Promise<void> =>
      page.locator(`#${id}`).evaluate((heading) => heading.scrollIntoView());
    expect(await offer.count()).toBe(0);
    await scrollTo("section-3");
    await page.goto(`${site.served.origin}/`);
    await page.goto(`${site.served.origin}/blog/long/`);
    await offer.click();
    await page.waitForFunction(() => {
      const top = document.querySelector("#section-3")?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight / 2;
    });
    expect(await offer.count()).toBe(0);
    await page.locator(".article-end").evaluate((end) => end.scrollIntoView());
    await page.goto(`${site.served.origin}/`);
    await page.goto(`${site.served.origin}/blog/long/`);
    await page.waitForLoadState("load");
    expect(await offer.count()).toBe(0);
  });

  it("shows the header again when the reader scrolls up, but not when they jump to a heading", async () => {
    const page = await site.open("/blog/long/", { reducedMotion: "reduce" });
    const bottom = async (): Promise<number> =>
      page.locator(".site-header").evaluate((header) => Math.round(header.getBoundingClientRect().bottom));
    const scrolledTo = async (top: number): Promise<number> => {
      await page.evaluate((to) => scrollTo(0, to), top);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      return bottom();
    };
    await page.locator("[data-returns]").waitFor();
    expect(await scrolledTo(3000)).toBeLessThanOrEqual(0);
    expect(await scrolledTo(2900)).toBeGreaterThan(40);
    expect(await scrolledTo(3000)).toBeLessThanOrEqual(0);
    await page.locator(".contents").getByRole("link", { name: "Section 1" }).click();
    await page.waitForFunction(() => scrollY < 2900);
    expect(await bottom()).toBeLessThanOrEqual(0);
  });

  it("sets the size and the face of type as the reader chose, before the next page is painted", async () => {
    const page = await site.open("/blog/long/");
    const size = (): Promise<number> =>
      page
        .locator(".text > p")
        .first()
        .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    const usual = await size();
    await page.getByRole("button", { name: "Text size" }).click();
    await page.getByRole("dialog", { name: "Type" }).getByLabel("130%").check();
    await page.getByLabel("With serifs").check();
    await page.keyboard.press("Escape");
    expect(await size()).toBeCloseTo(usual * 1.3);
    await page.goto(`${site.served.origin}/blog/own/`);
    expect(await size()).toBeCloseTo(usual * 1.3);
    expect(await face(page.locator(".text").first())).toMatch(/^Charter/);
    await page.goto(`${site.served.origin}/reading/`);
    expect(await page.getByLabel("130%").isChecked()).toBe(true);
  });

  it("shows saved posts when the network fails, and otherwise what comes from it", async () => {
    const own = await serve(folder);
    const page = await site.browser.newPage();
    await page.goto(`${own.origin}/blog/code/`);
    await page.getByRole("button", { name: "Save for later" }).click();
    await page.getByRole("button", { name: "Saved", exact: true }).waitFor();
    await page.goto(`${own.origin}/blog/long/`);
    expect(await page.locator("h1").textContent()).toBe("A long one");
    await own.close();
    await page.goto(`${own.origin}/blog/code/?utm_source=mail`);
    expect(await page.locator("h1").textContent()).toBe("How to count");
    expect(await face(page.locator("h1"))).toMatch(/^Newsreader/);
    await page.goto(`${own.origin}/blog/own/`);
    await page.getByRole("link", { name: "How to count" }).waitFor();
    await page.getByRole("button", { name: "Remove: How to count" }).click();
    await page.getByText("You have saved nothing yet.").waitFor();
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    await page.close();
  });

  it("reads a post aloud paragraph by paragraph where the browser has a voice of its language", async () => {
    const silent = await site.open("/blog/code/");
    expect(await silent.getByRole("button", { name: "Listen" }).count()).toBe(0);
    const page = await site.browser.newPage();
    await page.addInitScript(() => {
      const spoken: string[] = [];
      const voices = [{ lang: "en-GB", localService: true }, { lang: "de-DE" }];
      Object.assign(window, {
        spoken,
        SpeechSynthesisUtterance: class extends EventTarget {
          readonly text: string;
          constructor(text: string) {
            super();
            this.text = text;
          }
        },
      });
      Object.defineProperty(window, "speechSynthesis", {
        value: {
          getVoices: () => voices,
          addEventListener: () => undefined,
          cancel: () => undefined,
          speak: (utterance: EventTarget & { text: string }) => {
            spoken.push(`${document.querySelector("[data-spoken]")?.tagName} ${utterance.text}`);
            if (spoken.length !== 2) setTimeout(() => utterance.dispatchEvent(new Event("end")));
          },
        },
      });
    });
    await page.goto(`${site.served.origin}/blog/own/`);
    await page.getByRole("button", { name: "Listen" }).click();
    await page.waitForFunction(() => Reflect.get(window, "spoken").length === 2);
    await page.locator(".floating-button").click();
    await page.waitForFunction(() => document.querySelector("[data-spoken], .floating-button") === null);
    const spoken: unknown = await page.evaluate(() => Reflect.get(window, "spoken"));
    expect(spoken).toEqual(["LI Section 0", "LI Section 1"]);
    await page.close();
  });

  it("draws a selected passage as a picture to save", async () => {
    const page = await site.open("/blog/long/");
    await page.locator(".text > p").first().selectText();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a picture" }).click();
    expect((await download).suggestedFilename()).toBe("long.png");
  });

  it("highlights the current section in the table of contents without shifting it", async () => {
    const page = await site.open("/blog/long/");
    const current = page.locator(".contents [aria-current]");
    expect(await current.count()).toBe(0);
    const entry = page.locator(".contents").getByRole("link", { name: "Section 3" });
    await fontsLoaded(page);
    const before = await widthOfWords(entry);
    await page.locator("#section-3").evaluate((heading) => heading.scrollIntoView({ behavior: "instant" }));
    await page.waitForFunction(() => document.querySelector(".contents [aria-current]")?.textContent === "Section 3");
    // Wider text could wrap and move the entries below.
    expect(await widthOfWords(entry)).toBe(before);
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await page.waitForFunction(() => document.querySelector(".contents [aria-current]") === null);
  });

  it.runIf(isWhole)("folds the table of contents on a phone again once an entry is chosen", async () => {
    const page = await site.open("/blog/long/", { viewport: { width: 360, height: 740 } });
    const entry = page.locator(".contents").getByRole("link", { name: "Section 4" });
    expect(await entry.isVisible()).toBe(false);
    await page.locator(".contents summary").click();
    await entry.click();
    expect(new URL(page.url()).hash).toBe("#section-4");
    await entry.waitFor({ state: "hidden" });
  });

  it.runIf(isWhole)("hides the table of contents on a phone when the post has its own", async () => {
    const narrow = await site.open("/blog/own/", { viewport: { width: 360, height: 740 } });
    expect(await narrow.locator(".contents").isVisible()).toBe(false);
    const wide = await site.open("/blog/own/", { viewport: { width: 1280, height: 740 } });
    expect(await wide.locator(".contents").isVisible()).toBe(true);
  });

  it("copies code as written, and the copy button shifts nothing", async () => {
    const page = await site.open("/blog/code/", CLIPBOARD);
    const heightWithout = async (): Promise<number> => {
      const plain = await site.open("/blog/code/", { javaScriptEnabled: false });
      return (await plain.locator("pre").boundingBox())?.height ?? 0;
    };
    expect((await page.locator(".code-frame").boundingBox())?.height).toBe(await heightWithout());
    await page.locator(".code-frame").hover();
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
    expect(await copied(page)).toBe("SELECT count(*)\nFROM posts;");
    expect(await page.getByRole("status").textContent()).toBe("Copied");
  });

  it.runIf(isWhole)("copies a link to the post, or to the selected passage", async () => {
    const page = await site.open("/blog/code/?utm_source=somewhere", CLIPBOARD);
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
    expect(await copied(page)).toBe("https://blog.example/blog/code/");
    await page.locator(".text p").first().selectText();
    await page.getByRole("button", { name: "Copy link to this passage" }).click();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("text="));
    expect(await copied(page)).toBe("https://blog.example/blog/code/#:~:text=Some%20words.");
  });

  it.runIf(isWhole)("suggests the nearest pages when an address is not found", async () => {
    const page = await site.open("/");
    await page.goto(`${site.served.origin}/posts/how_to_cuont.html`);
    const nearest = page.getByRole("region", { name: "Were you looking for one of these?" });
    await nearest.getByRole("link", { name: "How to count" }).click();
    expect(new URL(page.url()).pathname).toBe("/blog/code/");
  });

  it.runIf(isWhole)("prints the text without navigation, sharing and calls to action", async () => {
    const page = await site.open("/blog/code/");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("SELECT").isVisible()).toBe(true);
    for (const part of [
      ".site-header-navigation",
      ".site-header-tools",
      ".share",
      ".cta",
      ".code-copy",
      ".neighbours",
    ]) {
      expect(`${part} ${await page.locator(part).first().isVisible()}`).toBe(`${part} false`);
    }
  });

  it("shows no controls that need JavaScript when it is off", async () => {
    const page = await site.open("/blog/code/", { javaScriptEnabled: false });
    expect(await page.locator("button:visible").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Send by email" }).isVisible()).toBe(true);
  });
});
