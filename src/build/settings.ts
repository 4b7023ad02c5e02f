/**
 * The files beside the posts that say how the blog is set up.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
}

export interface UsableSettings extends BlogSettings {
  site: Site;
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
  const site = readSite(read("site.yaml") ?? source(`${contentLabel(options)}/site.yaml`, ""));
  const authorsFile = read("authors.yaml");
  const tagsFile = read("tags.yaml");
  const authors = authorsFile && authorRegistry(authorsFile);
  const tags = tagsFile && tagRegistry(tagsFile);
  problems.push(...site.problems, ...(authors?.problems ?? []), ...(tags?.problems ?? []));
  return {
    site: site.value,
    authors: authors?.registry,
    tags: tags?.registry,
    layouts: layoutsIn(includesFolder(options)),
    problems,
  };
}

/** The layouts that a post may name: the templates at the top of `_includes`. */
export function layoutsIn(includes: string): string[] {
  return readdirSync(includes)
    .filter((name) => name.endsWith(".njk"))
    .sort(compare);
}
