import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, ROOT } from "../site/site.ts";
import { openBrowser } from "./browser.ts";
import { type CmsServer, startCms } from "./cms_server.ts";

const POSTS = join(ROOT, "content", "posts");

const HEAD =
  '---\n# A comment\ntitle:   "A post"   # the headline\ndate: 2024-05-02T07:30:00Z\nauthor: maren-holt\n---\n';

/** Unusual formatting that editors tend to normalise. */
const ODD: Readonly<Record<string, string>> = {
  "blank-lines": `${HEAD}\n\n\nText after blank lines.\n\n\n\n`,
  "line-breaks": `${HEAD}A line  \nwith a break, a tab\tand \u00a0 spaces.   \n`,
  html: `${HEAD}<div align="center">\n\n*Kept* &amp; &nbsp; <br/>\n</div>\n`,
  rules: `${HEAD}Text\n\n---\n\ntitle: no front matter\n\n---\n\n***\n`,
  escapes: `${HEAD}\\* \\[ \\\\( x \\\\) \\_ &copy; \`a  b\` ~~~\n\n* one\n- two\n+ three\n1) four\n`,
  windows: `${HEAD}One.\n\nTwo lines,\nof one paragraph.\n`.replaceAll("\n", "\r\n"),
  "byte-order-mark": `\ufeff${HEAD}Text.\n`,
};

const WORD = "Kilimanjaro";

/** The editor handles key presses with a delay. */
const PAUSE_MS = 250;

describe("typing a word at the end of a post in the editor", () => {
  const site = blog("-- assets/.keep --\n");
  let cms: CmsServer;
  let browser: Browser;

  beforeAll(async () => {
    cpSync(join(ROOT, "content"), join(site.folder, "content"), { recursive: true });
    cpSync(join(ROOT, "assets", "img"), join(site.folder, "assets", "img"), { recursive: true });
    for (const [name, text] of Object.entries(ODD)) {
      writeFileSync(join(site.folder, "content", "posts", `${name}.md`), text);
    }
    [cms, browser] = await Promise.all([startCms(site), openBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    cms.stop();
  });

  it("changes nothing else in the file, for all example posts and unusual formatting", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    for (const name of [...readdirSync(POSTS).map((file) => file.replace(/\.md$/, "")), ...Object.keys(ODD)]) {
      const path = join(site.folder, "content", "posts", `${name}.md`);
      const before = readFileSync(path, "utf8");
      await page.goto(`${cms.address}#/collections/posts/entries/${name}`);
      await page.locator("[contenteditable=true]").first().click();
      await page.waitForTimeout(PAUSE_MS);
      await page.keyboard.press("Control+End");
      await page.waitForTimeout(PAUSE_MS);
      // The file's final line break leaves the cursor on an empty line.
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.type(WORD);
      await page.waitForTimeout(PAUSE_MS);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("menuitem", { name: "Publish now", exact: true }).click();
      await page.getByText("Changes saved").first().waitFor();
      await page.goto(`${cms.address}#/collections/posts`);
      await page.getByText("Sort by").waitFor();
      const after = readFileSync(path, "utf8");
      expect([name, after]).toEqual([name, before.replace(/\r?\n$/, `${WORD}$&`)]);
    }
  }, 300_000);
});
