/**
 * Finds what pages depend on: the templates of a blog.
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
  /** Hash of all layouts, pages and parts. */
  key: string;
  /** Whether one of them reads lists of posts, beyond its view. */
  readsCollections: boolean;
}

/** Data that a template gets besides its view, and that depends on posts it does not show. */
const CHANGEABLE = new Set(["collections", "plan", "pagination"]);

export function readTemplates(options: BuildOptions, cache: Cache): Templates {
  const all = [
    ...[includesFolder(options), pagesFolder(options)].flatMap(templatesIn),
    ...missingPages(options).map(templateAt),
  ];
  const key = digest(...all.flatMap(({ path, text }) => [path.slice(options.root.length), text]));
  return { key, readsCollections: knownToReadCollections(all, key, cache) };
}

/** Cached: templates rarely change, and parsing all of them is slow. */
function knownToReadCollections(all: readonly Template[], key: string, cache: Cache): boolean {
  const [knownKey, known] = cache.note("templates")?.split(" ") ?? [];
  if (knownKey === key) return known === "true";
  const reads = all.some((template) => namesIn(template).some((name) => CHANGEABLE.has(name)));
  cache.writeNote("templates", `${key} ${reads}`);
  return reads;
}

/** Every file, whatever its name: a template may include an SVG, which is parsed as a template too. */
function templatesIn(folder: string): Template[] {
  return filesIn(folder)
    .sort(compare)
    .map((file) => join(folder, file))
    .map(templateAt);
}

function templateAt(path: string): Template {
  return { path, text: readFileSync(path, "utf8") };
}

/** Every variable that a template reads, in its front matter or its text. */
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

/** What a template paginates over, except for the plan, whose items are views. */
function listPaginatedOver(pagination: unknown): string[] {
  if (typeof pagination !== "object" || pagination === null || !("data" in pagination)) return [];
  const [name = ""] = String(pagination.data).split(".");
  return name === "plan" ? [] : [name];
}

/** The variables in a syntax tree, without the macros it defines or imports. */
function namesInTree(template: string): string[] {
  const tree = syntaxTree(template);
  // A syntax error is reported when the template is rendered. Until then it counts as reading everything.
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
