/**
 * Pages that the blog has and no template made: Eleventy says nothing of a template that it does not find, or that makes
 * other pages than it should.
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
 * @param made the paths of what was made, relative to the output folder
 * @returns what to say when one of the pages that are expected is not among them
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

/** The file that makes a kind of page. */
function templateOf({ kind }: Planned, options: BuildOptions): string {
  return kind === "post" ? relative(options.root, includesFolder(options)) : `${pagesLabel(options)}/${kind}.njk`;
}
