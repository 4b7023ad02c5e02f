/**
 * Loads compiled code with V8's code cache: what V8 has compiled once, no later process compiles again. Each command has
 * its own, since it would be slowed down by what only others call.
 */

import { isAscii } from "node:buffer";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** @type {{ root: string, folder: string, command: string, sums: Map<string, number> }} */
let place;

/** @type {Map<string, { exports: unknown }>} */
const modules = new Map();

/** @type {{ script: Script, kept: string, size: number }[]} each with the file in which its code is kept, and its size */
const scripts = [];

/** The size and checksum of every file, since a cache may be restored only in part. */
const CHECK = "check.json";

/**
 * Writes compiled code.
 *
 * @param {string} folder
 * @param {ReadonlyMap<string, string | Uint8Array>} files by their path in the folder
 */
export function writeCode(folder, files) {
  const check = [...files].map(([name, content]) => {
    const bytes = Buffer.from(content);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    return [name, bytes.length, crc32(bytes)];
  });
  writeFileSync(join(folder, CHECK), JSON.stringify(check));
}

/**
 * Opens compiled code, from which {@link loadFunction} loads then.
 *
 * @param {string} root folder of the generator
 * @param {string} folder folder of the compiled code
 * @param {string} command the command that runs
 * @returns {boolean} whether all files are there
 */
export function openCode(root, folder, command) {
  try {
    /** @type {[string, number, number][]} */
    const check = JSON.parse(readFileSync(join(folder, CHECK), "utf8"));
    place = { root, folder, command, sums: new Map(check.map(([name, , sum]) => [name, sum])) };
    return check.every(([name, size]) => statSync(join(folder, name)).size === size);
  } catch {
    return false;
  }
}

/**
 * The function that a compiled command or configuration exports by default.
 *
 * @param {string} name its path in the folder
 */
export function loadFunction(name) {
  const exports = load(name);
  const found = typeof exports === "object" && exports !== null && "default" in exports ? exports.default : undefined;
  if (typeof found !== "function") throw new Error(`${name} exports no function by default.`);
  return found;
}

/**
 * The exports of a compiled file.
 *
 * @param {string} name its path in the folder
 * @returns {unknown}
 */
function load(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const { root, folder, command, sums } = place;
  const path = join(folder, name);
  const source = readFileSync(path);
  if (crc32(source) !== sums.get(name)) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${path} was damaged. Run the command again, which makes it anew.`);
  }
  const kept = join(folder, "v8", command, `${name.replaceAll(/[\\/]/g, "-")}.bin`);
  const cachedData = keptCode(kept);
  const script = new Script(textOf(source), { filename: path, ...(cachedData && { cachedData }) });
  scripts.push({ script, kept, size: script.cachedDataRejected ? 0 : (cachedData?.length ?? 0) });
  const module = { exports: {} };
  modules.set(name, module);
  const requirePackage = createRequire(path);
  /** @param {string} wanted */
  const require = (wanted) => (wanted.startsWith(".") ? load(join(dirname(name), wanted)) : requirePackage(wanted));
  /** @param {string} file */
  const urlOf = (file) => pathToFileURL(join(root, file)).href;
  /** @param {string} url */
  const importFile = (url) => import(url);
  script.runInThisContext()(module.exports, require, module, importFile, urlOf);
  return module.exports;
}

/**
 * V8 compiles a text of one byte a character faster. Regular expressions keep their other characters unescaped, so code
 * with some is UTF-8.
 *
 * @param {Buffer} source
 */
function textOf(source) {
  return source.toString(isAscii(source) ? "latin1" : "utf8");
}

const CHECKSUM_BYTES = 4;

/** V8 does not notice damage. @param {string} path */
function keptCode(path) {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(CHECKSUM_BYTES);
    return crc32(code) === bytes.readUInt32BE(0) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** After so many seconds, a process is likely to have compiled more than one before. */
const LONG = 3;
/** Code that is larger by this factor is kept instead. */
const LARGER = 1.1;

/** Keeps V8's code of everything that was loaded, for the next process. */
export function keepCode() {
  for (const { script, kept, size } of scripts) {
    if (size > 0 && process.uptime() < LONG) continue;
    const code = script.createCachedData();
    if (code.length > size * LARGER) keep(kept, code);
  }
}

/** @type {(path: string, code: Uint8Array) => void} */
function keep(path, code) {
  const head = Buffer.alloc(CHECKSUM_BYTES);
  head.writeUInt32BE(crc32(code));
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([head, code]));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // The cache cannot be written.
  }
}
