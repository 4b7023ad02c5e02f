import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Visit, visit } from "../browser/browser.ts";
import { cases } from "../whole.ts";
import { VECTORS } from "./hostile_markup.ts";
import { lookForScripts, markupBlog } from "./hostile_markup_blog.ts";

/** `npm run torture` opens all pages. */
const EVERY = cases({ sample: 24, whole: 12 });

describe(`${VECTORS.length} script injections in every field and Markdown construct`, () => {
  const site = markupBlog();
  let visited: Visit | undefined;
  afterAll(async () => {
    await visited?.close();
  });

  beforeAll(async () => {
    const { code, result } = await site.build("--now", "2026-01-01T00:00Z");
    const errors = result.problems.filter(({ severity }) => severity === "error");
    expect(errors.map(({ file, line, rule, message }) => `${file}:${line} ${rule} ${message}`)).toEqual([]);
    expect(code).toBe(0);
  }, 300_000);

  it("run no script in a browser (on some pages)", { timeout: 300_000 }, async () => {
    const { pages, ran } = await lookForScripts(site, EVERY);
    expect(pages).toBeGreaterThan(VECTORS.length / EVERY);
    expect(ran).toEqual([]);
  });

  it("leave JSON, YAML, XML and _redirects well-formed", async () => {
    visited = await visit(site.output);
    const page = await visited.open("/404.html");
    for (const [path, text] of site.snapshot()) {
      const words = Buffer.from(text, "latin1").toString("utf8");
      if (path.endsWith(".json") || path.endsWith(".webmanifest")) expect(() => JSON.parse(words), path).not.toThrow();
      if (path.endsWith(".yml") || path.endsWith(".yaml")) expect(() => parse(words), path).not.toThrow();
      if (path.endsWith(".xml")) expect(await page.evaluate(xmlProblem, words), path).toBe("");
      for (const [, json = ""] of words.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
        expect(() => JSON.parse(json), path).not.toThrow();
      }
    }
    expect(site.has("admin/config.yml")).toBe(true);
    const redirects = site.page("_redirects");
    expect(redirects).toMatch(/^\/old-\d+\//m);
    for (const line of redirects.split("\n")) expect(line).toMatch(/^(?:#.*|\S+ \S+ \d{3}!?|)$/);
  });

  it("leave uploads under a sandbox policy", () => {
    const headers = readFileSync(join(site.output, "_headers"), "utf8");
    expect(headers).toMatch(/\/assets\/img\/uploads\/\*[\s\S]*?sandbox/);
  });
});

/** The XML parse error that a browser reports. */
function xmlProblem(text: string): string {
  return new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent ?? "";
}
