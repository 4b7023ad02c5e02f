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
    entryPoints: [join(root, "src", "cms", "editor.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("The script of the CMS was bundled into nothing.");
  return Buffer.concat([file.contents, Buffer.from(licences(root, Object.keys(metafile.inputs)))]);
}

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
