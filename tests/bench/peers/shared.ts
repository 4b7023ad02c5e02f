/**
 * What peers are given that ours has by itself: its style sheet, its one ordinary page, its navigation.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { joinedStyles } from "../../../src/media/stylesheet.ts";
import type { Corpus } from "../corpus.ts";
import { type Command, ROOT, writeFile } from "../peer.ts";

export const STYLESHEET = "assets/css/site.css";

export const NAVIGATION = [
  { label: "Blog", url: "/blog/" },
  { label: "Topics", url: "/tags/" },
  { label: "Authors", url: "/authors/" },
  { label: "Archive", url: "/archive/" },
  { label: "About", url: "/about/" },
] as const;

/** Writes the style sheet below a folder from which files are copied as they are. */
export function writeStylesheet(folder: string): void {
  writeFile(join(folder, STYLESHEET), joinedStyles(join(ROOT, "assets", "css")));
}

/** The text of `about.md`, with the settings of another generator above it. */
export function aboutPage(settings: string): string {
  const page = readFileSync(join(ROOT, "content", "pages", "about.md"), "utf8");
  const [, title = "", description = ""] = /^title: (.*)\ndescription: (.*)$/m.exec(page) ?? [];
  const text = page.replace(/^---\n[\s\S]*?\n---\n/, "");
  return `---\ntitle: ${title}\ndescription: ${description}\n${settings}\n---\n${text}`;
}

/** What templates read of the site, its topics by id and its people by id. */
export function siteData({ site, topics, authors }: Corpus): object {
  return {
    site: { ...site, navigation: NAVIGATION },
    topics: Object.fromEntries(
      topics.map(({ id, label, description }) => [id, { label, description, url: `/tags/${id}/` }]),
    ),
    people: Object.fromEntries(
      authors.map(({ id, name, role, bio }) => [id, { name, role, bio, url: `/authors/${id}/` }]),
    ),
  };
}

/**
 * Has Pagefind index a built site, as its manual has it: the parts of pages that are marked with `data-pagefind-body`.
 *
 * @param site the folder of the site
 */
export function searchIndexOf(site: string): Command {
  const program = join(ROOT, "node_modules", "pagefind", "lib", "runner", "bin.cjs");
  return { file: process.execPath, args: [program, "--site", site, "--quiet"], cwd: ROOT };
}

/** The version of a package that is installed in a folder of packages. */
export function versionOf(modules: string, name: string): string {
  const text = readFileSync(join(modules, name, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
