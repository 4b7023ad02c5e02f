/**
 * `npm run import -- WHAT`: imports an old blog.
 */

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createFile, hasBytes } from "../base/files.ts";
import { plural } from "../base/text.ts";
import { UsageError } from "../base/usage_error.ts";
import { type BuildOptions, buildOptions } from "../config/options.ts";
import { lastDeployment } from "../hosting/fetch_manifest.ts";
import { manifestOfFolder } from "../hosting/old_addresses.ts";
import type { SiteManifest } from "../hosting/url_manifest.ts";
import { IMPORT } from "./commands.ts";
import { type Imported, importBlog } from "./import/import_blog.ts";
import { BUILT, openFiles } from "./import/input.ts";
import { itemLine, reportPage, reportText } from "./import/report.ts";
import { type Settled, settle } from "./import/settle.ts";
import { command } from "./run.ts";

const REPORT = "import-report";

/** Writes the report under a name that is free, since people tick off the lines of an older one. */
function writeReport(content: string, text: string): string {
  mkdirSync(content, { recursive: true });
  for (let number = 1; ; number++) {
    const stem = join(content, number === 1 ? REPORT : `${REPORT}-${number}`);
    if (!createFile(`${stem}.md`, text) && !hasBytes(`${stem}.md`, Buffer.from(text))) continue;
    createFile(`${stem}.html`, reportPage(text));
    return `${stem}.md`;
  }
}

/** The addresses that the old blog published: those that were named, or those of the site that was built beside its sources. */
async function addressesOf(against: string | undefined, folder: string): Promise<SiteManifest | undefined> {
  if (against !== undefined) return lastDeployment(against);
  for (const name of BUILT) {
    const built = join(folder, name);
    // Some generators keep files in such a folder that they only copy.
    if (existsSync(join(built, "index.html"))) return manifestOfFolder(built);
  }
  return undefined;
}

/** Copies of the folders, in which an import is tried. */
function tryOut(options: BuildOptions): { options: BuildOptions; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  const tried = {
    ...options,
    content: join(folder, "content"),
    assets: join(folder, "assets"),
    cache: join(folder, "cache"),
  };
  cpSync(options.content, tried.content, { recursive: true });
  if (existsSync(join(options.assets, "img")))
    cpSync(join(options.assets, "img"), join(tried.assets, "img"), { recursive: true });
  return { options: tried, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function summary({ written, open, kept }: Imported, { addresses: { moves, lost } }: Settled, isDry: boolean): string {
  const count = (folder: string): number => written.filter((file) => file.startsWith(folder)).length;
  const pages = count("pages/") > 0 ? `, ${plural(count("pages/"), "page")}` : "";
  const lines = [...open.map(itemLine), ...kept.map((file) => `${file}: left as it is.`)];
  const redirects =
    moves.length > 0 ? `${plural(moves.length, "redirect")} for lists of the old blog in site.yaml.\n` : "";
  const gone =
    lost.length > 0
      ? `${lost.length} old ${lost.length === 1 ? "address leads" : "addresses lead"} nowhere: ${lost.map(({ address }) => address).join(", ")}\n`
      : "";
  const first = `${plural(count("posts/"), "post")}${pages} and ${plural(count("img/"), "picture")} ${isDry ? "would be imported" : "imported"}.\n`;
  return first + redirects + gone + lines.map((line) => `  ${line}\n`).join("");
}

export default command(IMPORT, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: IMPORT.flags, allowPositionals: true });
  const [where, ...more] = positionals;
  if (where === undefined || more.length > 0) {
    throw new UsageError("Name the folder or the export of the old blog, as in `npm run import -- ../old-blog`.");
  }
  const real = buildOptions(program, values, process.env);
  const files = openFiles(where, program.root, real.content);
  const truth = await addressesOf(values.against, resolve(where));
  const isDry = values["dry-run"];
  const tried = isDry ? tryOut(real) : undefined;
  try {
    const options = tried?.options ?? real;
    const done = await importBlog({ files, options, truth, fetchesPictures: values["fetch-pictures"] });
    if (done.written.length === 0) {
      process.stdout.write("Everything has already been imported.\n");
      for (const file of done.kept) process.stdout.write(`  ${file}: left as it is.\n`);
      return 0;
    }
    const settled = await settle(done, options);
    const text = reportText(done, settled);
    if (isDry) {
      process.stdout.write(`${text}\nNothing was written.\n`);
      return 0;
    }
    process.stdout.write(summary(done, settled, isDry));
    const report = writeReport(options.content, text);
    process.stdout.write(
      `The whole list stands in ${report}, and as a page beside it. \`npm run build\` publishes the blog.\n`,
    );
    return 0;
  } finally {
    tried?.remove();
  }
});
