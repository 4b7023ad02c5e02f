/**
 * `npm run screenshots`: screenshots of every page type, in three widths and both themes, for people to look at.
 *
 * `-- --only persian` selects a blog, `-- --pages article` the pages whose names start with that.
 */

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import type { Command } from "../../src/cli/commands.ts";
import { visit } from "../browser/browser.ts";
import { ROOT } from "../site/site.ts";
import { toolArguments } from "../tool.ts";
import { SUBJECTS } from "./subjects.ts";

const WIDTHS = [360, 768, 1440];
const THEMES = ["light", "dark"] as const;
const HEIGHT = 900;
const FOLDER = join(ROOT, "_screenshots");

const SCREENSHOTS = {
  name: "npm run screenshots",
  does: "Takes pictures of every kind of page in three widths and both themes, into _screenshots/.",
  flags: {
    only: { type: "string", value: "BLOG", does: `one of the blogs: ${Object.keys(SUBJECTS).join(", ")} (all)` },
    pages: { type: "string", value: "NAME", default: "", does: "pages whose names begin so (all)" },
  },
} as const satisfies Command;

const { values } = parseArgs({ args: toolArguments(SCREENSHOTS), options: SCREENSHOTS.flags });
const chosen = Object.entries(SUBJECTS).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(`There is no blog named ${values.only}. There are ${Object.keys(SUBJECTS).join(", ")}.`);
  process.exitCode = 2;
}

for (const [name, build] of chosen) {
  const { folder, pages } = await build();
  const wanted = Object.entries(pages).filter(([page]) => page.startsWith(values.pages));
  if (wanted.length === 0) {
    console.log(`${name}: nothing to look at${name === "corpus" ? " without BLOG_CORPUS" : ""}.`);
    continue;
  }
  const target = join(FOLDER, name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const site = await visit(folder, "", "machine");
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      for (const [page, address] of wanted) {
        const tab = await site.open(address, { colorScheme: theme, viewport: { width, height: HEIGHT } });
        const excess = await settled(tab);
        if (excess > 0) console.error(`${name} ${page} is ${excess} px too wide at ${width} px.`);
        await tab.screenshot({ path: join(target, `${page}-${width}-${theme}.png`), fullPage: true });
        await tab.context().close();
      }
    }
  }
  await site.close();
  console.log(`${name}: ${wanted.length * WIDTHS.length * THEMES.length} pictures in ${target}`);
}

/**
 * Waits until fonts and images are loaded, as on a second visit; returns by how many pixels the page is wider than
 * its window.
 */
async function settled(page: Page): Promise<number> {
  await page.waitForFunction(
    () => document.querySelector('[data-fonts="later"]') === null || localStorage.getItem("fonts") !== null,
  );
  return page.evaluate(async () => {
    for (const block of document.querySelectorAll<HTMLElement>('[data-fonts="later"]')) delete block.dataset.fonts;
    document.body.getBoundingClientRect();
    await document.fonts.ready;
    for (const picture of document.images) picture.loading = "eager";
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => undefined)));
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
}
