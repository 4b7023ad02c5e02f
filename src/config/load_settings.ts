/**
 * Reads the settings of a blog: site.yaml, authors.yaml, tags.yaml and the layouts.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decode } from "../base/decode.ts";
import { compare, type Problem } from "../base/diagnostic.ts";
import { filesOver, leadsOut } from "../base/files.ts";
import { lineText, problemAt, type Source, source } from "../base/source.ts";
import { characterName, HIDDEN } from "../base/text.ts";
import { digest } from "../cache/cache.ts";
import { type Author, authorRegistry, type Registry, type Tag, tagRegistry } from "./authors_and_tags.ts";
import { KNOWN_PROBLEMS, type KnownProblems, readKnownProblems } from "./known_problems.ts";
import { type BuildOptions, contentLabel, includesFolders } from "./options.ts";
import { readSite, type Site } from "./site.ts";

export interface BlogSettings {
  /** Undefined if site.yaml is unusable. */
  site: Site | undefined;
  authors: Registry<Author> | undefined;
  authorsFile: Source | undefined;
  tags: Registry<Tag> | undefined;
  layouts: string[];
  /** What known_problems.yaml lists, if there is one. */
  known: KnownProblems | undefined;
  problems: Problem[];
  /** Hash of what every post depends on beside site.yaml: authors, tags and layouts. */
  key: string;
}

export interface UsableSettings extends BlogSettings {
  site: Site;
}

export function isUsable(settings: BlogSettings): settings is UsableSettings {
  return settings.site !== undefined;
}

const NO_FILE = {
  rule: "unsafe-path",
  message: "This is a symbolic link that leads out of the content folder, or not a file.",
  hint: "Replace it with the file itself.",
} as const;

/** @param hosts hosts that the owner adds */
export function readSettings(options: BuildOptions, hosts: readonly string[] = []): BlogSettings {
  const problems: Problem[] = [];
  const read = (name: string): Source | undefined => {
    const path = join(options.content, name);
    const file = `${contentLabel(options)}/${name}`;
    if (!existsSync(path)) return undefined;
    if (leadsOut(path, options.content) || !statSync(path).isFile()) {
      problems.push(problemAt({ file }, { line: 1, column: 1 }, NO_FILE));
      return source(file, "");
    }
    const decoded = decode(file, readFileSync(path));
    if ("source" in decoded) return decoded.source;
    problems.push(decoded.problem);
    return source(file, "");
  };
  const siteFile = read("site.yaml") ?? source(`${contentLabel(options)}/site.yaml`, "");
  const site = readSite(siteFile, hosts);
  const authorsFile = read("authors.yaml");
  const tagsFile = read("tags.yaml");
  const authors = authorsFile && authorRegistry(authorsFile, site.value?.link_schemes);
  const tags = tagsFile && tagRegistry(tagsFile);
  const knownFile = read(KNOWN_PROBLEMS);
  const known = knownFile && readKnownProblems(knownFile);
  const layouts = layoutsIn(includesFolders(options));
  problems.push(...site.problems, ...(authors?.problems ?? []), ...(tags?.problems ?? []), ...(known?.problems ?? []));
  problems.push(...[siteFile, authorsFile, tagsFile].flatMap((file) => (file ? invisibleCharacters(file) : [])));
  return {
    site: site.value,
    // An unreadable registry is one problem, not one more for every post.
    authors: authors?.isReadable ? authors.registry : undefined,
    authorsFile,
    tags: tags?.isReadable ? tags.registry : undefined,
    layouts,
    known,
    problems,
    key: digest(authorsFile?.text ?? "", tagsFile?.text ?? "", ...layouts),
  };
}

/** The first invisible character of each line. */
function invisibleCharacters(from: Source): Problem[] {
  return from.lines.flatMap((start, index) => {
    const at = lineText(from, index + 1).search(HIDDEN);
    if (at === -1) return [];
    return problemAt(
      from,
      { line: index + 1, column: at + 1 },
      {
        rule: "invisible-character",
        message: `There is an invisible character here: ${characterName(from.text.charAt(start + at))}.`,
        hint: "Remove it, or type a normal space.",
      },
    );
  });
}

/** The layouts that a post may name: templates at the top of `_includes` that print a post's text. */
export function layoutsIn(folders: readonly string[]): string[] {
  const files = [...filesOver(folders)].filter(([name]) => name.endsWith(".njk") && !name.includes("/"));
  const texts = new Map(files.map(([name, path]) => [name, readFileSync(path, "utf8")]));
  return [...texts.keys()].filter((name) => printsText(name, texts, [])).sort(compare);
}

/** Whether a layout, or a layout it extends, prints `view.text`. */
function printsText(name: string, texts: ReadonlyMap<string, string>, within: readonly string[]): boolean {
  const text = texts.get(name);
  if (text === undefined || within.includes(name)) return false;
  const around = /^---[\s\S]*?^layout:\s*["']?([^\s"']+)[\s\S]*?^---/m.exec(text)?.[1];
  return text.includes("view.text") || (around !== undefined && printsText(around, texts, [...within, name]));
}
