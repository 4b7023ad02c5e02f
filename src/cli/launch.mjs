/**
 * Runs a command of the blog: `node src/cli/launch.mjs build`.
 *
 * The TypeScript of the generator and the packages that it calls are put together into a few files, once for each
 * version of the code: to start from their many hundred files takes several times as long, in every process of a build.
 */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import module from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { crc32 } from "node:zlib";
import { codeVersion } from "../cache/code_version.mjs";
import { cmsScript } from "../cms/bundle_editor.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** These read files of their own, or share what they hold with Eleventy, so they stay where they are. */
const UNBUNDLED = ["@11ty/eleventy", "decap-server", "esbuild", "express", "html-validate", "nunjucks", "sharp", "tsx"];

/**
 * The folder with the code of this version, made if it is not there.
 *
 * @param {string} version
 * @returns {Promise<string>}
 */
async function compiled(version) {
  const all = join(root, ".cache", "code");
  const folder = join(all, version);
  if (isWhole(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(all, { recursive: true });
  const others = readdirSync(all);
  const unfinished = mkdtempSync(join(all, "unfinished-"));
  // Another user of this machine may run what is here, too.
  chmodSync(unfinished, 0o755);
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
  writeFileSync(join(unfinished, CMS_EDITOR), await cmsScript(root));
  writeFileSync(join(unfinished, CHECK), checkOf(unfinished));
  place(unfinished, folder);
  for (const name of others) rmSync(join(all, name), { recursive: true, force: true });
  return folder;
}

/** What is for the browsers of authors. */
const CMS_EDITOR = "cms_editor.js";

/** The file that tells whether the others are as they were written: a cache may be restored in part. */
const CHECK = "check.txt";

/** @param {string} folder */
function isWhole(folder) {
  try {
    return readFileSync(join(folder, CHECK), "utf8") === checkOf(folder);
  } catch {
    return false;
  }
}

/**
 * A line for each file with a checksum of its bytes.
 *
 * @param {string} folder
 * @returns {string}
 */
function checkOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .sort()
    .map((name) => `${name} ${crc32(readFileSync(join(folder, name)))}`)
    .join("\n");
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

/** Where nothing may be written; anything else is passed on. */
const FORBIDDEN = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

/** @param {unknown} error */
function unlessForbidden(error) {
  if (error instanceof Error && "code" in error && FORBIDDEN.has(String(error.code))) return undefined;
  throw error;
}

/**
 * Runs the command in a module.
 *
 * @param {string} path
 * @param {import("../config/options.ts").Program} program
 */
async function runCommand(path, program) {
  const { default: command } = await import(pathToFileURL(path).href);
  await command(program);
}

/** More modules are loaded than files may be open. */
const TOO_MANY_FILES = new Set(["EMFILE", "ENFILE"]);

/**
 * Runs a command with compiled code.
 *
 * @param {string} command
 */
async function launch(command) {
  const version = codeVersion(root);
  const folder = await compiled(version).catch(unlessForbidden);
  if (folder === undefined) {
    // A checkout that nobody may write into: the code is compiled as it is asked for, in every process anew.
    const { register } = await import("tsx/esm/api");
    register();
    await runCommand(join(root, "src", "cli", `${command}.ts`), { root, codeVersion: version });
  } else {
    // From Node 22 on, what V8 made of the code is kept beside it.
    if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
      module.enableCompileCache(join(folder, "compiled"));
    }
    await runCommand(join(folder, "src", "cli", `${command}.js`), {
      root,
      codeVersion: version,
      eleventyConfig: relative(root, join(folder, "eleventy.config.js")),
      cmsEditor: join(folder, CMS_EDITOR),
    });
  }
}

/** By itself the heap of a big blog grows to several times what is in use before it is tidied. */
setFlagsFromString("--heap-growing-percent=60");
/** It would look at each import whether a module has changed since it was last loaded; here none does. */
process.env.ELEVENTY_SKIP_ESM_RESOLVER = "1";
/** Eleventy takes every path from the folder in which it runs. */
process.chdir(root);
const [command = "build"] = process.argv.splice(2, 1);
try {
  await launch(command);
} catch (error) {
  if (!(error instanceof Error && "code" in error && TOO_MANY_FILES.has(String(error.code)))) throw error;
  process.stderr.write("Too many files are open at once. `ulimit -n 1024` allows more.\n");
  process.exitCode = 2;
}
