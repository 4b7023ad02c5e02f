/**
 * Compiles the generator's TypeScript, and the packages that it calls, into a few files of plain JavaScript: loading many
 * hundred files takes several times as long, in every process of a build.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { cmsScript } from "../../cms/bundle_editor.mjs";

/** Not bundled: these read files of their own. */
const UNBUNDLED = ["@11ty/eleventy-dev-server", "esbuild", "html-validate", "sharp", "tsx"];

/** What each file is given, see `load.mjs`. */
const HEAD = "(function (exports, require, module, __importFile, __urlOf) {";
const TAIL = "\n})";

/**
 * Returns the compiled files, by their path; with them the script of the CMS.
 *
 * @param {string} root folder of the generator
 * @returns {Promise<Map<string, string | Uint8Array>>}
 */
export async function compiledFiles(root) {
  const { build, transform } = await import("esbuild");
  const outdir = join(root, "compiled");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["eleventy.config.ts", ...commandsIn(root)],
    outdir,
    outbase: root,
    write: false,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: UNBUNDLED,
    plugins: [placesOfPackages(root)],
    legalComments: "none",
    logLevel: "error",
  });
  const files = outputFiles.map(async ({ path, text }) => {
    // As scripts, since V8's code cache cannot be used for ES modules in every version of Node.
    const { code } = await transform(text, {
      format: "cjs",
      target: "node20",
      supported: { "dynamic-import": false },
      minifyWhitespace: true,
      logLevel: "error",
    });
    return /** @type {[string, string | Uint8Array]} */ ([relative(outdir, path), HEAD + code + TAIL]);
  });
  const script = await cmsScript(root);
  return new Map([...(await Promise.all(files)), /** @type {const} */ (["cms_editor.js", script])]);
}

/** @param {string} root */
function commandsIn(root) {
  const folder = join("src", "cli");
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

/**
 * Tells modules of packages where they lie, and has Eleventy import files, such as its configuration, as ES modules.
 *
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
function placesOfPackages(root) {
  return {
    name: "places of packages",
    setup(build) {
      build.onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (!text.includes("import.meta.url")) return undefined;
        const place = `__urlOf(${JSON.stringify(relative(root, path))})`;
        return {
          contents: text.replaceAll("import.meta.url", place).replaceAll("import(urlPath)", "__importFile(urlPath)"),
        };
      });
    },
  };
}
