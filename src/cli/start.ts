/**
 * `npm start`: the blog on this machine, with drafts and findings, reloading as files are saved.
 */

import { existsSync, mkdirSync, watch, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildOptions, deletionNotice, pagesFolder } from "../config/options.ts";
import { eleventyConfig } from "../engine/render/eleventy.ts";
import { make } from "../engine/run_build.ts";
import { START } from "./commands.ts";
import { portFrom, root, run } from "./run.ts";

await run(START, async (args) => {
  const { values } = parseArgs({ args, options: START.flags });
  const port = portFrom(values.port);
  const options = buildOptions(root, values, process.env, true);
  process.env.BLOG_CONTENT = options.content;
  process.env.BLOG_ASSETS = options.assets;
  if (values.now !== undefined) process.env.BLOG_NOW = values.now;
  // Eleventy would wait for open pages to go away first, and a restart after a change in `src` with it.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
  mkdirSync(options.cache, { recursive: true });
  writeFileSync(deletionNotice(options), "");
  const posts = join(options.content, "posts");
  if (existsSync(posts)) {
    watch(posts, (_, name) => {
      if (name !== null && !existsSync(join(posts, name))) writeFileSync(deletionNotice(options), `${name}\n`);
    });
  }
  // All that has changed since the last time, on all cores; from then on Eleventy renders what changes.
  await make(options, () => {});
  const { default: Eleventy } = await import("@11ty/eleventy");
  const eleventy = new Eleventy(relative(root, pagesFolder(options)), relative(root, options.output), {
    configPath: eleventyConfig(),
    runMode: "serve",
    quietMode: true,
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
  process.stdout.write("Drafts, future posts and findings are shown here. Ctrl+C ends it.\n");
  return 0;
});
