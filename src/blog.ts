/**
 * The front door: tells Eleventy what a blog is.
 */

import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type HandedOver, handedOver } from "./build/hand_over.ts";
import { type BuildOptions, includesFolder, missingPages, pagesFolder } from "./build/options.ts";
import { layoutsIn } from "./build/settings.ts";
import { prepareWithin } from "./build/within_eleventy.ts";
import type { EleventyConfig, EleventySettings } from "./eleventy.ts";
import { markdownLibrary } from "./markdown/library.ts";
import { coverOf } from "./media/cover.ts";
import { onceFor } from "./once.ts";
import { absoluteUrl, href } from "./view/addresses.ts";
import { shownArticle } from "./view/article.ts";
import { markdownSettings } from "./view/blog.ts";
import { fill, trimmed } from "./view/filters.ts";
import { withPictures } from "./view/text_pictures.ts";
import type { Views } from "./view/views.ts";

/**
 * Registers everything with Eleventy.
 *
 * @param usual the options of an Eleventy that runs by itself; a build brings its own with what it prepared
 */
export function blog(config: EleventyConfig, usual: BuildOptions): EleventySettings {
  const handed = handedOver(config);
  const options = handed?.options ?? usual;
  const input = relative(options.root, pagesFolder(options));
  let current = handed;
  const given = (): HandedOver => {
    if (current === undefined) throw new Error("Eleventy asked for data before `eleventy.before`.");
    return current;
  };

  // Pages are plain templates with YAML on top: no file in the content folder may bring code of its own.
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
  // By itself Eleventy dates a page by its file, and orders `collections.all` by what differs from machine to machine.
  config.addGlobalData("date", () => NO_DATE);
  config.addGlobalData("plan", () => given().views);
  config.addGlobalData("site", () => given().siteView);
  config.addGlobalData("words", () => given().words);
  config.addFilter("fill", fill);
  config.addFilter("trimmed", trimmed);
  // Drawn where it is shown: in the views it would be most of what a card is.
  config.addFilter("coverOf", drawnOnce);
  config.addFilter("absoluteUrl", (url: string) => absoluteUrl(given().site, url));
  config.addCollection("posts", () => given().posts());
  config.addCollection("tags", () => given().tags());

  for (const path of missingPages(options)) config.addTemplate(basename(path), readFileSync(path, "utf8"), {});

  // Eleventy takes one layout for all pages of a pagination, so there is a pagination for each layout a post may name.
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
    prepareWithin(config, options, (done) => {
      current = done;
    });

  return {
    dir: {
      input,
      includes: relative(pagesFolder(options), includesFolder(options)),
      // In the folder of pages an editor could put code there.
      data: relative(pagesFolder(options), join(includesFolder(options), "no_data_files")),
      output: relative(options.root, options.output),
    },
    templateFormats: ["njk", "md"],
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}

const drawnOnce = onceFor(coverOf);

const NO_DATE = new Date(0);

const CODE_ENGINES = ["js", "javascript", "jsLegacy", "json", "coffee", "cson", "toml"];

const refuse = {
  parse: () => {
    throw new Error("Only YAML is read between the two `---` of a page.");
  },
};
