/**
 * Lints the built site, reading only what was published. Results are cached while a file's fingerprint stays the same.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import type { Problem } from "../../base/diagnostic.ts";
import { filesIn, isSettled } from "../../base/files.ts";
import { parseJson } from "../../base/json.ts";
import { problemAt } from "../../base/source.ts";
import type { Cache } from "../../cache/cache.ts";
import { SITE_MANIFEST, type SiteManifest, siteManifestFrom } from "../../hosting/url_manifest.ts";
import { isListing, listingFindings } from "./feeds_and_sitemap.ts";
import { invalidHtml } from "./html_validity.ts";
import { pageFacts, pageFactsSchema } from "./page_facts.ts";
import {
  type BuiltFinding,
  builtFinding,
  type Facts,
  partFindings,
  referenceFindings,
  weightFindings,
} from "./rules.ts";
import { addressOfPage, type SiteFiles } from "./urls.ts";

/** A file, its fingerprint, and its findings. */
const known = z.object({
  size: z.number(),
  mtimeMs: z.number(),
  facts: pageFactsSchema,
  /** Validation errors; only of pages in the sample. */
  invalid: z.array(builtFinding).optional(),
});
type Known = z.infer<typeof known>;

const notesSchema = z.record(z.string(), known);
type Notes = z.infer<typeof notesSchema>;

/** Whether a folder contains a site that a build published. */
export function isBuilt(output: string): boolean {
  return existsSync(join(output, SITE_MANIFEST));
}

/**
 * All problems of the site in a folder.
 *
 * @param root folder to which shown paths are relative
 * @param copied files that the owner gave as they are, such as those that prove to a search engine who owns the site
 */
export async function builtSiteProblems(
  root: string,
  output: string,
  cache: Cache,
  copied: ReadonlySet<string> = new Set(),
): Promise<Problem[]> {
  const manifest = siteManifestFrom(readFileSync(join(output, SITE_MANIFEST), "utf8"));
  if (manifest === undefined) return [];
  const all = filesIn(output);
  const site: SiteFiles = {
    url: manifest.url,
    files: new Set(all),
    redirects: new Map(Object.entries(manifest.redirects)),
  };
  const text = (file: string): string => readFileSync(join(output, file), "utf8");
  const notes = knownPages(
    output,
    all.filter((file) => isPage(file) && !copied.has(file)),
    cache,
    text,
  );
  const facts: Facts = new Map(Object.entries(notes).map(([file, known]) => [file, known.facts]));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const size = sizes.get(file) ?? statSync(join(output, file), { throwIfNoEntry: false })?.size ?? 0;
    sizes.set(file, size);
    return file === "" ? 0 : size;
  };
  const sample = sampleOf(manifest, facts);
  for (const file of sample) {
    const known = notes[file];
    if (known && known.invalid === undefined) known.invalid = await invalidHtml(file, text(file));
  }
  cache.writeNote(NOTE, JSON.stringify(notes));
  const findings = [
    ...referenceFindings(site, facts),
    ...listingFindings(site, all.filter(isListing), text),
    ...manifestFindings(site, manifest),
    ...partFindings(facts),
    ...weightFindings(facts, sizeOf, site),
    ...sample.flatMap((file) => notes[file]?.invalid ?? []),
  ];
  return onceEach(findings).map((finding) => problemOf(finding, relative(root, output), text));
}

const NOTE = "built-site";

/** The editor is an application, not a page of the blog. */
function isPage(file: string): boolean {
  return file.endsWith(".html") && !file.startsWith("admin/");
}

function knownPages(output: string, files: readonly string[], cache: Cache, text: (file: string) => string): Notes {
  const before = parseJson(cache.note(NOTE), notesSchema) ?? {};
  return Object.fromEntries(
    files.map((file): [string, Known] => {
      const { size, mtimeMs } = statSync(join(output, file));
      const known = before[file];
      if (known?.size === size && known.mtimeMs === mtimeMs) return [file, known];
      // A file written a moment ago may be written again without changing its fingerprint.
      const noted = isSettled({ mtimeMs }) ? mtimeMs : 0;
      // A clone has strings of its own: a substring would keep the whole page in memory.
      return [file, { size, mtimeMs: noted, facts: structuredClone(pageFacts(text(file), size)) }];
    }),
  );
}

/** The first and the heaviest page of every kind. */
function sampleOf({ pages }: SiteManifest, facts: Facts): string[] {
  const byKind = new Map<string, string[]>();
  for (const file of facts.keys()) {
    const kind = pages[addressOfPage(file)]?.kind ?? "other";
    byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
  }
  const weight = (file: string): number => facts.get(file)?.weight ?? 0;
  return [...byKind.values()].flatMap((files) => {
    const heaviest = files.reduce((most, file) => (weight(file) > weight(most) ? file : most));
    return [...new Set([files[0] ?? heaviest, heaviest])];
  });
}

function manifestFindings({ files }: SiteFiles, manifest: SiteManifest): BuiltFinding[] {
  const fileOf = (address: string): string => `${address.slice(1)}${address.endsWith("/") ? "index.html" : ""}`;
  return Object.keys(manifest.pages)
    .filter((address) => !files.has(fileOf(address)))
    .map((address) => ({
      file: SITE_MANIFEST,
      rule: "dead-reference",
      about: address,
      message: `The site should have a page at \`${address}\`, but has none.`,
      hint: "Build the site again.",
    }));
}

/** A link in a template is on every page, but reported once. */
function onceEach(findings: readonly BuiltFinding[]): BuiltFinding[] {
  const groups = new Map<string, BuiltFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.message]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const others = new Set(group.map(({ file }) => file)).size - 1;
    const also = others === 0 ? "" : ` So ${others === 1 ? "does 1 other page" : `do ${others} other pages`}.`;
    return [{ ...first, message: first.message + also }];
  });
}

function problemOf(finding: BuiltFinding, folder: string, text: (file: string) => string): Problem {
  const { file, rule, message, hint, about } = finding;
  const read = text(file);
  const at = Math.max(
    0,
    [about, about.replaceAll("&", "&amp;")].map((one) => read.indexOf(one)).find((i) => i >= 0) ?? 0,
  );
  const lines = read.slice(0, at).split("\n");
  const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  return problemAt({ file: `${folder}/${file}` }, place, { rule, message, hint });
}
