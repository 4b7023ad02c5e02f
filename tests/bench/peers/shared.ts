/** Files that peers need and ours has built in: style sheet, pages, navigation. */

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

export const OWN_PAGES = ["about", "privacy"] as const;

export type OwnPage = (typeof OWN_PAGES)[number];

/** Writes the style sheet into a folder of static files. */
export function writeStylesheet(folder: string): void {
  writeFile(join(folder, STYLESHEET), joinedStyles(join(ROOT, "assets", "css")));
}

/** A page of the example, such as `about`, with front matter for another generator. */
export function ownPage(name: OwnPage, settings: string): string {
  const page = readFileSync(join(ROOT, "content", "pages", `${name}.md`), "utf8");
  const [, title = "", description = ""] = /^title: (.*)\ndescription: (.*)$/m.exec(page) ?? [];
  const text = page.replace(/^---\n[\s\S]*?\n---\n/, "");
  return `---\ntitle: ${title}\ndescription: ${description}\n${settings}\n---\n${text}`;
}

/** Template data: the site, topics by id and authors by id. */
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
 * Indexes a built site with Pagefind in the documented way, by `data-pagefind-body`.
 *
 * @param site the site's folder
 */
export function searchIndexOf(site: string): Command {
  const program = join(ROOT, "node_modules", "pagefind", "lib", "runner", "bin.cjs");
  return { file: process.execPath, args: [program, "--site", site, "--quiet"], cwd: ROOT };
}

/** The version of an installed package. */
export function versionOf(modules: string, name: string): string {
  const text = readFileSync(join(modules, name, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
