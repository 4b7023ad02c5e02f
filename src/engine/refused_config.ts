/**
 * What `eleventy.config.ts` may not tell Eleventy: nothing that an owner adds is dropped in silence.
 */

import { UsageError } from "../base/usage_error.ts";
import type { EleventyConfig } from "./render/eleventy_api.ts";

/** The file in messages. */
export const CONFIG_FILE = "eleventy.config.ts";

/** What Eleventy's interface offers and this blog cannot keep, and why. */
const REFUSED: readonly [isUsed: (config: EleventyConfig) => boolean, name: string, why: string][] = [
  [
    (config) =>
      config.extensionMap.size > 0 || config.templateFormatsAdded.length > 0 || config.templateFormats !== undefined,
    "addExtension, addTemplateFormats and setTemplateFormats",
    "pages are planned before Eleventy reads them, and only .njk and .md can be; make other files with `outputs`",
  ],
  [
    (config) => Object.keys(config.virtualTemplates).some((path) => !/\.(?:njk|md)$/.test(path)),
    "addTemplate with a name that ends neither in .njk nor in .md",
    "only these formats are read",
  ],
  [
    (config) => Object.values(config.virtualTemplates).some(({ content }) => typeof content !== "string"),
    "addTemplate without a text",
    "pages are planned from their text",
  ],
  [
    (config) => Object.keys(config.libraryOverrides).length > 0,
    "setLibrary",
    "posts and templates are made for the libraries of this blog; use `amendLibrary`",
  ],
  [(config) => config.markdownHighlighter !== null, "addMarkdownHighlighter", "the blog highlights code itself"],
  [
    (config) => Object.keys(config.libraryAmendments).some((name) => name !== "md"),
    "amendLibrary for anything but md",
    "only Markdown is rendered by a library that can be amended",
  ],
  [
    (config) => config.dataExtensions.size > 0,
    "addDataExtension",
    "data files would let the content folder run code; use `addGlobalData`",
  ],
  [
    (config) => Object.keys(config.preprocessors).length > 0,
    "addPreprocessor",
    "posts are no Eleventy templates and would not pass through it; use `markdown`",
  ],
  [(config) => config.urlTransforms.length > 0, "addUrlTransform", "addresses are checked before Eleventy runs"],
  [
    (config) => config.customDateParsingCallbacks.size > 0,
    "addDateParsing",
    "the dates of posts are read before Eleventy runs",
  ],
  [
    (config) => Object.keys(config.directoryAssignments).length > 0,
    "set…Directory",
    "the commands decide on the folders, with `--content` and `--output`",
  ],
  [
    (config) => config.passthroughCopiesHtmlRelative.size > 0,
    "addPassthroughCopy with `html-relative`",
    "files are planned before pages are rendered; name the files",
  ],
  [
    (config) =>
      Object.values(config.passthroughCopies).some(({ copyOptions: { filter, rename, transform } }) =>
        [filter, rename, transform].some((option) => option !== undefined),
      ),
    "addPassthroughCopy with filter, rename or transform",
    "files are copied as they are; make others with `outputs`",
  ],
  [
    ({ globalData }) => ["date", "plan", "site", "words"].some((name) => name in globalData),
    "addGlobalData for date, plan, site or words",
    "these are the blog's own",
  ],
  [
    ({ collections }) => ["post", "posts", "tags"].some((name) => name in collections),
    "addCollection for post, posts or tags",
    "these are the blog's own",
  ],
  [
    ({ universal }) => ["coverOf", "fill", "trimmed"].some((name) => name in universal.filters),
    "addFilter for coverOf, fill or trimmed",
    "these are the blog's own",
  ],
];

/** @throws UsageError for the first thing that cannot be supported */
export function refuseUnsupported(config: EleventyConfig): void {
  for (const [isUsed, name, why] of REFUSED) {
    if (isUsed(config)) throw new UsageError(`${CONFIG_FILE}: ${name} is not supported, since ${why}.`);
  }
}
