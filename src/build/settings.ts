/**
 * The files beside the posts that say how the blog is set up.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../cache.ts";
import { decode } from "../post/read.ts";
import { compare, type Problem } from "../problem.ts";
import { type Author, authorRegistry, type Registry, type Tag, tagRegistry } from "../registries.ts";
import { readSite, type Site } from "../site.ts";
import { type Source, source } from "../source.ts";
import { type BuildOptions, contentLabel, includesFolder } from "./options.ts";

export interface BlogSettings {
  /** Absent when site.yaml cannot be used. */
  site: Site | undefined;
  authors: Registry<Author> | undefined;
  tags: Registry<Tag> | undefined;
  layouts: string[];
  problems: Problem[];
  /** A name for all of it: what was read of a post under other settings is not known under these. */
  key: string;
}

export interface UsableSettings extends BlogSettings {
  site: Site;
}

export function isUsable(settings: BlogSettings): settings is UsableSettings {
  return settings.site !== undefined;
}

export function readSettings(options: BuildOptions): BlogSettings {
  const problems: Problem[] = [];
  const read = (name: string): Source | undefined => {
    const path = join(options.content, name);
    const file = `${contentLabel(options)}/${name}`;
    if (!existsSync(path)) return undefined;
    const decoded = decode(file, readFileSync(path));
    if ("source" in decoded) return decoded.source;
    problems.push(decoded.problem);
    return source(file, "");
  };
  const siteFile = read("site.yaml") ?? source(`${contentLabel(options)}/site.yaml`, "");
  const site = readSite(siteFile);
  const authorsFile = read("authors.yaml");
  const tagsFile = read("tags.yaml");
  const authors = authorsFile && authorRegistry(authorsFile);
  const tags = tagsFile && tagRegistry(tagsFile);
  const layouts = layoutsIn(includesFolder(options));
  problems.push(...site.problems, ...(authors?.problems ?? []), ...(tags?.problems ?? []));
  return {
    site: site.value,
    authors: authors?.registry,
    tags: tags?.registry,
    layouts,
    problems,
    key: digest(siteFile.text, authorsFile?.text ?? "", tagsFile?.text ?? "", ...layouts),
  };
}

/** The layouts that a post may name: the templates at the top of `_includes`. */
export function layoutsIn(includes: string): string[] {
  return readdirSync(includes)
    .filter((name) => name.endsWith(".njk"))
    .sort(compare);
}
