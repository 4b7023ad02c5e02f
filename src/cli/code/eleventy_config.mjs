/** The configuration of Eleventy in a build: the compiled `eleventy.config.ts`, which shares its modules with the build. */

import { load } from "./load.mjs";

export default load("eleventy.config.js").default;
