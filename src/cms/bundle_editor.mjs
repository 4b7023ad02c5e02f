/**
 * Bundles the script of `/admin/` for browsers. JavaScript, because the launcher runs it before TypeScript is compiled.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The script ends with the licences of the packages in it.
 *
 * @param {string} root folder of the generator
 * @returns {Promise<Uint8Array>}
 */
export async function cmsScript(root) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: [join(root, "src", "cms", "browser", "editor.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    plugins: [WITHOUT_NODE],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("The script of the CMS was bundled into nothing.");
  return Buffer.concat([file.contents, Buffer.from(licences(root, Object.keys(metafile.inputs)))]);
}

/**
 * Modules of Node, and packages for pictures, have nothing in browsers but what the preview calls.
 *
 * @type {import("esbuild").Plugin}
 */
const WITHOUT_NODE = {
  name: "without-node",
  setup(build) {
    build.onResolve({ filter: /^(?:node:.*|sharp|opentype\.js)$/ }, ({ path }) => ({ path, namespace: "node" }));
    build.onLoad({ filter: /.*/, namespace: "node" }, () => ({
      // The hash of a text marks places in it that nobody else can name. A random text is as good.
      contents: `
        const hash = { update: () => hash, digest: () => crypto.randomUUID().replaceAll("-", "") };
        module.exports = { createHash: () => hash, availableParallelism: () => 1, promisify: () => () => {} };`,
    }));
  },
};

/**
 * @param {string} root
 * @param {readonly string[]} inputs paths of the bundled files
 * @returns {string} a comment
 */
function licences(root, inputs) {
  const found = inputs.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = [...new Set(found)].sort().map((folder) => {
    const name = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
    const text = name === undefined ? "" : readFileSync(join(root, folder, name), "utf8").trim();
    return `${folder.slice("node_modules/".length)}\n\n${text.replaceAll("*/", "* /")}\n`;
  });
  return `/*!\n${texts.join("\n")}*/\n`;
}
