import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../src/base/diagnostic.ts";
import { blog, command, post, SETTINGS } from "./site.ts";

const site = blog(
  SETTINGS +
    post("first", "aliases: [/blog/old/]", "Read [the second](/blog/second/#part).") +
    post("second", "title: Another\ndescription: D.", "## Part\n\nText."),
);

/** Problems found in the built site only. */
async function found(): Promise<Problem[]> {
  const folders = { "--content": "content", "--assets": "assets", "--output": "_site", "--cache": "cache" };
  const args = Object.entries(folders).flatMap(([option, name]) => [option, join(site.folder, name)]);
  const { stdout } = await command("check", [...args, "--json"]);
  const { problems }: { problems: Problem[] } = JSON.parse(stdout);
  return problems.filter(({ file, message }) => file.includes("_site/") && !message.includes("/search/"));
}

/** Changes a published file, as a generator with a bug would. */
function damage(file: string, change: (text: string) => string): void {
  const path = join(site.output, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

describe("npm run check on the built site", () => {
  beforeAll(async () => {
    await site.build();
    cpSync(site.output, join(site.folder, "pristine"), { recursive: true });
  });

  beforeEach(() => {
    rmSync(site.output, { recursive: true });
    cpSync(join(site.folder, "pristine"), site.output, { recursive: true });
  });

  it("reports nothing for an unchanged build", async () => {
    expect(await found()).toEqual([]);
  });

  it("reports dead links, anchors and images with their place in the page", async () => {
    damage("blog/first/index.html", (html) =>
      html
        .replace("/blog/second/#part", "/blog/second/#gone")
        .replace("</main>", '<a href="/blog/third/">x</a><img src="/assets/no.png" alt=""></main>'),
    );
    const problems = await found();
    expect(problems.map(({ rule }) => rule).sort()).toEqual(["dead-anchor", "dead-link", "missing-image"]);
    const link = problems.find(({ rule }) => rule === "dead-link");
    const line = site.page("blog/first/index.html").split("\n")[(link?.line ?? 0) - 1] ?? "";
    expect(line.slice((link?.column ?? 0) - 1)).toMatch(/^\/blog\/third\//);
  });

  it("reports a mistake that all pages share once", async () => {
    for (const file of ["blog/first/index.html", "blog/second/index.html", "index.html"]) {
      damage(file, (html) => html.replace("</body>", '<a href="/imprint/">Imprint</a></body>'));
    }
    const problems = await found();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("2 other pages");
  });

  it("reports missing and duplicate parts of a page", async () => {
    damage("blog/first/index.html", (html) =>
      html.replace(/<h1[^>]*>.*?<\/h1>/s, "").replace("</main>", '<p id="page_main">x</p></main>'),
    );
    const messages = (await found()).filter(({ rule }) => rule === "page-parts").map(({ message }) => message);
    expect(messages.sort()).toEqual([
      "A page has an `<h1>` once; this one has none.",
      "The id `page_main` occurs more than once on the page.",
    ]);
  });

  it("reports dead addresses in metadata, feeds, sitemap and redirects", async () => {
    damage("blog/first/index.html", (html) =>
      html
        .replace(/(rel="canonical" href="[^"]*)first/, "$1nowhere")
        .replace('"@type":', '"url":"https://blog.example/x/","@type":'),
    );
    damage("feed.xml", (xml) => xml.replace(/href="[^"]*\/blog\/second\/"/, 'href="https://blog.example/blog/third/"'));
    damage("sitemap.xml", (xml) => xml.replace("/blog/second/", "/blog/fourth/"));
    damage("_redirects", (text) => text.replace("/blog/first/", "/blog/fifth/"));
    const abouts = (await found()).map(
      ({ rule, message }) => `${rule} ${/`(?:https:\/\/blog.example)?(\/[^`]*)`/.exec(message)?.[1]}`,
    );
    expect([...new Set(abouts)].sort()).toEqual([
      "dead-reference /blog/fifth/",
      "dead-reference /blog/fourth/",
      "dead-reference /blog/nowhere/",
      "dead-reference /blog/third/",
      "dead-reference /x/",
    ]);
  });

  it("reports pages that are too heavy or not valid HTML", async () => {
    damage("index.html", (html) =>
      html.replace("</main>", `<p>${"word ".repeat(70_000)}</p><p><div>x</div></p></main>`),
    );
    const rules = new Set((await found()).map(({ rule }) => rule));
    expect([...rules].sort()).toEqual(["invalid-html", "page-weight"]);
  });

  it("reports a missing page", async () => {
    rmSync(join(site.output, "blog/second"), { recursive: true });
    const problems = await found();
    expect(problems.some(({ file, rule }) => file.endsWith("site-manifest.json") && rule === "dead-reference")).toBe(
      true,
    );
  });
});
