/**
 * Holds the new blog against the addresses of the old one: each stands, redirects, or is lost.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, stringify } from "yaml";
import { replaceIfUnchanged } from "../../base/files.ts";
import { folderAddress, pathKey, urlOf } from "../../base/urls.ts";
import { aliasPath } from "../../content/alias.ts";
import { likelyTarget } from "../../hosting/likely_target.ts";
import { appendText } from "./authors/registries.ts";
import type { OldBlog } from "./old_blog.ts";

export interface Sorted {
  stands: string[];
  redirected: string[];
  /** Where a list of the old blog leads here: redirects to write. */
  moves: { from: string; to: string }[];
  /** What nothing here stands for. */
  lost: { address: string; holds: string | undefined; path: string | undefined }[];
}

/** What the new site answers. */
export interface Answers {
  pages: ReadonlySet<string>;
  redirects: ReadonlySet<string>;
}

const NO_PAGE = /^\/404(?:\.html|\/)$/;

/** @param old all addresses of the old blog */
export function sortAddresses(old: readonly string[], { pages, redirects }: Answers, blog: OldBlog): Sorted {
  const sorted: Sorted = { stands: [], redirected: [], moves: [], lost: [] };
  const seen = new Set<string>();
  for (const written of old) {
    const address = folderAddress(written);
    if (seen.has(address) || NO_PAGE.test(address)) continue;
    seen.add(address);
    if (pages.has(address) || pages.has(written)) sorted.stands.push(written);
    else if (redirects.has(address) || redirects.has(written)) sorted.redirected.push(written);
    else {
      const to = likelyTarget(address, (one) => pages.has(one));
      const from = aliasPath(written);
      const other = blog.others.find(({ addresses }) =>
        addresses.some((one) => pathKey(folderAddress(one)) === pathKey(address)),
      );
      if (to !== undefined && from !== undefined) sorted.moves.push({ from, to });
      else sorted.lost.push({ address: written, holds: other?.holds, path: other?.path });
    }
  }
  return sorted;
}

/** Adds redirects to site.yaml. False if it was saved meanwhile or cannot be read. */
export function writeRedirects(content: string, moves: Sorted["moves"]): boolean {
  const file = join(content, "site.yaml");
  const text = stringify({ redirects: moves }, { lineWidth: 0 });
  if (!existsSync(file)) return appendText(file, text);
  const before = readFileSync(file);
  const document = parseDocument(before.toString("utf8"));
  if (document.errors.length > 0) return false;
  if (!document.has("redirects")) return appendText(file, text);
  for (const move of moves) document.addIn(["redirects"], document.createNode(move));
  return replaceIfUnchanged(file, before, document.toString({ lineWidth: 0 }));
}

/** A site.yaml for a blog that has none. */
export function writeSettings(content: string, { site }: OldBlog): boolean {
  const file = join(content, "site.yaml");
  if (existsSync(file)) return false;
  const url = site.url !== undefined && /^https?:\/\/[^\s/]+/.test(site.url) && urlOf(site.url) ? site.url : undefined;
  const language = /^[a-z]{2}(?:-[A-Za-z]{2})?$/.test(site.language ?? "") ? site.language : undefined;
  const settings = { name: site.name, url, description: site.description, language };
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return Object.keys(given).length > 0 && appendText(file, stringify(given, { lineWidth: 0 }));
}
