/**
 * Runs a command: `node src/cli/launch.mjs build`.
 *
 * Bundles the generator's TypeScript and the packages it calls into a few files, once per version of the code: loading
 * many hundred files takes several times as long, in every process of a build.
 */

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { codeVersion } from "../cache/code_version.mjs";
import { keepCode, loadFunction, openCode, writeCode } from "./code/load.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * Opens the compiled code of this version, and returns its folder. Compiles it if necessary.
 *
 * @param {string} version
 * @param {string} command
 * @returns {Promise<string>}
 */
async function compiled(version, command) {
  const all = join(root, ".cache", "code");
  const folder = join(all, version);
  if (openCode(root, folder, command)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(all, { recursive: true });
  const others = readdirSync(all).filter((name) => name !== version);
  const unfinished = mkdtempSync(join(all, UNFINISHED));
  // Another user of this machine may run the same code.
  chmodSync(unfinished, 0o755);
  const { compiledFiles } = await import("./code/compile.mjs");
  writeCode(unfinished, await compiledFiles(root));
  place(unfinished, folder);
  const abandoned = others.map((name) => join(all, name)).filter((other) => !isBeingCompiled(other, folder));
  for (const other of abandoned) rmSync(other, { recursive: true, force: true });
  if (!openCode(root, folder, command)) throw new Error(`What was compiled into ${folder} cannot be read.`);
  return folder;
}

/** Compiling takes a few seconds; a folder that is unfinished for longer was left by a process that was killed. */
const LONGEST_COMPILATION_MS = 600_000;

/**
 * Whether another process may be writing a folder.
 *
 * @param {string} other
 * @param {string} finished the folder that was finished last
 */
function isBeingCompiled(other, finished) {
  if (!basename(other).startsWith(UNFINISHED)) return false;
  const written = statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return statSync(finished).mtimeMs - written < LONGEST_COMPILATION_MS;
}

/** The prefix of folders that are being written. */
const UNFINISHED = "unfinished-";

/**
 * If another process was faster, its code is used.
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

/** Errors of a folder that cannot be written; all others are thrown. */
const FORBIDDEN = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

/** @param {unknown} error */
function unlessForbidden(error) {
  if (error instanceof Error && "code" in error && FORBIDDEN.has(String(error.code))) return undefined;
  throw error;
}

/** Errors of a process that opens more files than the system allows. */
const TOO_MANY_FILES = new Set(["EMFILE", "ENFILE"]);

/**
 * Runs a command with compiled code.
 *
 * @param {string} command
 */
async function launch(command) {
  const version = codeVersion(root);
  const folder = await compiled(version, command).catch(unlessForbidden);
  if (folder === undefined) {
    // A checkout that cannot be written: compiles on the fly, again in every process.
    const { register } = await import("tsx/esm/api");
    register();
    const { default: run } = await import(pathToFileURL(join(root, "src", "cli", `${command}.ts`)).href);
    await run({ root, codeVersion: version });
  } else {
    process.once("exit", keepCode);
    const run = loadFunction(join("src", "cli", `${command}.js`));
    await run({
      root,
      codeVersion: version,
      eleventyConfig: join("src", "cli", "code", "eleventy_config.mjs"),
      cmsEditor: join(folder, "cms_editor.js"),
    });
  }
}

/** By default, V8 lets the heap of a big blog grow to several times its live size before collecting. */
setFlagsFromString("--heap-growing-percent=60");
/**
 * Eleventy would check on each import whether a module changed; here none does.
 *
 * As a copy, since Eleventy sets variables during a build, and to set a real one while a thread of libvips reads one may
 * end the process (https://sourceware.org/bugzilla/show_bug.cgi?id=15607).
 */
process.env = { ...process.env, ELEVENTY_SKIP_ESM_RESOLVER: "1" };
/** Eleventy resolves every path against the working directory. */
process.chdir(root);
const [command = "build"] = process.argv.splice(2, 1);
try {
  await launch(command);
} catch (error) {
  if (!(error instanceof Error && "code" in error && TOO_MANY_FILES.has(String(error.code)))) throw error;
  process.stderr.write("Too many files are open at once. `ulimit -n 1024` allows more.\n");
  process.exitCode = 2;
}
