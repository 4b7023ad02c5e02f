/**
 * The front door: tells Eleventy what a blog is.
 */

import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { filesIn } from "./base/files.ts";
import { memoize, memoizeByPair } from "./base/memoize.ts";
import { withoutInvisible } from "./base/text.ts";
import { layoutsIn } from "./config/load_settings.ts";
import { type BuildOptions, includesFolder, includesFolders, missingPages, pagesFolder } from "./config/options.ts";
import { prepareForEleventy } from "./dev/plain_eleventy.ts";
import type { Extensions } from "./engine/extensions.ts";
import { noteExtensions } from "./engine/load/additions.ts";
import { type CollectionItem, withPosts } from "./engine/render/collection_items.ts";
import type { CollectionApi, EleventyConfig, EleventySettings } from "./engine/render/eleventy_api.ts";
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
 * @param extensions what the owner adds; `docs/extending.md` explains each
 */
export function blog(
  config: EleventyConfig,
  usual: BuildOptions,
  extensions: Partial<Extensions> = {},
): EleventySettings {
  const handed = eleventyInput(config);
  const options = handed?.options ?? usual;
  const settings = settingsFor(options);
  if (noteExtensions(config, extensions)) return settings;
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
      () => markdownSettings(given(), given().additions.markdown),
      (html, url) => withPictures(html, given().siteView.pictures ?? {}, href(given().site, url)),
    ),
  );

  for (const template of handed?.skipped ?? []) config.ignores.add(`${settings.dir.input}/${template}`);
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
  // Eleventy runs plugins in their order, so this one sees what all others have added.
  config.addPlugin((late) => completeConfig(late, given, handed?.skipped ?? []));

  for (const path of missingPages(options)) config.addTemplate(basename(path), readFileSync(path, "utf8"), {});

  const [themeIncludes, usualIncludes] = includesFolders(options);
  for (const name of filesIn(themeIncludes)) {
    config.addLayoutAlias(name, relative(usualIncludes, join(themeIncludes, name)));
  }
  // Parts of the owner are looked for first.
  config.on("eleventy.engine.njk", ({ nunjucks, environment }) => {
    // Nunjucks gives a cache only to the loaders that it starts with.
    environment.loaders.unshift(Object.assign(new nunjucks.FileSystemLoader(themeIncludes), { cache: {} }));
  });

  // Eleventy allows one layout per pagination, so every layout that a post may name gets its own.
  for (const layout of layoutsIn(includesFolders(options))) {
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
  return settings;
}

function settingsFor(options: BuildOptions): EleventySettings {
  return {
    dir: {
      input: relative(options.root, pagesFolder(options)),
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

/**
 * Adjusts what the owner and plugins have added to a run that renders some pages of a planned site.
 *
 * @param skipped templates that this run does not render
 */
function completeConfig(config: EleventyConfig, given: () => EleventyInput, skipped: readonly string[]): void {
  // The pipeline of posts and pages has these plugins, and the build copies the files.
  config.libraryAmendments = {};
  config.passthroughCopies = {};
  for (const path of skipped) delete config.virtualTemplates[path];
  const posts = (): CollectionItem[] => given().lists?.posts() ?? [];
  const everything = memoizeByPair((api: CollectionApi, input: EleventyInput) =>
    withPosts(api, input.lists?.posts() ?? []),
  );
  config.addCollection("posts", posts);
  config.addCollection("post", () => posts().toReversed());
  config.addCollection("tags", () => given().lists?.tags() ?? []);
  if (config.collections.all === undefined) config.addCollection("all", (api) => api.getAllSorted());
  for (const [name, collect] of Object.entries(config.collections)) {
    // Templates that read collections are rendered only where all posts are known.
    config.collections[name] = (api) => (given().lists === undefined ? [] : collect(everything(api, given())));
  }
  // A filter of the feed plugin has this name, too, and a second parameter.
  config.addFilter("absoluteUrl", (url: string, base?: string) =>
    base === undefined ? absoluteUrl(given().site, url) : new URL(url, base).href,
  );
}

const drawnOnce = memoize(coverOf);

const NO_DATE = new Date(0);

const CODE_ENGINES = ["js", "javascript", "jsLegacy", "json", "coffee", "cson", "toml"];

const refuse = {
  parse: () => {
    throw new Error("Only YAML is read between the two `---` of a page.");
  },
};
