/**
 * Reserves an output path for everything that the build writes, so that nothing overwrites anything else without a
 * problem.
 */

import type { Problem } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { problemAt, source } from "../../base/source.ts";
import { pathKey } from "../../base/urls.ts";
import { split } from "../../content/parse_post.ts";
import { taken } from "../../hosting/redirects.ts";
import { SITE_MANIFEST } from "../../hosting/url_manifest.ts";
import { hostPaths } from "../../outputs/host_files.ts";
import { isOwnKind, type Planned } from "../../views/types.ts";
import { addressOf, outputPath, SEARCH_INDEX } from "../../views/urls.ts";
import type { LoadedBlog } from "../load/load_blog.ts";
import { isMarkdown } from "../load/markdown_pages.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";
import { CONFIG_FILE } from "../refused_config.ts";
import { OutputPaths } from "../write/output_paths.ts";
import { LABEL } from "../write/shard.ts";

export interface Reserved {
  paths: OutputPaths;
  /** Whether an owner's template replaces a generated file. */
  isReplaced(file: SiteFile): boolean;
  problems: Problem[];
}

const PAGE = "a page that the build makes";
const FILE = "a file that the build writes";

/**
 * Reserves the paths of everything except redirects, which come later.
 *
 * @param fixed files that nothing may replace
 * @param generated files that an owner's template may replace
 * @param made files that the owner's code makes
 */
export function reservePaths(
  { additions, blog, assets, pages: own }: LoadedBlog,
  pages: readonly Planned[],
  fixed: readonly SiteFile[],
  generated: readonly SiteFile[],
  made: readonly SiteFile[],
): Reserved {
  const hosts = hostPaths(additions.hosts);
  const paths = new OutputPaths();
  for (const post of blog.shown) paths.reserve(outputPath(post.url), post.file);
  const ownPages = pages.filter(({ kind }) => isOwnKind(kind));
  for (const { kind, output } of pages) if (kind !== "post" && !isOwnKind(kind)) paths.reserve(output, PAGE);
  for (const path of [SITE_MANIFEST, LABEL, ...hosts, ...fixed.map((file) => file.path)]) paths.reserve(path, FILE);
  paths.reserveFolder(SEARCH_INDEX.slice(1, -1), "the search index");
  for (const { path } of generated) paths.reserve(path, FILE);

  const templates = own.ordinary.filter((page) => !isMarkdown(page));
  const unmade = pages.filter(({ kind }) => kind !== "post" && !isOwnKind(kind) && !own.plannedKinds.has(kind));
  const replaceable = [...unmade.map(({ output }) => output), ...generated.map(({ path }) => path), ...hosts];
  const { replaced, refused } = placeTemplates(templates, paths, new Set(replaceable.map(pathKey)));
  return {
    paths,
    isReplaced: ({ path }) => replaced.has(pathKey(path)),
    problems: [
      ...refused,
      ...own.ordinary.filter(isMarkdown).flatMap((page) => pageProblem(page, reserved(page, paths)) ?? []),
      ...assets.published.flatMap(({ address }) => assetProblem(address, paths) ?? []),
      ...assets.copied.flatMap(({ address, file }) => ownProblem(address, file, paths) ?? []),
      ...ownPages.flatMap((page) => ownProblem(addressOf(page), CONFIG_FILE, paths) ?? []),
      ...made.flatMap(({ path }) => ownProblem(`/${path}`, `${CONFIG_FILE} (\`outputs\`)`, paths) ?? []),
    ],
  };
}

/** Reserves the paths of the owner's templates. Each may replace one of the `open` paths. */
function placeTemplates(templates: readonly OrdinaryPage[], paths: OutputPaths, open: ReadonlySet<string>) {
  const replaced = new Map<string, string>();
  const refused = templates.flatMap((page) => {
    const key = page.output === undefined ? undefined : pathKey(page.output);
    if (key === undefined || !open.has(key)) return pageProblem(page, reserved(page, paths)) ?? [];
    const owner = replaced.get(key);
    if (owner === undefined) replaced.set(key, page.file);
    return pageProblem(page, owner) ?? [];
  });
  return { replaced, refused };
}

/** Reserves the path of a page. Returns its other owner, if any. A computed address has no path yet. */
function reserved({ output, file }: OrdinaryPage, paths: OutputPaths): string | undefined {
  return output === undefined ? undefined : paths.reserve(output, file);
}

function pageProblem(page: OrdinaryPage, owner: string | undefined): Problem | undefined {
  if (owner === undefined) return undefined;
  return problemAt(page, placeOfPermalink(page), taken(page.address ?? "", owner));
}

/**
 * Returns a problem if a template that computes its addresses made a page at a reserved path.
 *
 * @param madeBy returns the paths of the pages that a template made
 */
export function computedProblem(
  ordinary: readonly OrdinaryPage[],
  madeBy: (template: OrdinaryPage) => readonly string[],
  paths: OutputPaths,
): Problem | undefined {
  for (const page of ordinary) {
    if (page.output !== undefined) continue;
    for (const output of madeBy(page)) {
      const problem = pageProblem({ ...page, address: addressOf({ output }) }, paths.reserve(output, page.file));
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** The place of `permalink` in a page. */
function placeOfPermalink({ file, text }: Pick<OrdinaryPage, "file" | "text">) {
  return text.startsWith("---") && file !== CONFIG_FILE
    ? split(source(file, text)).yaml.placeOf(["permalink"])
    : { line: 1, column: 1 };
}

/** A warning for two assets that differ only in letter case: on some machines, one overwrites the other. */
function assetProblem(address: string, paths: OutputPaths): Problem | undefined {
  const file = address.slice(1);
  const owner = paths.reserve(file, file);
  if (owner === undefined) return undefined;
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      ...taken(address, owner),
      hint: "Give the file another name.",
      ...(owner === FILE || owner === PAGE ? {} : { severity: "warn" }),
    },
  );
}

/** The problem of a file of the owner's at a path that something else has. */
function ownProblem(address: string, file: string, paths: OutputPaths): Problem | undefined {
  const owner = paths.reserve(address.slice(1), file);
  if (owner === undefined || owner === file) return undefined;
  return problemAt(
    { file },
    { line: 1, column: 1 },
    { ...taken(address, owner), hint: "Remove or rename one of them." },
  );
}
