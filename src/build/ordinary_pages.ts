/**
 * The addresses of pages that are ordinary Eleventy templates, such as `about.md`: known before Eleventy runs, so that
 * links to them can be checked.
 */

import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { split } from "../post/read.ts";
import { source } from "../source.ts";

const FORMATS = new Set([".md", ".njk"]);

/** Addresses below the site's base. Templates whose address is computed are left out: the plan knows their pages. */
export function ordinaryAddresses(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => FORMATS.has(extname(name)))
    .flatMap((name) => {
      const permalink = permalinkOf(readFileSync(join(folder, name), "utf8")) ?? `/${basename(name, extname(name))}/`;
      if (permalink.includes("{{")) return [];
      return [permalink.startsWith("/") ? permalink : `/${permalink}`];
    });
}

function permalinkOf(text: string): string | undefined {
  const { yaml } = split(source("", text));
  return typeof yaml.value.permalink === "string" ? yaml.value.permalink : undefined;
}
