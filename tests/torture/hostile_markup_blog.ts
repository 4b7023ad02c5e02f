/** A blog with hostile markup in every field and Markdown construct, and checks of it in a browser. */

import { type Visit, visit } from "../browser/browser.ts";
import { type Blog, blog } from "../site/site.ts";
import { VECTORS } from "./hostile_markup.ts";

const yaml = (value: unknown): string => JSON.stringify(value);

/** Every field of the settings files that reaches a page, with a different vector in each. */
const nth = (at: number): string => VECTORS[at % VECTORS.length] ?? "";

const SITE = [
  `name: ${yaml(nth(0))}`,
  "url: https://blog.example",
  `tagline: ${yaml(nth(26))}`,
  `description: ${yaml(nth(36))}`,
  `navigation: [{ label: ${yaml(nth(18))}, url: /about/ }]`,
  `cta: { default: { title: ${yaml(nth(27))}, text: ${yaml(nth(8))}, primary: { label: ${yaml(nth(36))}, url: ${yaml('https://x.example/"><script>alert(1)</script>')} } } }`,
  "cms: { backend: github, repo: ada/blog }",
  "checks: { dead-link: off, dead-anchor: off, missing-image: off, unsafe-html: off }",
].join("\n");

const AUTHORS = `ada: { name: ${yaml(nth(18))}, role: ${yaml(nth(26))}, bio: ${yaml(nth(36))}, picture: ${yaml('/x.png" onerror="alert(1)')}, links: [{ label: ${yaml(nth(0))}, url: ${yaml('https://x.example/" onclick="alert(1)')} }] }\n`;

/** A post with one vector in every field and Markdown construct. */
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
    // A URL with white space is an error for the whole post.
    canonical: `https://x.example/?x=${vector.replace(/[\s\p{C}]/gu, "%20")}`,
    // Without characters that are errors in URLs.
    aliases: [`/old-${at}/${vector.replace(/[/\\?#%*{}:\s\p{C}]+/gu, "-").slice(0, 60)}`],
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
    // Unclosed markup swallows the rest, so it comes last.
    vector,
  ];
  const front = Object.entries(fields).map(([name, value]) => `${name}: ${yaml(value)}`);
  return `-- content/posts/post-${at}.md --\n---\n${front.join("\n")}\n---\n${body.join("\n\n")}\n`;
}

/** Everything in a document that could run a script on interaction. */
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

/** The blog, not built yet. */
export function markupBlog(): Blog {
  return blog(
    `-- content/site.yaml --\n${SITE}\n-- content/authors.yaml --\n${AUTHORS}${VECTORS.map(postWith).join("")}`,
  );
}

export interface Looked {
  pages: number;
  /** Scripts that ran or could run, with their page. */
  ran: string[];
}

const PAGES_AT_ONCE = 4;

/**
 * Opens the pages in a browser without the content security policy, which would hide that something got through.
 *
 * @param every opens every n-th page
 */
export async function lookForScripts(site: Blog, every: number): Promise<Looked> {
  const visited = await visit(site.output);
  try {
    const addresses = [...site.snapshot().keys()].filter((path) => path.endsWith(".html"));
    const looked = addresses.filter((_, at) => at % every === 0);
    const left = looked.values();
    const found = await Promise.all(Array.from({ length: PAGES_AT_ONCE }, () => lookAtEach(left, visited)));
    return { pages: looked.length, ran: found.flat() };
  } finally {
    await visited.close();
  }
}

async function lookAtEach(left: Iterable<string>, { browser, served }: Visit): Promise<string[]> {
  const ran: string[] = [];
  const context = await browser.newContext({ bypassCSP: true });
  // The TypeScript runner wraps functions in a helper that does not exist in the browser.
  await context.addInitScript("globalThis.__name ??= (named) => named");
  await context.addInitScript(() => {
    window.alert = (what) => document.documentElement.setAttribute("data-ran", String(what));
  });
  let asked = "";
  // A redirect page would navigate away before it can be inspected; without its target it stays.
  await context.route(
    (url) => url.href !== asked,
    (route) => (route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.fallback()),
  );
  // Images and styles run no scripts; a missing image fires `onerror`, which some vectors wait for.
  await context.route(
    (url) => url.origin !== served.origin || /\.(?:css|woff2|png|avif|webp)$/.test(url.pathname),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  for (const address of left) {
    const path = address
      .split("/")
      .map(encodeURIComponent)
      .join("/")
      .replace(/index\.html$/, "");
    asked = new URL(path, served.origin).href;
    await page.goto(asked, { waitUntil: "domcontentloaded" });
    const found = await page.evaluate(couldRun);
    if ((await page.locator("html[data-ran]").count()) > 0) found.push("it ran");
    ran.push(...found.map((what) => `${address}: ${what}`));
  }
  await context.close();
  return ran;
}
