/**
 * Pages that are ordinary Eleventy templates, such as `about.md`: known before Eleventy runs, so that links to them can
 * be checked and those that did not change be left alone.
 */

import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { split } from "../post/read.ts";
import { compare } from "../problem.ts";
import { source } from "../source.ts";

export interface OrdinaryPage {
  /** Path on this machine. */
  path: string;
  text: string;
  /** Below the site's base; nothing where the template computes it, for one page or for several. */
  address: string | undefined;
  /** Relative to the output folder. */
  output: string | undefined;
  /** Whether search engines are told of it. */
  isListed: boolean;
}

const FORMATS = new Set([".md", ".njk"]);

/** The templates that paginate over the plan are left out: their pages are those of the plan. */
export function ordinaryPages(folder: string): OrdinaryPage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && FORMATS.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compare)
    .flatMap((path): OrdinaryPage[] => {
      const text = readFileSync(path, "utf8");
      const { permalink, pagination, noindex } = frontMatterOf(text);
      if (permalink === false || paginatesOverPlan(pagination)) return [];
      const given = typeof permalink === "string" ? permalink : usualPermalink(relative(folder, path));
      if (given.includes("{{") || (permalink !== undefined && typeof permalink !== "string") || pagination) {
        return [{ path, text, address: undefined, output: undefined, isListed: false }];
      }
      const address = `/${given.replace(/^\//, "").replace(/(^|\/)index\.html$/, "$1")}`;
      const output = address.slice(1).replace(/(^|\/)$/, "$1index.html");
      return [{ path, text, address, output, isListed: noindex !== true && output.endsWith(".html") }];
    });
}

function paginatesOverPlan(pagination: unknown): boolean {
  if (typeof pagination !== "object" || pagination === null || !("data" in pagination)) return false;
  return typeof pagination.data === "string" && pagination.data.startsWith("plan.");
}

/** Where Eleventy puts a page that does not say where it goes. */
function usualPermalink(path: string): string {
  const name = path.slice(0, -extname(path).length).replace(/(^|\/)index$/, "$1");
  return name === "" || name.endsWith("/") ? name : `${name}/`;
}

function frontMatterOf(text: string): Readonly<Record<string, unknown>> {
  return split(source("", text)).yaml.value;
}
