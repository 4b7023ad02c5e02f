/**
 * Runs a command of the blog: `node src/cli/launch.mjs build`.
 *
 * The TypeScript of the generator and the packages that it calls are put together into a few files, once for each
 * version of the code: to start from their many hundred files takes several times as long, in every process of a build.
 */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codeVersion } from "../code_version.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** These read files of their own, or share what they hold with Eleventy, so they stay where they are. */
const UNBUNDLED = ["@11ty/eleventy", "esbuild", "shiki", "tsx"];

/**
 * The folder with the code of this version, made if it is not there.
 *
 * @param {string} version
 * @returns {Promise<string>}
 */
async function compiled(version) {
  const all = join(root, ".cache", "code");
  const folder = join(all, version);
  if (existsSync(folder)) return folder;
  mkdirSync(all, { recursive: true });
  const others = readdirSync(all);
  const unfinished = mkdtempSync(join(all, "unfinished-"));
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["eleventy.config.ts", ...commands()],
    outdir: unfinished,
    outbase: root,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: UNBUNDLED,
    // Packages in the older format ask for Node's own modules in the older way.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  place(unfinished, folder);
  for (const name of others) rmSync(join(all, name), { recursive: true, force: true });
  return folder;
}

function commands() {
  const folder = join(root, "src", "cli");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join("src", "cli", name));
}

/**
 * Where another process was quicker, its code is as good.
 *
 * @param {string} unfinished
 * @param {string} folder
 */
function place(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Eleventy takes every path from the folder in which it runs. */
process.chdir(root);
const version = codeVersion(root);
process.env.BLOG_CODE_VERSION = version;
const folder = await compiled(version);
process.env.BLOG_ELEVENTY_CONFIG = relative(root, join(folder, "eleventy.config.js"));
const [command = "build"] = process.argv.splice(2, 1);
await import(pathToFileURL(join(folder, "src", "cli", `${command}.js`)).href);
