/**
 * Connects Eleventy and the blog. The code is in `src/`; `src/README.md` is its map.
 *
 * Plain Eleventy (`eleventy --config=eleventy.config.ts`) renders the whole site in one process. `npm run build`
 * gives the same bytes, and publishes them only if there are no errors.
 */

import { buildOptions } from "./src/config/options.ts";
import type { EleventyConfig, EleventySettings } from "./src/engine/render/eleventy_api.ts";
import { blog } from "./src/plugin.ts";

export default function (config: EleventyConfig): EleventySettings {
  const development = process.env.ELEVENTY_RUN_MODE === "serve";
  const options = buildOptions({ root: process.cwd() }, {}, process.env, development);

  // Add filters, collections and plugins of your own here, as on any Eleventy site.

  return blog(config, options);
}
