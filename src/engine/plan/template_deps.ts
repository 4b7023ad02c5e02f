/**
 * Finds what pages depend on: the templates of a blog, and what these read besides their view.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import nunjucks, { type Parser, type SyntaxNode } from "nunjucks";
import { z } from "zod";
import { compare } from "../../base/diagnostic.ts";
import { filesOver } from "../../base/files.ts";
import { isString, parseJson } from "../../base/json.ts";
import { memoize } from "../../base/memoize.ts";
import { source } from "../../base/source.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { type BuildOptions, includesFolders, missingPages, pagesFolder } from "../../config/options.ts";
import { split } from "../../content/parse_post.ts";
import type { Planned } from "../../views/types.ts";
import type { Additions } from "../extensions.ts";
import { virtualPages } from "../load/template_pages.ts";

/** What a page depends on beside its view and what all pages share. */
export interface Dependence {
  /** A hash of its template and of all templates that this one uses. */
  key: string;
  /** Whether they read lists of posts and pages. */
  readsCollections: boolean;
  /** Whether they read the views of other pages. */
  readsPlan: boolean;
}

export interface Templates {
  /** Hash of all layouts, pages and parts. */
  key: string;
  /** Whether the pages of some template depend on every view, so that they are rendered with the whole plan. */
  readsPlan: boolean;
  ofPage(page: Pick<Planned, "kind" | "layout">): Dependence;
  /** @param path on this machine, of an ordinary template */
  ofTemplate(path: string): Dependence;
}

/** Facts parsed from a template's source. */
const facts = z.object({
  /** Every variable that it reads. */
  names: z.array(z.string()),
  /** The templates that it names: its layout, and what it includes, imports and extends. Absent if it computes one. */
  uses: z.array(z.string()).optional(),
  /** The kind of planned pages that it makes. */
  kind: z.string().optional(),
});
type Facts = z.infer<typeof facts>;
const notedFacts = z.object({ key: z.string(), all: z.record(z.string(), facts) });

interface Template extends Facts {
  /** By which other templates name it; absent for pages. */
  name?: string;
  /** Path on this machine. */
  path: string;
  text: string;
}

/** Data that depends on posts and pages that a page does not show. */
const LISTS = "collections";
const PLAN = ["plan", "pagination"];

/** @param additions what the owner adds: templates that are no files, data and shortcodes */
export function readTemplates(options: BuildOptions, cache: Cache, additions: Additions): Templates {
  const texts = [
    ...textsIn(includesFolders(options)),
    ...textsIn([pagesFolder(options)]).map(({ path, text }) => ({ path, text })),
    ...missingPages(options).map((path) => ({ path, text: readFileSync(path, "utf8") })),
    ...virtualPages(pagesFolder(options), additions.templates),
  ];
  const key = digest(...texts.flatMap(({ path, text }) => [path.slice(options.root.length), text]));
  const tags = shortcodeTags(additions.shortcodes);
  const read = factsOf(texts, tags, key, cache);
  const all: Template[] = texts.map((one) => ({ ...one, ...(read[one.path] ?? factsIn(one, tags)) }));
  return dependences([...all, ...elsewhere(all, tags, options.root)], key, additions);
}

/** Files that templates include by their path from the generator's folder, as Nunjucks allows. */
function elsewhere(all: readonly Template[], tags: Tags, root: string): Template[] {
  const names = new Set(all.flatMap(({ name }) => name ?? []));
  const others = new Set(all.flatMap(({ uses = [] }) => uses).filter((name) => !names.has(name)));
  return [...others].flatMap((name): Template[] => {
    const path = join(root, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return [];
    const text = { name, path, text: readFileSync(path, "utf8") };
    return [{ ...text, ...factsIn(text, tags) }];
  });
}

/** Cached: templates rarely change, and parsing all of them is slow. */
function factsOf(texts: readonly Text[], tags: Tags, key: string, cache: Cache): Readonly<Record<string, Facts>> {
  const noted = parseJson(cache.note("templates"), notedFacts);
  if (noted?.key === key) return noted.all;
  const all = Object.fromEntries(texts.map((text) => [text.path, factsIn(text, tags)]));
  cache.writeNote("templates", JSON.stringify({ key, all }));
  return all;
}

type Text = Pick<Template, "name" | "path" | "text">;

/** Every file, whatever its name: a template may include an SVG, which is parsed as a template too. */
function textsIn(folders: readonly string[]): Text[] {
  return [...filesOver(folders)]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, path]) => ({ name, path, text: readFileSync(path, "utf8") }));
}

function dependences(all: readonly Template[], key: string, additions: Additions): Templates {
  const named = new Map(all.flatMap((template) => (template.name ? [[template.name, template] as const] : [])));
  const closureOf = (templates: readonly Template[]): Dependence => {
    const closure = new Set<Template>();
    const add = (template: Template | undefined): void => {
      if (template === undefined || closure.has(template)) return;
      closure.add(template);
      const used = template.uses?.map((name) => named.get(name));
      // Which template it uses is computed, or it is none of the blog's.
      for (const one of used === undefined || used.includes(undefined) ? named.values() : used) add(one);
    };
    for (const template of templates) add(template);
    const sorted = [...closure].sort((a, b) => compare(a.path, b.path));
    const names = new Set(sorted.flatMap((template) => template.names));
    return {
      key: digest(...sorted.flatMap(({ name = "", path, text }) => [name || path, text]), ...dataOf(names, additions)),
      readsCollections: names.has(LISTS),
      readsPlan: PLAN.some((name) => names.has(name)),
    };
  };
  const ofKind = memoize((kind: string) => closureOf(all.filter((template) => template.kind === kind)));
  const ofLayout = memoize((layout: string) => closureOf([named.get(layout) ?? []].flat()));
  const ofTemplate = memoize((path: string) => closureOf(all.filter((template) => template.path === path)));
  const planned = [...new Set(all.flatMap(({ kind }) => kind ?? []))].map(ofKind);
  const layouts = [...named.keys()].filter((name) => !name.includes("/")).map(ofLayout);
  return {
    key,
    readsPlan: [...planned, ...layouts].some(({ readsPlan }) => readsPlan) || all.some(isReaderOfPlan),
    ofPage: ({ kind, layout }) => (layout === undefined ? ofKind(kind) : ofLayout(layout)),
    ofTemplate,
  };
}

/** Global data that Eleventy itself reads, whether or not a template names it. */
const READ_BY_ELEVENTY = /^(?:eleventy|layout$|pagination$|permalink$|tags$|templateEngineOverride$)/;

/** The hashes of the owner's data that templates read. */
function dataOf(names: ReadonlySet<string>, { data, key }: Additions): string[] {
  const read = Object.entries(data).filter(([path]) => {
    const [name = ""] = path.split(".");
    return names.has(name) || READ_BY_ELEVENTY.test(name);
  });
  return [key, ...read.flat()];
}

function isReaderOfPlan({ name, kind, names }: Template): boolean {
  // A template of pages is given its own part of the plan by `pagination`.
  return name === undefined && kind === undefined && names.includes("plan");
}

/** What a template reads and uses, in its front matter or its text. */
function factsIn({ path, text }: Text, tags: Tags): Facts {
  const { yaml, bodyStart } = split(source("", text));
  const { pagination, layout } = yaml.value;
  const body = text.slice(text.startsWith("---") ? bodyStart : 0);
  // An address or a title may be computed, too.
  const trees = [text.slice(0, text.length - body.length), ...(path.endsWith(".md") ? [] : [body])].map((part) =>
    syntaxTree(part, tags),
  );
  const read = trees.flatMap((tree): { names: string[]; uses: unknown[] } => factsOfTree(tree));
  const { list, kind } = listPaginatedOver(pagination);
  const uses = [...(layout === undefined || layout === false ? [] : [layout]), ...read.flatMap(({ uses }) => uses)];
  return {
    names: [...new Set([...(list === undefined ? [] : [list]), ...read.flatMap(({ names }) => names)])],
    ...(uses.every(isString) ? { uses } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** What a template paginates over: the name of a list, or the kind of pages if it is a part of the plan. */
function listPaginatedOver(pagination: unknown): { list?: string | undefined; kind?: string | undefined } {
  if (typeof pagination !== "object" || pagination === null || !("data" in pagination)) return {};
  const [, name = "", rest] = /^([^.[]*)\.?(.*)$/.exec(String(pagination.data)) ?? [];
  return name === "plan" ? { kind: rest } : { list: name };
}

/** The variables in a syntax tree, without the macros it defines or imports, and the templates it names. */
function factsOfTree(tree: SyntaxNode | undefined): { names: string[]; uses: unknown[] } {
  // A syntax error is reported when the template is rendered. Until then it counts as reading and using everything.
  if (tree === undefined) return { names: [LISTS, "plan"], uses: [undefined] };
  const { nodes } = nunjucks;
  const imports = tree.findAll(nodes.FromImport);
  const own = new Set([
    ...tree.findAll(nodes.Macro).map((macro) => nameOf(macro.name)),
    ...imports.flatMap((found) => found.names.children.map(nameOf)),
  ]);
  const symbols = tree.findAll(nodes.Symbol).map(nameOf);
  const references = [nodes.Include, nodes.Import, nodes.Extends].flatMap((kind) => tree.findAll(kind));
  return {
    names: symbols.filter((name) => !own.has(name)),
    uses: [...imports, ...references].map(({ template }) =>
      template instanceof nodes.Literal ? template.value : undefined,
    ),
  };
}

type Tags = readonly unknown[];

/** Nunjucks extensions that parse shortcodes, so that the variables in their arguments and bodies are found. */
function shortcodeTags({ single, paired }: Additions["shortcodes"]): Tags {
  const tag = (name: string, isPaired: boolean) => ({
    tags: [name],
    parse(parser: Parser, { NodeList }: typeof nunjucks.nodes) {
      const { value } = parser.nextToken();
      const given = parser.parseSignature(true, true);
      parser.advanceAfterBlockEnd(value);
      if (!isPaired) return given;
      const body = parser.parseUntilBlocks(`end${name}`);
      parser.advanceAfterBlockEnd();
      return new NodeList(0, 0, [given, body]);
    },
  });
  return [...single.map((name) => tag(name, false)), ...paired.map((name) => tag(name, true))];
}

function syntaxTree(template: string, tags: Tags): SyntaxNode | undefined {
  try {
    return nunjucks.parser.parse(template, tags, {});
  } catch {
    return undefined;
  }
}

function nameOf({ value }: SyntaxNode): string {
  return typeof value === "string" ? value : nameOf(value);
}
