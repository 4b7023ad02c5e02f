import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Visit, visit } from "../browser/browser.ts";
import { blog } from "../site/site.ts";
import { VECTORS } from "./hostile_markup.ts";

const yaml = (value: unknown): string => JSON.stringify(value);

/** Each field of every file of settings that reaches a page, with another vector in each. */
const nth = (at: number): string => VECTORS[at % VECTORS.length] ?? "";

const SITE = [
  `name: ${yaml(nth(0))}`,
  "url: https://blog.example",
  `tagline: ${yaml(nth(26))}`,
  `description: ${yaml(nth(36))}`,
  `navigation: [{ label: ${yaml(nth(18))}, url: /about/ }]`,
  `cta: { default: { title: ${yaml(nth(27))}, text: ${yaml(nth(8))}, primary: { label: ${yaml(nth(36))}, url: ${yaml('https://x.example/"><script>alert(1)</script>')} } } }`,
  "checks: { dead-link: off, dead-anchor: off, missing-image: off, unsafe-html: off }",
].join("\n");

const AUTHORS = `ada: { name: ${yaml(nth(18))}, role: ${yaml(nth(26))}, bio: ${yaml(nth(36))}, picture: ${yaml('/x.png" onerror="alert(1)')}, links: [{ label: ${yaml(nth(0))}, url: ${yaml('https://x.example/" onclick="alert(1)')} }] }\n`;

/** A post with one vector in every field, and in all that Markdown makes of a text. */
function postWith(vector: string, at: number): string {
  const line = vector.replace(/\s*\n\s*/g, " ");
  const fields = {
    title: `${at} ${vector}`,
    date: "2024-05-02",
    author: "ada",
    description: vector,
    meta_title: vector,
    meta_description: vector,
    thumbnail_alt: vector,
    series: `alert ${vector.slice(0, 60)}`,
    tags: [`alert ${vector.slice(0, 60)}`],
    canonical: `https://x.example/?x=${vector}`,
  };
  const body = [
    `Words before. ${line} Words behind.`,
    `![${line}](/x.png "${line}")`,
    `[${line}](/x "${line}")`,
    `[words](/x?${line})`,
    `[words](<${line}>)`,
    `> ${line}`,
    `- ${line}`,
    `## ${line}`,
    `| a | ${line.replaceAll("|", "\\|")} |\n|---|---|\n| ${line.replaceAll("|", "\\|")} | b |`,
    `~~~${line}\n${vector}\n~~~`,
    `\`${line}\``,
    `A note[^1].\n\n[^1]: ${line}`,
    `<p title="${line}">Words</p>`,
    // What is never closed takes the rest along, so it comes last.
    vector,
  ];
  const front = Object.entries(fields).map(([name, value]) => `${name}: ${yaml(value)}`);
  return `-- content/posts/post-${at}.md --\n---\n${front.join("\n")}\n---\n${body.join("\n\n")}\n`;
}

/** Everything in a document that could run, though nobody has touched it yet. */
function couldRun(): string[] {
  const found: string[] = [];
  const address = /^[\s\p{C}]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data:(?!image\/(?:png|svg|webp)))/iu;
  const look = (root: Document | DocumentFragment): void => {
    for (const element of root.querySelectorAll("*")) {
      const { localName } = element;
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`<${localName} ${name}>`);
        if (/^(?:href|src|action|formaction|poster|cite|data|xlink:href)$/i.test(name) && address.test(value)) {
          found.push(`<${localName} ${name}="${value}">`);
        }
        if (/^(?:srcdoc|style)$/i.test(name)) found.push(`<${localName} ${name}>`);
      }
      const source = element.getAttribute("src") ?? "";
      const isData = /^application\/(?:ld\+)?json$/.test(element.getAttribute("type") ?? "");
      if (localName === "script" && !isData && !source.startsWith("/assets/")) found.push("<script>");
      if (
        /^(?:object|embed|applet|base|frame|frameset|form|svg|foreignobject)$/.test(localName) &&
        element.closest(".text")
      )
        found.push(`<${localName}>`);
      if (localName === "iframe" && new URL(source, "https://x.example").hostname !== "www.youtube.com")
        found.push("<iframe>");
    }
  };
  look(document);
  return found;
}

describe(`${VECTORS.length} ways to run a script, in every field and all that Markdown makes`, () => {
  const site = blog(
    `-- content/site.yaml --\n${SITE}\n-- content/authors.yaml --\n${AUTHORS}${VECTORS.map(postWith).join("")}`,
  );
  let visited: Visit;
  let context: BrowserContext;
  let page: Page;
  let addresses: string[];

  beforeAll(async () => {
    const { code, result } = await site.build("--now", "2026-01-01T00:00Z");
    const errors = result.problems.filter(({ severity }) => severity === "error");
    expect(errors.map(({ file, line, rule, message }) => `${file}:${line} ${rule} ${message}`)).toEqual([]);
    expect(code).toBe(0);
    visited = await visit(site.output);
    // Without the policy, which would hide that something slipped through.
    context = await visited.browser.newContext({ bypassCSP: true });
    await context.addInitScript(() => {
      window.alert = (what) => document.documentElement.setAttribute("data-ran", String(what));
    });
    await context.route(
      (url) => url.origin !== visited.served.origin,
      (route) => route.abort(),
    );
    page = await context.newPage();
    addresses = [...site.snapshot().keys()].filter((path) => path.endsWith(".html"));
  }, 300_000);
  afterAll(async () => {
    await context?.close();
    await visited?.close();
  });

  it("runs none of them in a browser (on every sixth page; BLOG_EVERY_PAGE=1 looks at all)", {
    timeout: 600_000,
  }, async () => {
    const ran: string[] = [];
    const every = process.env.BLOG_EVERY_PAGE === undefined ? 6 : 1;
    const looked = addresses.filter((_, at) => at % every === 0);
    expect(looked.length).toBeGreaterThan(VECTORS.length / every);
    for (const address of looked) {
      const path = address
        .split("/")
        .map(encodeURIComponent)
        .join("/")
        .replace(/index\.html$/, "");
      await page.goto(`${visited.served.origin}/${path}`, { waitUntil: "domcontentloaded" });
      const found = await page.evaluate(couldRun);
      if ((await page.locator("html[data-ran]").count()) > 0) found.push("it ran");
      ran.push(...found.map((what) => `${address}: ${what}`));
    }
    expect(ran).toEqual([]);
  });

  it("keeps what machines read in one piece", async () => {
    for (const [path, text] of site.snapshot()) {
      const words = Buffer.from(text, "latin1").toString("utf8");
      if (path.endsWith(".json") || path.endsWith(".webmanifest")) expect(() => JSON.parse(words), path).not.toThrow();
      if (path.endsWith(".yml") || path.endsWith(".yaml")) expect(() => parse(words), path).not.toThrow();
      if (path.endsWith(".xml")) expect(await page.evaluate(xmlProblem, words), path).toBe("");
      for (const [, json = ""] of words.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
        expect(() => JSON.parse(json), path).not.toThrow();
      }
    }
    const redirects = site.has("_redirects") ? readFileSync(join(site.output, "_redirects"), "utf8") : "";
    for (const line of redirects.split("\n")) expect(line).toMatch(/^(?:#.*|\S+ \S+ \d{3}!?|)$/);
  });

  it("has pictures that were uploaded be no documents of this site", () => {
    const headers = readFileSync(join(site.output, "_headers"), "utf8");
    expect(headers).toMatch(/\/assets\/img\/uploads\/\*[\s\S]*?sandbox/);
  });
});

/** What a browser finds wrong with XML. */
function xmlProblem(text: string): string {
  return new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent ?? "";
}
