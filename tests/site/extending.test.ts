/**
 * The site of the examples in `docs/extending.md`: one extension of each kind, and each of Eleventy's own.
 */

import { execFile } from "node:child_process";
import { readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildResult } from "../../src/engine/write/build_result.ts";
import { isWhole } from "../whole.ts";
import { clone, ownersEnvironment, removeClone } from "./clone.ts";
import { post, ROOT, snapshot, writeAll } from "./site.ts";

const EXAMPLE = /^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm;

/** The files that the documentation shows. */
const EXAMPLES = [...readFileSync(join(ROOT, "docs/extending.md"), "utf8").matchAll(EXAMPLE)]
  .map(([, path, text]) => `-- ${path} --\n${text}`)
  .join("");

const TITLES = ["A first post", "Second", "Third"];
const first = (text: string): string => post("one", "title: A first post\ndescription: The first.\ntags: [post]", text);

const SITE = `${EXAMPLES}-- content/site.yaml --
name: Test
url: https://blog.example
timezone: UTC
social_cards: none
language: nl
hosts: [apache]
redirects: [{ from: /old/, to: /blog/one/ }]
-- content/pages/colours.md --
---
title: Colours
eleventyNavigation: { key: Colours }
---
HTML has colours. {.lead onclick=alert(1)}

*[HTML]: Hypertext
-- content/pages/menu.njk --
---
title: Menu
layout: page_base.njk
---
{{ collections.all | eleventyNavigation | eleventyNavigationToHtml | safe }}
-- extensions/fonts/OFL.txt --
A licence.
${first("HTML is ++Ctrl++ here.\n\n*[HTML]: Hypertext\n")}${post("two", "title: Second", "A <b>bold</b> text. {.lead}")}${post("three", "title: Third", "Text.")}`;

let folder: string;

async function build(...more: string[]): Promise<BuildResult> {
  const options = { cwd: folder, env: ownersEnvironment(), maxBuffer: 1 << 28 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["src/cli/launch.mjs", "build", "--json", ...more],
    options,
  );
  return JSON.parse(stdout);
}

const site = (): Map<string, string> => snapshot(join(folder, "_site"));
const page = (path: string): string => readFileSync(join(folder, "_site", path), "utf8");

beforeAll(() => {
  folder = clone();
  for (const path of ["content/posts", "content/authors.yaml", "content/tags.yaml"]) {
    rmSync(join(folder, path), { recursive: true });
  }
  writeAll(folder, SITE);
});

afterAll(() => removeClone(folder));

/** Each change of the configuration compiles the generator again. */
const TIMEOUT = 240_000;

describe("a site with one extension of each kind and each of Eleventy's own", { timeout: TIMEOUT }, () => {
  it("has what every example of the documentation adds", async () => {
    const { problems } = await build();
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(page("blog/one/index.html")).toContain('<abbr title="Hypertext">HTML</abbr> is <kbd>Ctrl</kbd> here.');
    expect(page("blog/two/index.html")).toContain('<p class="lead">A <b>bold</b> text.</p>');
    expect(page("colours/index.html")).toContain(
      '<p class="lead"><abbr title="Hypertext">HTML</abbr> has colours.</p>',
    );
    expect(JSON.parse(page("word-counts.json"))["/blog/three/"]).toBe(1);
    expect(page(".htaccess")).toContain('Redirect 301 "/old/" "/blog/one/"');
    expect(page("index.html")).toContain("Zoeken");
    expect(page("people/ada-lovelace/index.html")).toContain("<h1>ADA LOVELACE</h1>");
    expect(page("people/ada-lovelace/index.html")).toContain('<div class="box">3 posts since 2024</div>');
    expect(page("index.html")).toContain("<!-- Made by hand. --></html>");
    expect(page("colophon/index.html")).toBe("3 people, 1 long titles");
    expect(page("licences/OFL.txt")).toBe("A licence.\n");
    expect(page("menu/index.html")).toContain('<li><a href="/colours/">Colours</a></li>');
    expect(TITLES.filter((title) => page("news.xml").includes(`<title>${title}</title>`))).toEqual(TITLES);
  });

  it("has the layouts, parts, styles and scripts of its theme in place of the generator's", () => {
    const menu = page("menu/index.html");
    expect(menu).toContain('<div class="page greeting">\n<p class="path">Begin / Menu</p>\n<h1>Menu</h1>');
    expect(page("blog/one/index.html")).toContain('<p class="path">');
    const [, script = ""] = /src="\/(assets\/js\/greeting\.[^"]+)"/.exec(menu) ?? [];
    expect(page(script)).toContain("Hello");
    const [, style = ""] = /href="\/(assets\/css\/site\.[^"]+)"/.exec(menu) ?? [];
    expect(page(style)).toContain(".greeting h1{letter-spacing:.05em}");
  });

  it("is the same after a second and a third build", async () => {
    const before = site();
    expect(await build()).toMatchObject({ rendered: 0, written: 0, removed: 0 });
    // The third build reads everything again.
    utimesSync(join(folder, "content/site.yaml"), 1, 1);
    expect(await build()).toMatchObject({ rendered: 0, written: 0, removed: 0 });
    expect(site()).toEqual(before);
  });

  it("renders the pages that use an edited layout of the theme, and those that read all pages", async () => {
    writeAll(folder, EXAMPLES.replace("<h1>{{ title }}</h1>", "<h1>{{ title }}.</h1>"));
    // The menu and the pages about the blog and privacy, and two more pages that read collections, which hold every page.
    expect(await build()).toMatchObject({ rendered: 5 });
    expect(page("menu/index.html")).toContain("<h1>Menu.</h1>");
  });

  it("renders only what depends on an edit: the post, and the three pages that read lists of posts", async () => {
    writeAll(folder, first("HTML was ++Ctrl++ here.\n\n*[HTML]: Hypertext\n"));
    expect(await build()).toMatchObject({ rendered: 4 });
    expect(page("news.xml")).toContain("was");
    await expectCleanBuild();
  });

  it.runIf(isWhole)("is rebuilt when its configuration changes, or a file that the configuration imports", async () => {
    writeAll(folder, EXAMPLES.replace("size: 3", "size: 4").replace("<kbd>", '<kbd class="key">'));
    await build();
    expect(page("colophon/index.html")).toBe("4 people, 1 long titles");
    expect(page("blog/one/index.html")).toContain('<kbd class="key">Ctrl</kbd>');
  });
});

/** Compares the site with what a build from nothing gives. */
async function expectCleanBuild(): Promise<void> {
  const incremental = site();
  await build("--clean", "--output", join(folder, "_clean"));
  expect(incremental).toEqual(snapshot(join(folder, "_clean")));
}
