/**
 * The templates of a blog as what pages depend on.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import nunjucks, { type SyntaxNode } from "nunjucks";
import { compare } from "../../base/diagnostic.ts";
import { filesIn } from "../../base/files.ts";
import { source } from "../../base/source.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { type BuildOptions, includesFolder, missingPages, pagesFolder } from "../../config/options.ts";
import { split } from "../../content/parse_post.ts";

export interface Template {
  /** Path on this machine. */
  path: string;
  text: string;
}

export interface Templates {
  /** A name for the texts of all layouts, pages and their pieces. */
  key: string;
  /** Whether one of them reads lists of posts itself, rather than what its view holds. */
  readsCollections: boolean;
}

/** The data that a template gets beside its view and that changes with posts it does not show. */
const CHANGEABLE = new Set(["collections", "plan", "pagination"]);

export function readTemplates(options: BuildOptions, cache: Cache): Templates {
  const all = [
    ...[includesFolder(options), pagesFolder(options)].flatMap(templatesIn),
    ...missingPages(options).map(templateAt),
  ];
  const key = digest(...all.flatMap(({ path, text }) => [path.slice(options.root.length), text]));
  return { key, readsCollections: knownToReadCollections(all, key, cache) };
}

/** Templates change seldom, and to read the syntax of all of them takes long. */
function knownToReadCollections(all: readonly Template[], key: string, cache: Cache): boolean {
  const [knownKey, known] = cache.note("templates")?.split(" ") ?? [];
  if (knownKey === key) return known === "true";
  const reads = all.some((template) => namesIn(template).some((name) => CHANGEABLE.has(name)));
  cache.writeNote("templates", `${key} ${reads}`);
  return reads;
}

/** Every file, whatever its name: a template may include a drawing, and that is read as a template too. */
function templatesIn(folder: string): Template[] {
  return filesIn(folder)
    .sort(compare)
    .map((file) => join(folder, file))
    .map(templateAt);
}

function templateAt(path: string): Template {
  return { path, text: readFileSync(path, "utf8") };
}

/** Every name that a template takes from its data, in its front matter or in its text. */
function namesIn({ path, text }: Template): string[] {
  const { yaml, bodyStart } = split(source("", text));
  const body = text.slice(text.startsWith("---") ? bodyStart : 0);
  return [
    ...listPaginatedOver(yaml.value.pagination),
    // An address or a title may be computed, too.
    ...namesInTree(text.slice(0, text.length - body.length)),
    ...(path.endsWith(".md") ? [] : namesInTree(body)),
  ];
}

/** What a template paginates over, unless it is a part of the plan: each page of those is a view. */
function listPaginatedOver(pagination: unknown): string[] {
  if (typeof pagination !== "object" || pagination === null || !("data" in pagination)) return [];
  const [name = ""] = String(pagination.data).split(".");
  return name === "plan" ? [] : [name];
}

/** The names in a syntax tree: not those of macros it has or imports. */
function namesInTree(template: string): string[] {
  const tree = syntaxTree(template);
  // What is wrong with a template is said when it is rendered; until then it may read anything.
  if (tree === undefined) return [...CHANGEABLE];
  const own = new Set([
    ...tree.findAll(nunjucks.nodes.Macro).map((macro) => nameOf(macro.name)),
    ...tree.findAll(nunjucks.nodes.FromImport).flatMap((found) => found.names.children.map(nameOf)),
  ]);
  return tree
    .findAll(nunjucks.nodes.Symbol)
    .map(nameOf)
    .filter((name) => !own.has(name));
}

function syntaxTree(template: string): SyntaxNode | undefined {
  try {
    return nunjucks.parser.parse(template, [], {});
  } catch {
    return undefined;
  }
}

function nameOf({ value }: SyntaxNode): string {
  return typeof value === "string" ? value : nameOf(value);
}
