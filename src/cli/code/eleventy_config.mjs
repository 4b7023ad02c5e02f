/** The configuration of Eleventy in a build: the compiled `eleventy.config.ts`, which shares its modules with the build. */

import { loadFunction } from "./load.mjs";

export default loadFunction("eleventy.config.js");
