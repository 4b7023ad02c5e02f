import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, ROOT } from "../site/site.ts";
import { cases, isWhole } from "../whole.ts";
import { openBrowser } from "./browser.ts";
import { type CmsServer, startCms } from "./cms_server.ts";

const POSTS = join(ROOT, "content", "posts");

const HEAD =
  '---\n# A comment\ntitle:   "A post"   # the headline\ndate: 2024-05-02T07:30:00Z\nauthor: maren-holt\n---\n';

/** Files that editors like to rewrite. */
const ODD: Readonly<Record<string, string>> = {
  "blank-lines": `${HEAD}\n\n\nText after blank lines.\n\n\n\n`,
  "line-breaks": `${HEAD}A line  \nwith a break, a tab\tand \u00a0 spaces.   \n`,
  html: `${HEAD}<div align="center">\n\n*Kept* &amp; &nbsp; <br/>\n</div>\n`,
  rules: `${HEAD}Text\n\n---\n\ntitle: no front matter\n\n---\n\n***\n`,
  escapes: `${HEAD}\\* \\[ \\\\( x \\\\) \\_ &copy; \`a  b\` ~~~\n\n* one\n- two\n+ three\n1) four\n`,
  windows: `${HEAD}One.\n\nTwo lines,\nof one paragraph.\n`.replaceAll("\n", "\r\n"),
  mixed: `${HEAD}One.\n\nTwo.\r\n\r\n`,
  "no-line-end": `${HEAD}The last line has no end.`,
  unreadable: '---\ntitle: "No quotation mark ends this\n---\nText.\n',
  "byte-order-mark": `\ufeff${HEAD}Text.\n`,
};

const WORD = "Kilimanjaro";

/** Posts of the example and of a folder in `BLOG_CORPUS`, as far as this run takes them. */
const EXAMPLES = readdirSync(POSTS).slice(0, cases({ sample: 1, whole: Number.POSITIVE_INFINITY }));
const CORPUS = isWhole && process.env.BLOG_CORPUS ? join(process.env.BLOG_CORPUS, "posts") : undefined;

describe("typing a word at the end of a post in the editor", () => {
  const site = blog("-- assets/.keep --\n");
  const posts = join(site.folder, "content", "posts");
  let cms: CmsServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    cpSync(join(ROOT, "content"), join(site.folder, "content"), { recursive: true });
    cpSync(join(ROOT, "assets", "img"), join(site.folder, "assets", "img"), { recursive: true });
    if (CORPUS !== undefined) cpSync(CORPUS, posts, { recursive: true });
    for (const [name, text] of Object.entries(ODD)) writeFileSync(join(posts, `${name}.md`), text);
    [cms, browser] = await Promise.all([startCms(site), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  });

  afterAll(async () => {
    await browser.close();
    cms.stop();
  });

  const others = CORPUS === undefined ? [] : readdirSync(CORPUS);
  const names = [...EXAMPLES, ...others].filter((file) => file.endsWith(".md")).map((file) => file.slice(0, -3));

  it.each([...names, ...Object.keys(ODD)])(
    "changes nothing else in %s",
    async (name) => {
      const path = join(posts, `${name}.md`);
      const before = readFileSync(path, "utf8");
      await page.goto(`${cms.address}#/collections/posts/entries/${name}`);
      await page.locator("[contenteditable=true]").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(WORD);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("menuitem", { name: "Publish now", exact: true }).click();
      await page.getByRole("button", { name: "Published", exact: true }).waitFor();
      expect(readFileSync(path, "utf8")).toBe(before.replace(/(?:\r?\n)?$/, `${WORD}$&`));
    },
    60_000,
  );

  it("is possible at the address with the whole name of the file", async () => {
    await page.goto(`${cms.address}#/collections/posts/entries/html.md`);
    await page.getByText("Kept").first().waitFor();
    expect(page.url()).toMatch(/\/html$/);
  });
});
