/**
 * Bundles the script of `/admin/` for browsers. JavaScript, because the launcher runs it before TypeScript is compiled.
 */

import { join } from "node:path";

/**
 * @param {string} root folder of the generator
 * @returns {Promise<Uint8Array>}
 */
export async function cmsScript(root) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
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
  return file.contents;
}
