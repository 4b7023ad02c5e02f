/**
 * `npm run build`: builds the production site into `_site/`.
 */

import { parseArgs } from "node:util";
import { isRepaired, type Problem, withSeverities } from "../base/diagnostic.ts";
import { plural } from "../base/text.ts";
import { openCacheFor } from "../config/open_cache.ts";
import { type BuildOptions, buildOptions, contentLabel, pathOfFile } from "../config/options.ts";
import { listPosts } from "../content/list_files.ts";
import { build } from "../engine/build.ts";
import { paintFor } from "../engine/paint.ts";
import { progressTo } from "../engine/progress.ts";
import { lineReader, problemCounts, report } from "../engine/reporter.ts";
import { type BuildResult, succeeded } from "../engine/write/build_result.ts";
import { BUILD } from "./commands.ts";
import { command } from "./run.ts";

function summary(options: BuildOptions, result: BuildResult): string {
  const problems = withSeverities([...result.problems, ...result.advice], {});
  const clear = process.stdout.isTTY ? "\r\u001b[2K" : "";
  const isShown = ({ severity }: Problem): boolean => severity !== "suggestion";
  const found = report(problems.filter(isShown), {
    lineOf: lineReader((file) => pathOfFile(options, file)),
    posts: listPosts(options.content, contentLabel(options)).files.length,
    paint: paintFor(process.stdout),
  });
  const open = problems.filter((problem) => isShown(problem) && !isRepaired(problem));
  const counts = open.length === 0 ? "no problems" : problemCounts(open);
  const repaired = result.repairs === 0 ? "" : `, ${plural(result.repairs, "repair")}`;
  const seconds = `${(result.ms / 1000).toFixed(1)} s`;
  const closing = succeeded(result)
    ? `${plural(result.pages, "page")} in ${seconds} (${result.written} written, ${result.removed} removed): ${counts}${repaired}.`
    : `Not published: ${counts}${repaired}. The site stays as it was. (${seconds})`;
  const suggested = problems.filter((problem) => !isShown(problem)).length;
  const more = suggested === 0 ? "" : `${plural(suggested, "suggestion")}: \`npm run check\` shows more.\n`;
  return `${clear}\n${found}${more}${closing}\n`;
}

export default command(BUILD, async (program, args) => {
  const { values } = parseArgs({ args, options: BUILD.flags });
  const options = buildOptions(program, values, process.env);
  if (values.clean) openCacheFor(options).clear();
  const result = await build(options, values.json ? () => {} : progressTo(process.stdout));
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else process.stdout.write(summary(options, result));
  return succeeded(result) ? 0 : 1;
});
