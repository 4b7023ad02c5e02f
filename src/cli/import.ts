/**
 * `npm run import -- DIR`: imports a Markdown blog.
 */

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createFile, hasBytes } from "../base/files.ts";
import { plural } from "../base/text.ts";
import { UsageError } from "../base/usage_error.ts";
import { buildOptions, refuseMissing } from "../config/options.ts";
import { IMPORT } from "./commands.ts";
import { type Imported, importBlog } from "./import/import_blog.ts";
import { command } from "./run.ts";

const REPORT = "import-report";

/** Writes the report under a name that is free, since people tick off the lines of an older one. */
function writeReport(content: string, text: string): string {
  mkdirSync(content, { recursive: true });
  for (let number = 1; ; number++) {
    const path = join(content, number === 1 ? `${REPORT}.md` : `${REPORT}-${number}.md`);
    if (createFile(path, text) || hasBytes(path, Buffer.from(text))) return path;
  }
}

function reportText({ open, kept }: Imported): string {
  const lines = [
    ...open.map((line) => `- ${line}`),
    ...kept.map((file) => `- ${file}: already exists with other content, so it was left unchanged.`),
  ];
  return `# What needs a person\n\n${lines.length === 0 ? "Nothing.\n" : `${lines.join("\n")}\n`}`;
}

export default command(IMPORT, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: IMPORT.flags, allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new UsageError("Say in which folder the other blog lies, as in `npm run import -- ../old-blog`.");
  }
  refuseMissing(resolve(folder), program.root);
  const options = buildOptions(program, values, process.env);
  const done = importBlog(resolve(folder), options);
  const report = done.written.length > 0 ? writeReport(options.content, reportText(done)) : undefined;
  const posts = done.written.filter((file) => file.startsWith("posts/")).length;
  const pictures = done.written.filter((file) => file.startsWith("img/")).length;
  if (done.written.length === 0) process.stdout.write("Everything has already been imported.\n");
  else process.stdout.write(`${plural(posts, "post")} and ${plural(pictures, "picture")} imported.\n`);
  for (const line of [...done.open, ...done.kept.map((file) => `${file}: left as it is.`)])
    process.stdout.write(`  ${line}\n`);
  if (report !== undefined)
    process.stdout.write(`This list stands in ${report}. \`npm run check\` says what else could be better.\n`);
  return 0;
});
