/**
 * `npm start`: the blog on this machine, with drafts and findings, reloading as files are saved.
 */

import { existsSync, mkdirSync, watch, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildOptions, deletionNotice, pagesFolder } from "../config/options.ts";
import { eleventyConfig } from "../engine/render/eleventy.ts";
import { setBuildOptions } from "../engine/render/eleventy_input.ts";
import { runBuild } from "../engine/run_build.ts";
import { START } from "./commands.ts";
import { command, portFrom } from "./run.ts";

export default command(START, async (program, args) => {
  const { values } = parseArgs({ args, options: START.flags });
  const port = portFrom(values.port);
  const options = buildOptions(program, values, process.env, true);
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
  await runBuild(options, () => {});
  const { default: Eleventy } = await import("@11ty/eleventy");
  const { root } = program;
  const eleventy = new Eleventy(relative(root, pagesFolder(options)), relative(root, options.output), {
    configPath: eleventyConfig(options),
    runMode: "serve",
    quietMode: true,
    config: (config) => setBuildOptions(config, options),
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
  process.stdout.write("Drafts, future posts and findings are shown here. Ctrl+C ends it.\n");
  return 0;
});
