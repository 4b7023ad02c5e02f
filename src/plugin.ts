/**
 * The front door: tells Eleventy what a blog is.
 */

import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { memoize } from "./base/memoize.ts";
import { withoutInvisible } from "./base/text.ts";
import { layoutsIn } from "./config/load_settings.ts";
import { type BuildOptions, includesFolder, missingPages, pagesFolder } from "./config/options.ts";
import { prepareForEleventy } from "./dev/plain_eleventy.ts";
import type { EleventyConfig, EleventySettings } from "./engine/render/eleventy_api.ts";
import { type EleventyInput, eleventyInput } from "./engine/render/eleventy_input.ts";
import { markdownLibrary } from "./markdown/eleventy_library.ts";
import { coverOf } from "./media/generated_cover.ts";
import { markdownSettings } from "./views/context.ts";
import { fill, trimmed } from "./views/i18n/filters.ts";
import { shownArticle } from "./views/pages/article.ts";
import { withPictures } from "./views/parts/body_images.ts";
import type { Views } from "./views/types.ts";
import { absoluteUrl, href } from "./views/urls.ts";

/**
 * Registers everything with Eleventy.
 *
 * @param usual options for plain Eleventy; a build brings its own with its plan
 */
export function blog(config: EleventyConfig, usual: BuildOptions): EleventySettings {
  const handed = eleventyInput(config);
  const options = handed?.options ?? usual;
  const input = relative(options.root, pagesFolder(options));
  let current = handed;
  const given = (): EleventyInput => {
    if (current === undefined) throw new Error("Eleventy asked for data before `eleventy.before`.");
    return current;
  };

  // Pages are plain templates with YAML front matter: no file in the content folder may run code.
  config.setDataFileSuffixes([]);
  config.setFrontMatterParsingOptions({ engines: Object.fromEntries(CODE_ENGINES.map((name) => [name, refuse])) });
  config.setLibrary(
    "md",
    markdownLibrary(
      () => markdownSettings(given()),
      (html, url) => withPictures(html, given().siteView.pictures ?? {}, href(given().site, url)),
    ),
  );

  for (const template of handed?.skipped ?? []) config.ignores.add(`${input}/${template}`);
  // By default Eleventy dates a page by its file, and sorts `collections.all` by what differs between machines.
  config.addGlobalData("date", () => NO_DATE);
  config.addGlobalData("plan", () => given().views);
  config.addGlobalData("site", () => given().siteView);
  config.addGlobalData("words", () => given().words);
  config.addTransform("without invisible characters", (content: string) => withoutInvisible(content));
  config.addFilter("fill", fill);
  config.addFilter("trimmed", trimmed);
  // Rendered in the template: in the views, drawings would be most of a card's data.
  config.addFilter("coverOf", drawnOnce);
  config.addFilter("absoluteUrl", (url: string) => absoluteUrl(given().site, url));
  config.addCollection("posts", () => given().lists?.posts() ?? []);
  config.addCollection("tags", () => given().lists?.tags() ?? []);

  for (const path of missingPages(options)) config.addTemplate(basename(path), readFileSync(path, "utf8"), {});

  // Eleventy allows one layout per pagination, so every layout that a post may name gets its own.
  for (const layout of layoutsIn(includesFolder(options))) {
    config.addTemplate(`post/${layout}`, "", {
      layout,
      pagination: {
        data: "plan.post",
        size: 1,
        alias: "view",
        before: (views: Views["post"]) =>
          views.filter((view) => view.layout === layout).map((view) => shownArticle(view, given().htmlOf)),
      },
      permalink: "{{ view.output | safe }}",
    });
  }

  if (handed === undefined)
    prepareForEleventy(config, options, (done) => {
      current = done;
    });

  return {
    dir: {
      input,
      includes: relative(pagesFolder(options), includesFolder(options)),
      // An editor could put code into the folder of pages.
      data: relative(pagesFolder(options), join(includesFolder(options), "no_data_files")),
      output: relative(options.root, options.output),
    },
    templateFormats: ["njk", "md"],
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}

const drawnOnce = memoize(coverOf);

const NO_DATE = new Date(0);

const CODE_ENGINES = ["js", "javascript", "jsLegacy", "json", "coffee", "cson", "toml"];

const refuse = {
  parse: () => {
    throw new Error("Only YAML is read between the two `---` of a page.");
  },
};
