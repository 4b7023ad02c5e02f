import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { isWhole } from "../whole.ts";
import { type Visit, visit } from "./browser.ts";

const POSTS =
  post(
    "bridges",
    "title: Building bridges\ntags: [career]",
    "Before all, some words.\n\n## Of steel\n\nSteel carries a bridge, and <b>bold</b> engineers build it with `a < b`.\n\n## Of stone\n\nStone is older.\n",
  ) +
  post("rivers", "title: Crossing rivers\nauthor: Max Weber\ntags: [mentoring]", "A bridge, a boat or a ford.\n") +
  post("seas", "title: Sailing\ntags: [mentoring]", "No bridge goes there.\n") +
  post("characters", "title: 数据科学", "这是一段简单的文字。\n") +
  post("hidden", "title: A draft on bridges\ndraft: true", "A bridge that nobody sees.\n");

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute("name"));

const pathOf = (page: Page): string => new URL(page.url()).pathname;

async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press("/");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type(words);
}

const results = (page: Page) => page.locator(".search-result-title");

describe("search in a browser", () => {
  let site: Visit;

  beforeAll(async () => {
    const made = blog(SETTINGS + POSTS);
    expect(await made.build()).toMatchObject({ code: 0, result: { problems: [] } });
    site = await visit(made.output);
  });

  afterEach(() => Promise.all(site.browser.contexts().map((context) => context.close())));

  afterAll(() => site.close());

  it("leads from a shortcut to a post with the keyboard alone", async () => {
    const page = await site.open("/blog/seas/");
    await searchFor(page, "boat");
    await page.getByText("1 result", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/blog/rivers/");
    await page.goBack();
    expect(pathOf(page)).toBe("/blog/seas/");
  });

  it("opens with Ctrl+K or from the header, and returns the focus when closed", async () => {
    const page = await site.open("/blog/");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Search" }).waitFor();
    expect(await focused(page)).toBe("q");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    const link = page.getByRole("banner").getByRole("link", { name: "Search" });
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(pathOf(page)).toBe("/blog/");
  });

  it.runIf(isWhole)("moves through the results and back to the input with the arrow keys", async () => {
    const page = await site.open("/");
    await searchFor(page, "steel");
    await page.getByText("1 result", { exact: true }).waitFor();
    for (const [key, reached] of [
      ["ArrowDown", "Building bridges"],
      ["ArrowDown", "Of steel"],
      ["ArrowUp", "Building bridges"],
      ["ArrowUp", "q"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(page)).toBe(reached);
    }
  });

  it("highlights matches, escapes HTML in excerpts and links to the section", async () => {
    const page = await site.open("/");
    await searchFor(page, "steel");
    const result = page.locator(".search-result");
    await result.waitFor();
    expect(await result.locator("mark").first().textContent()).toMatch(/steel/i);
    expect(await result.locator(".search-result-excerpt").textContent()).toContain(
      "bold engineers build it with a < b",
    );
    await result.getByRole("link", { name: "Of steel" }).click();
    await page.waitForURL("**/blog/bridges/#of-steel");
  });

  it.runIf(isWhole)("says when nothing was found and what to try", async () => {
    const page = await site.open("/");
    await searchFor(page, "xylophones");
    await page.getByText("Nothing was found for “xylophones”. Try fewer words or others").waitFor();
    expect(await page.getByRole("dialog").getByRole("status").textContent()).toContain("xylophones");
    expect(await results(page).count()).toBe(0);
    await page.getByRole("dialog").getByRole("link", { name: "Topics" }).click();
    await page.waitForURL("**/tags/");
  });

  it("corrects mistyped words, and says so", async () => {
    const page = await site.open("/search/?q=brigdes");
    await page.getByText("for “bridges”").waitFor();
    expect(await results(page).first().textContent()).toBe("Building bridges");
    expect(await page.locator(".search-result-title mark").first().textContent()).toBe("bridges");
  });

  it("finds any part of a run of Chinese", async () => {
    const page = await site.open("/search/");
    for (const part of ["科学", "简单", "一段"]) {
      await page.locator("main input").fill(part);
      await page.getByText("1 result", { exact: true }).waitFor();
      expect(await results(page).allTextContents()).toEqual(["数据科学"]);
    }
    await page.locator(".search-result-excerpt", { hasText: "这是一段简单的文字。" }).waitFor();
  });

  it.runIf(isWhole)("is open with its words after going back from a result", async () => {
    const page = await site.open("/blog/seas/");
    await searchFor(page, "boat");
    await page.getByText("1 result", { exact: true }).waitFor();
    await results(page).getByRole("link").click();
    await page.waitForURL("**/blog/rivers/");
    await page.goBack();
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(await page.getByRole("dialog").locator("input").inputValue()).toBe("boat");
  });

  it.runIf(isWhole)("offers topics and latest posts while the field is empty", async () => {
    const page = await site.open("/blog/");
    await searchFor(page, "");
    const offers = page.getByRole("dialog").locator(".search-offers");
    expect(await offers.getByRole("link", { name: "Mentoring" }).isVisible()).toBe(true);
    expect(await offers.getByRole("link", { name: "Sailing" }).isVisible()).toBe(true);
    await page.keyboard.type("steel");
    await offers.waitFor({ state: "hidden" });
  });

  it("finds posts by author name, and never drafts", async () => {
    const page = await site.open("/search/?q=bridge");
    await page.getByText("3 results", { exact: true }).waitFor();
    expect(await results(page).allTextContents()).not.toContain("A draft on bridges");
    await page.locator("main input").fill("weber");
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(await results(page).allTextContents()).toEqual(["Crossing rivers"]);
  });

  it("keeps query, topic and author in the URL of the search page", async () => {
    const page = await site.open("/search/");
    await page.keyboard.press("/");
    await page.keyboard.type("bridge");
    await page.getByText("3 results", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Topic" }).selectOption("Mentoring");
    await page.getByText("2 results", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Author" }).selectOption("Max Weber");
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?q=bridge&topic=Mentoring&author=Max+Weber");
    await results(page).getByRole("link").click();
    await page.waitForURL("**/blog/rivers/");
    await page.goBack();
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(await page.getByRole("combobox", { name: "Topic" }).inputValue()).toBe("Mentoring");
    await page.reload();
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(await results(page).allTextContents()).toEqual(["Crossing rivers"]);
  });

  it("loads no search files until it is opened", async () => {
    const page = await site.open("/");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.reload({ waitUntil: "networkidle" });
    expect(asked.filter((path) => /pagefind|search_/.test(path))).toEqual([]);
    await searchFor(page, "steel");
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(asked.some((path) => path.endsWith(".pf_index"))).toBe(true);
  });

  it.runIf(isWhole)("ignores `/` while the reader is typing", async () => {
    const page = await site.open("/search/");
    await page.locator("main input").fill("");
    await page.keyboard.type("and/or");
    expect(await page.locator("main input").inputValue()).toBe("and/or");
  });

  it("reports a failed load, and retries on the next input", async () => {
    const page = await site.open("/");
    await page.route("**/indexes.json", (route) => route.abort(), { times: 1 });
    await searchFor(page, "");
    await page.getByText("The search could not be loaded.").waitFor();
    await page.keyboard.type("steel");
    await page.getByText("1 result", { exact: true }).waitFor();
  });

  it.runIf(isWhole)("links to the archive without JavaScript", async () => {
    const page = await site.open("/", { javaScriptEnabled: false });
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await page.waitForURL("**/search/");
    expect(await page.locator("input").isVisible()).toBe(false);
    expect(await page.locator("main").getByRole("link", { name: "Archive" }).isVisible()).toBe(true);
  });

  it("works under the published content security policy", async () => {
    const page = await site.open("/");
    const policy = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
    const refused: string[] = [];
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await searchFor(page, "steel");
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(refused).toEqual([]);
  });
});

describe.runIf(isWhole)("search on a site with a base path", () => {
  it("links to posts below that path", async () => {
    const made = blog(SETTINGS.replace("https://blog.example", "https://blog.example/reads") + POSTS);
    await made.build();
    const site = await visit(made.output, "/reads");
    const page = await site.open("/reads/");
    await searchFor(page, "boat");
    await page.getByText("1 result", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reads/blog/rivers/");
    await site.close();
  });
});

describe("search with several indexes", () => {
  it("merges their results, and an edit rewrites only one of them", async () => {
    const many = Array.from({ length: 210 }, (_, at) => post(`post-${at}`, `title: Number ${at}`, "Common words.\n"));
    const made = blog(SETTINGS + many.join(""));
    await made.build();
    const before = made.snapshot();
    const indexOf = (path: string): string | undefined => /^pagefind\/(?:\d+(?=\/))?/.exec(path)?.[0];
    expect(new Set([...before.keys()].flatMap((path) => indexOf(path) ?? []))).toEqual(
      new Set(["pagefind/", "pagefind/1"]),
    );
    made.write(post("post-7", "title: Number 7", "Common and rare words.\n"));
    await made.build();
    const changed = [...made.snapshot()].filter(([path, bytes]) => before.get(path) !== bytes).map(([path]) => path);
    expect(new Set(changed.flatMap((path) => indexOf(path) ?? [])).size).toBe(1);

    const site = await visit(made.output);
    const page = await site.open("/search/?q=common");
    await page.getByText("210 results", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Show more results" }).click();
    await page.locator(".search-result").nth(19).waitFor();
    await page.locator("main input").fill("rare");
    await page.getByText("1 result", { exact: true }).waitFor();
    expect(await results(page).allTextContents()).toEqual(["Number 7"]);
    await site.close();
  });
});
