/**
 * Pages that are ordinary Eleventy templates, such as `about.md`: known before Eleventy runs, so that links to them can
 * be checked and those that did not change be left alone.
 */

import { readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { decode } from "../../base/decode.ts";
import { compare, type Problem } from "../../base/diagnostic.ts";
import { entriesOf } from "../../base/files.ts";
import { problemAt, source } from "../../base/source.ts";
import { split } from "../../content/parse_post.ts";
import type { Additions } from "../extensions.ts";
import { CONFIG_FILE } from "../refused_config.ts";

/** A file in the folder of pages that Eleventy would read. */
export interface PageFile {
  /** Path on this machine. */
  path: string;
  /** Path for people, as in `content/pages/about.md`. */
  file: string;
  text: string;
}

export interface OrdinaryPage extends PageFile {
  /** Relative to the site's base path; undefined if the template computes it. */
  address: string | undefined;
  /** Relative to the output folder. */
  output: string | undefined;
  /** Whether the sitemap lists it. */
  isListed: boolean;
}

const FORMATS = new Set([".md", ".njk"]);

export interface PageFiles {
  files: PageFile[];
  problems: Problem[];
}

/** Lists the files that Eleventy would read in the pages folder. Symlinks are refused, since they may lead anywhere. */
export function listPages(folder: string, label: string): PageFiles {
  const files: PageFile[] = [];
  const problems: Problem[] = [];
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    const file = `${label}/${entry.name}`;
    if (entry.isDirectory()) {
      const below = listPages(path, file);
      files.push(...below.files);
      problems.push(...below.problems);
    } else if (!entry.isFile()) problems.push(noFile(file));
    else if (FORMATS.has(extname(entry.name))) {
      const decoded = decode(file, readFileSync(path));
      if ("problem" in decoded) problems.push(decoded.problem);
      else files.push({ path, file, text: decoded.source.text });
    }
  }
  return { files: files.sort((a, b) => compare(a.path, b.path)), problems };
}

export function noFile(file: string): Problem {
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "unsafe-path",
      message: "This is a symbolic link, or not a file.",
      hint: "Replace it with the file itself.",
    },
  );
}

/** The templates that paginate over the plan are left out: their pages are those of the plan. */
export function ordinaryPages(folder: string, files: readonly PageFile[]): OrdinaryPage[] {
  return files.flatMap(({ path, file, text }): OrdinaryPage[] => {
    const { permalink, pagination, noindex } = frontMatterOf(text);
    if (permalink === false || plannedKind(pagination) !== undefined) return [];
    const given = typeof permalink === "string" ? permalink : usualPermalink(relative(folder, path));
    if (given.includes("{{") || (permalink !== undefined && typeof permalink !== "string") || pagination) {
      return [{ path, file, text, address: undefined, output: undefined, isListed: false }];
    }
    const address = `/${given.replace(/^\//, "").replace(/(^|\/)index\.html$/, "$1")}`;
    const output = address.slice(1).replace(/(^|\/)$/, "$1index.html");
    return [{ path, file, text, address, output, isListed: noindex !== true && output.endsWith(".html") }];
  });
}

/** The kinds of planned pages that templates paginate over. */
export function plannedKinds(files: readonly PageFile[]): string[] {
  return files.flatMap(({ text }) => plannedKind(frontMatterOf(text).pagination) ?? []);
}

function plannedKind(pagination: unknown): string | undefined {
  if (typeof pagination !== "object" || pagination === null || !("data" in pagination)) return undefined;
  return typeof pagination.data === "string" ? /^plan\.(.*)$/.exec(pagination.data)?.[1] : undefined;
}

/** Where Eleventy puts a page that does not say where it goes. */
function usualPermalink(path: string): string {
  const name = path.slice(0, -extname(path).length).replace(/(^|\/)index$/, "$1");
  return name === "" || name.endsWith("/") ? name : `${name}/`;
}

function frontMatterOf(text: string): Readonly<Record<string, unknown>> {
  return split(source("", text)).yaml.value;
}

/** The templates that are no files as the files that they could be: their data is their front matter. */
export function virtualPages(folder: string, templates: Additions["templates"]): PageFile[] {
  return Object.entries(templates).map(([name, { content, data }]) => {
    const text = String(content);
    const { yaml, bodyStart } = split(source("", text));
    const body = text.slice(text.startsWith("---") ? bodyStart : 0);
    // A function is not known before Eleventy calls it.
    const plain = JSON.stringify({ ...data, ...yaml.value }, (_, value) =>
      typeof value === "function" ? "{{ }}" : value,
    );
    return { path: join(folder, name), file: CONFIG_FILE, text: `---\n${plain}\n---\n${body}` };
  });
}
