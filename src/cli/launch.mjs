/**
 * Runs a command: `node src/cli/launch.mjs build`.
 *
 * Bundles the generator's TypeScript and the packages it calls into a few files, once per version of the code: loading
 * many hundred files takes several times as long, in every process of a build.
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
  statSync,
  writeFileSync,
} from "node:fs";
import module from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { crc32 } from "node:zlib";
import { codeVersion } from "../cache/code_version.mjs";
import { cmsScript } from "../cms/bundle_editor.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Not bundled: these read files of their own, or must be the same module that Eleventy loads. */
const UNBUNDLED = ["@11ty/eleventy", "esbuild", "html-validate", "nunjucks", "sharp", "tsx"];

/**
 * Returns the folder with the compiled code of this version. Compiles it if necessary.
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
  const others = readdirSync(all).filter((name) => name !== version);
  const unfinished = mkdtempSync(join(all, UNFINISHED));
  // Another user of this machine may run the same code.
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
    // CommonJS packages call `require` for Node's modules.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  writeFileSync(join(unfinished, CMS_EDITOR), await cmsScript(root));
  writeFileSync(join(unfinished, CHECK), checkOf(unfinished));
  place(unfinished, folder);
  const abandoned = others.map((name) => join(all, name)).filter((other) => !isBeingCompiled(other, folder));
  for (const other of abandoned) rmSync(other, { recursive: true, force: true });
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

/** Begins the name of a folder that is being written. */
const UNFINISHED = "unfinished-";

/** The script for the CMS. */
const CMS_EDITOR = "cms_editor.js";

/** Checksums of the other files, since a cache may be restored only in part. */
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
 * One line per file, with a checksum of its bytes.
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

/** Errors of a process that opens more files than the system allows. */
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
    // A checkout that cannot be written: compiles on the fly, again in every process.
    const { register } = await import("tsx/esm/api");
    register();
    await runCommand(join(root, "src", "cli", `${command}.ts`), { root, codeVersion: version });
  } else {
    // From Node 22 on, keeps V8's compiled code too.
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

/** By default, V8 lets the heap of a big blog grow to several times its live size before collecting. */
setFlagsFromString("--heap-growing-percent=60");
/** Eleventy would check on each import whether a module changed; here none does. */
process.env.ELEVENTY_SKIP_ESM_RESOLVER = "1";
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
