/**
 * Pages that are ordinary Eleventy templates, such as `about.md`: known before Eleventy runs, so that links to them can
 * be checked and those that did not change be left alone.
 */

import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { split } from "../post/read.ts";
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
  return readdirSync(folder)
    .filter((name) => FORMATS.has(extname(name)))
    .flatMap((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, "utf8");
      const permalink = permalinkOf(text) ?? `/${basename(name, extname(name))}/`;
      if (permalink.includes("{{")) return [];
      const address = permalink.startsWith("/") ? permalink : `/${permalink}`;
      return [{ path, text, address, output: address.slice(1).replace(/(^|\/)$/, "$1index.html") }];
    });
}

function permalinkOf(text: string): string | undefined {
  const { yaml } = split(source("", text));
  return typeof yaml.value.permalink === "string" ? yaml.value.permalink : undefined;
}
