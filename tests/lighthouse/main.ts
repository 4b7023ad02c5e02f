/**
 * `npm run lighthouse`: audits a built site on an emulated phone. Lighthouse is fetched on demand, because it has more
 * packages than the rest of the project together. Exits with 1 if a page misses a target.
 *
 *     npm run build && npm run lighthouse
 *     npm run lighthouse -- --site DIR /blog/some-post/ /tags/some-topic/
 *     BLOG_CORPUS=DIR npm run lighthouse -- --corpus
 *
 * The last command builds a blog of real posts and audits its home page and its longest post.
 */

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import type { Command } from "../../src/cli/commands.ts";
import { BROWSER_ARGUMENTS } from "../browser/browser.ts";
import { findChromium } from "../browser/chromium.ts";
import { serve } from "../browser/server.ts";
import { corpus } from "../screenshots/subjects.ts";
import { ROOT } from "../site/site.ts";
import { toolArguments } from "../tool.ts";

/** The last version that runs on Node 20. */
const LIGHTHOUSE = "lighthouse@12.8.2";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const MOST_LCP_MS = 1_200;
/** Lighthouse rounds smaller values to 0. */
const VISIBLE_SHIFT = 0.0005;

const audit = z.object({ score: z.number().nullable(), title: z.string(), numericValue: z.number().optional() });

const reportSchema = z.object({
  categories: z.record(
    z.enum(CATEGORIES),
    z.object({ score: z.number().nullable(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(z.string(), audit),
});

type Report = z.infer<typeof reportSchema>;

const run = promisify(execFile);

const LIGHTHOUSE_COMMAND = {
  name: "npm run lighthouse",
  does: "Has Lighthouse look at a built site as a phone sees it. Exits with 1 where a page falls short.",
  operands: "[PATH…]",
  flags: {
    site: { type: "string", value: "DIR", default: "_site", does: "the built site (_site)" },
    corpus: { type: "boolean", default: false, does: "build and look at the posts that BLOG_CORPUS names instead" },
  },
} as const satisfies Command;

const { values, positionals } = parseArgs({
  args: toolArguments(LIGHTHOUSE_COMMAND),
  options: LIGHTHOUSE_COMMAND.flags,
  allowPositionals: true,
});

const { folder, paths } = values.corpus ? await realPosts() : chosenPages();
const served = await serve(folder);
const shortfalls: string[] = [];
process.stdout.write(row(["page", ...CATEGORIES, "LCP", "CLS", "TBT"]));
for (const path of paths) {
  await warmUp(served.origin + path);
  const report = await reportOn(served.origin + path);
  process.stdout.write(rowOf(path, report));
  shortfalls.push(...shortfallsOf(path, report));
}
await served.close();
process.stdout.write(`\n${shortfalls.length === 0 ? "All as it should be." : shortfalls.join("\n")}\n`);
process.exitCode = shortfalls.length === 0 ? 0 : 1;

interface Chosen {
  folder: string;
  paths: string[];
}

function chosenPages(): Chosen {
  const folder = resolve(ROOT, values.site);
  if (!existsSync(join(folder, "index.html"))) fail(`There is no site in ${folder}. Build it first: npm run build`);
  return { folder, paths: positionals.length > 0 ? positionals : usualPages(folder) };
}

async function realPosts(): Promise<Chosen> {
  const { folder, pages } = await corpus();
  const { home, longest } = pages;
  if (home === undefined || longest === undefined)
    fail("There are no real posts: BLOG_CORPUS has to name their folder.");
  return { folder, paths: [home, longest] };
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

/** Home page, search, an article with an image, and a topic. */
function usualPages(folder: string): string[] {
  const pagesIn = (name: string): string[] =>
    readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "page")
      .map((entry) => `/${name}/${entry.name}/`)
      .filter((path) => existsSync(join(folder, path, "index.html")));
  const hasPicture = (path: string): boolean =>
    /<article[\s\S]*?<img/.test(readFileSync(join(folder, path, "index.html"), "utf8"));
  return ["/", "/search/", ...pagesIn("blog").filter(hasPicture).slice(0, 1), ...pagesIn("tags").slice(0, 1)];
}

/** Requests a page with its styles and scripts, so that the server has them cached. */
async function warmUp(url: string): Promise<void> {
  const html = await (await fetch(url)).text();
  const files = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(
    (match) => new URL(match[1] ?? "", url).href,
  );
  await Promise.all(files.filter((file) => file.startsWith(served.origin)).map((file) => fetch(file)));
}

/** Retries when the browser lost the start of its trace, as Lighthouse recommends. */
async function reportOn(url: string): Promise<Report> {
  return await judged(url).catch(() => judged(url));
}

async function judged(url: string): Promise<Report> {
  const { path, env } = findChromium();
  const output = join(mkdtempSync(join(tmpdir(), "lighthouse-")), "report.json");
  const args = [
    url,
    "--quiet",
    "--output=json",
    `--output-path=${output}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    `--chrome-flags=${["--headless=new", ...BROWSER_ARGUMENTS].join(" ")}`,
  ];
  await run("npm", ["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", ...args], {
    env: { ...process.env, ...env, CHROME_PATH: path },
    maxBuffer: 1 << 26,
  });
  return reportSchema.parse(JSON.parse(readFileSync(output, "utf8")));
}

function measured({ audits }: Report, id: string): number {
  return audits[id]?.numericValue ?? Number.NaN;
}

function percent(score: number | null): number {
  return Math.round((score ?? 0) * 100);
}

function rowOf(path: string, report: Report): string {
  return row([
    path,
    ...CATEGORIES.map((category) => String(percent(report.categories[category].score))),
    `${(measured(report, "largest-contentful-paint") / 1000).toFixed(2)} s`,
    measured(report, "cumulative-layout-shift").toFixed(3),
    `${measured(report, "total-blocking-time").toFixed(0)} ms`,
  ]);
}

function shortfallsOf(path: string, report: Report): string[] {
  const imperfect = CATEGORIES.flatMap((category) => {
    const { score, auditRefs } = report.categories[category];
    if (percent(score) === 100) return [];
    const why = auditRefs.flatMap(({ id, weight }) => {
      const found = report.audits[id];
      return weight > 0 && found && (found.score ?? 1) < 0.9 ? [found.title] : [];
    });
    return [`${path} has ${percent(score)} for ${category}: ${why.join("; ")}`];
  });
  const lcp = measured(report, "largest-contentful-paint");
  return [
    ...imperfect,
    ...(lcp > MOST_LCP_MS ? [`${path} shows its largest part after ${Math.round(lcp)} ms`] : []),
    ...(measured(report, "cumulative-layout-shift") >= VISIBLE_SHIFT ? [`${path} moves while it loads`] : []),
    ...(measured(report, "total-blocking-time") > 0 ? [`${path} keeps the reader waiting`] : []),
  ];
}

function row([page = "", ...cells]: readonly string[]): string {
  return `${page.padEnd(60)}${cells.map((cell) => cell.padStart(15)).join("")}\n`;
}
