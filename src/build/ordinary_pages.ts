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
  /** Below the site's base. */
  address: string;
  /** Relative to the output folder. */
  output: string;
}

const FORMATS = new Set([".md", ".njk"]);

/** Templates whose address is computed are left out: they belong to the plan. */
export function ordinaryPages(folder: string): OrdinaryPage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && FORMATS.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compare)
    .flatMap((path) => {
      const text = readFileSync(path, "utf8");
      const permalink = permalinkOf(text) ?? usualPermalink(relative(folder, path));
      if (permalink === false || permalink.includes("{{")) return [];
      const address = `/${permalink.replace(/^\//, "").replace(/(^|\/)index\.html$/, "$1")}`;
      return [{ path, text, address, output: address.slice(1).replace(/(^|\/)$/, "$1index.html") }];
    });
}

/** Where Eleventy puts a page that does not say where it goes. */
function usualPermalink(path: string): string {
  const name = path.slice(0, -extname(path).length).replace(/(^|\/)index$/, "$1");
  return name === "" || name.endsWith("/") ? name : `${name}/`;
}

function permalinkOf(text: string): string | false | undefined {
  const { permalink } = split(source("", text)).yaml.value;
  return typeof permalink === "string" || permalink === false ? permalink : undefined;
}
