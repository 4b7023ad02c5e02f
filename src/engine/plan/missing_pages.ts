/**
 * Finds pages that no template made. Eleventy reports neither a missing template nor one that makes the wrong pages.
 */

import { relative } from "node:path";
import type { Problem } from "../../base/diagnostic.ts";
import { problemAt } from "../../base/source.ts";
import { type BuildOptions, includesFolder, pagesLabel } from "../../config/options.ts";
import type { Planned } from "../../views/types.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";

interface Expected {
  pages: readonly Planned[];
  templates: readonly OrdinaryPage[];
}

/**
 * Returns a problem for the first expected page that was not made.
 *
 * @param made the paths of the pages that were made, relative to the output folder
 */
export function missingPages(
  { pages, templates }: Expected,
  made: ReadonlySet<string>,
  options: BuildOptions,
): Problem | undefined {
  const unmade = [
    ...pages.map((page) => ({ output: page.output, file: () => templateOf(page, options) })),
    ...templates.map(({ output, file }) => ({ output, file: () => file })),
  ].filter(({ output }) => output !== undefined && !made.has(output));
  const [first] = unmade;
  if (first === undefined) return undefined;
  const more = unmade.length === 1 ? "" : `, nor ${unmade.length - 1} other pages`;
  return problemAt(
    { file: first.file() },
    { line: 1, column: 1 },
    {
      rule: "template",
      message: `No template made the page ${first.output}${more}.`,
      hint: "Compare its `permalink` and `pagination` with those of the default template, and check that no `.eleventyignore` hides it.",
    },
  );
}

/** The template of a planned page. */
function templateOf({ kind }: Planned, options: BuildOptions): string {
  return kind === "post"
    ? relative(options.root, includesFolder(options))
    : `${pagesLabel(options)}/${kind.replace(/^own\./, "")}.njk`;
}
