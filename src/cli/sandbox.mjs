/**
 * `npm run build:sandboxed`: runs a build under Node's permission model, which allows writing only to the site and the
 * cache.
 *
 * @see https://nodejs.org/api/permissions.html
 */

import { spawnSync } from "node:child_process";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const given = process.argv.slice(2);

/** @type {(name: "content" | "assets" | "output" | "cache", usual: string) => string} */
function place(name, usual) {
  const { values } = parseArgs({
    args: given,
    strict: false,
    options: {
      content: { type: "string" },
      assets: { type: "string" },
      output: { type: "string" },
      cache: { type: "string" },
    },
  });
  // npm keeps flags before its `--`, and their values if attached with `=`.
  const keptByNpm = name === "cache" ? undefined : process.env[`npm_config_${name}`];
  if (keptByNpm === "true") refuse(`npm kept --${name} for itself. Write: npm run build:sandboxed -- --${name} DIR`);
  const asked = values[name] ?? keptByNpm ?? process.env[`BLOG_${name.toUpperCase()}`];
  return resolve(root, typeof asked === "string" ? asked : usual);
}

/** @type {(message: string) => never} */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function buildSandboxed() {
  if (Number(process.versions.node.split(".")[0]) < 22) {
    refuse(
      `A sandboxed build needs Node 22 or newer, and this is ${process.version}. \`npm run build\` builds without.`,
    );
  }

  const output = place("output", "_site");
  const cache = place("cache", ".cache");
  const outside = [output, cache, place("content", "content"), place("assets", "assets")].find(
    (path) => !path.startsWith(root + sep),
  );
  // To read a file, Node must be allowed to read its parent folders too; otherwise the folder silently looks empty.
  if (outside !== undefined)
    refuse(`${outside} lies outside of ${root}: a sandboxed build reads and writes nothing there.`);

  // The new site, the previous one and the lock lie beside the site, under names that begin with its name.
  const writes = [
    output,
    join(output, "*"),
    `${output}.*`,
    cache,
    join(cache, "*"),
    join(root, ".cache"),
    join(root, ".cache", "*"),
  ];
  const { status } = spawnSync(
    process.execPath,
    [
      "--permission",
      ...[root, join(root, "*")].map((path) => `--allow-fs-read=${path}`),
      ...writes.map((path) => `--allow-fs-write=${path}`),
      // esbuild and git run as child processes, and sharp is a native addon.
      "--allow-child-process",
      "--allow-addons",
      "--allow-worker",
      "--disable-warning=SecurityWarning",
      join(root, "src", "cli", "launch.mjs"),
      "build",
      ...given,
    ],
    { stdio: "inherit", cwd: root },
  );
  process.exitCode = status ?? 1;
}

if (given.includes("--help")) {
  process.argv.splice(2, 0, "build");
  await import("./launch.mjs");
} else buildSandboxed();
