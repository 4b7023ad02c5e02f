import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, ROOT, SETTINGS } from "../site/site.ts";
import { some } from "../whole.ts";
import { type Visit, visit } from "./browser.ts";
import { fullBlog } from "./full_blog.ts";
import { fontsLoaded, movements, scrollThrough } from "./layout_shift.ts";
import { compressed } from "./server.ts";

const KB = 1024;
const MOST_HTML_AND_CSS = 14 * KB;
const MOST_SCRIPT = 8 * KB;
const MOST_IN_ALL = 100 * KB;
const USUAL_TEXT = 9 * KB;

/** A text of typical length: the start of an example post, without code, callouts, notes, tasks, images and links. */
function usualText(): string {
  const file = readFileSync(join(ROOT, "content", "posts", "every-hour-with-a-mentor.md"), "utf8");
  const text = file
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^```[\s\S]*?^```$|^> .*$|\[\^[^\]]*\]:?|^- \[[ x]\]/gm, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return text.slice(0, text.lastIndexOf("\n\n", USUAL_TEXT));
}

interface Loaded {
  path: string;
  /** Size of the response body as transferred. */
  bytes: number;
}

/** All resources that a page has loaded. */
function loaded(page: Page): Promise<Loaded[]> {
  return page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => ({
      path: new URL(entry.name).pathname,
      bytes: entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0,
    })),
  );
}

const sum = (files: readonly Loaded[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** Checks that an article stays within its size budgets. */
async function weigh(site: Visit, folder: string, path: string): Promise<void> {
  const html = compressed(readFileSync(join(folder, path, "index.html"))).length;
  const page = await site.open(path);
  await page.waitForLoadState("networkidle");
  const files = await loaded(page);
  const ofKind = (end: string): Loaded[] => files.filter((file) => file.path.endsWith(end));
  expect(ofKind(".css")).toHaveLength(1);
  expect(html + sum(ofKind(".css"))).toBeLessThanOrEqual(MOST_HTML_AND_CSS);
  expect(ofKind(".js").length).toBeGreaterThan(0);
  expect(sum(ofKind(".js"))).toBeLessThanOrEqual(MOST_SCRIPT);
  const own = files.filter((file) => !file.path.startsWith("/assets/img/"));
  expect(ofKind(".woff2").length).toBeGreaterThan(0);
  expect(sum(own)).toBeLessThanOrEqual(MOST_IN_ALL);
  await page.context().close();
}

describe("an article of typical length", () => {
  let site: Visit;
  let folder: string;

  beforeAll(async () => {
    const text = usualText();
    expect(text.length).toBeGreaterThan(USUAL_TEXT * 0.9);
    const made = blog(SETTINGS + post("usual", "title: Coach or mentor\ntags: [mentoring]", text));
    expect(await made.build()).toMatchObject({ code: 0 });
    folder = made.output;
    site = await visit(folder);
  });

  afterAll(() => site.close());

  it("has at most 14 KB of HTML and CSS, 8 KB of scripts and 100 KB in all", async () => {
    await weigh(site, folder, "/blog/usual/");
  });
});

describe.runIf(process.env.BLOG_CORPUS)("a real article (BLOG_CORPUS)", () => {
  it("has at most 14 KB of HTML and CSS, 8 KB of scripts and 100 KB in all", async () => {
    const seed = resolve(ROOT, process.env.BLOG_CORPUS ?? "", "seed");
    if (!existsSync(seed)) throw new Error(`BLOG_CORPUS holds no ${seed}.`);
    const made = blog(
      SETTINGS.replace(
        "url:",
        'layouts: { "blog_base_*.njk": blog_base.njk }\nchecks: { missing-image: warn }\nurl:',
      ).replace(/-- content\/(?:authors|tags)\.yaml --\n[\s\S]*?(?=-- |$)/g, ""),
    );
    cpSync(seed, join(made.folder, "content", "posts"), { recursive: true });
    expect(await made.build()).toMatchObject({ code: 0 });
    const site = await visit(made.output);
    for (const name of readdirSync(seed)) await weigh(site, made.output, `/blog/${name.replace(/\.md$/, "")}/`);
    await site.close();
  });
});

const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

describe("layout stability while a page loads and is scrolled", () => {
  let made: Blog;

  beforeAll(async () => {
    made = fullBlog();
    expect(await made.build()).toMatchObject({ code: 0 });
  });

  for (const fonts of ["usual", "wide"] as const) {
    it(`has no layout shifts with ${fonts} system fonts`, async () => {
      const site = await visit(made.output, "", fonts);
      for (const viewport of some(SCREENS, 1)) {
        for (const path of ["/", "/blog/everything/", "/tags/mentoring/", "/search/"]) {
          const page = await site.open(path, { viewport });
          await fontsLoaded(page);
          await scrollThrough(page);
          expect({ path, ...viewport, moved: await movements(page) }).toEqual({ path, ...viewport, moved: [] });
          await page.context().close();
        }
      }
      await site.close();
    });
  }
});
