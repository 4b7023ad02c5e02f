/**
 * A worker process of a build. It is sent the options of the build first, then one task after another.
 */

import { UsageError } from "../base/usage_error.ts";
import { isUsable, readSettings } from "../config/load_settings.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { loadAdditions } from "../engine/load/additions.ts";
import { loadContext } from "../engine/load/load_post.ts";
import { loadBatch } from "../engine/load/load_posts.ts";
import { typesetSettings } from "../engine/load/typeset.ts";
import { loadEleventy } from "../engine/render/eleventy.ts";
import { writeIndex } from "../engine/render/index_job.ts";
import { eleventyInputFor, parseBatch, renderBatch } from "../engine/render/render_job.ts";
import { failureOf, type Reply, request, start, type Task } from "../engine/workers/messages.ts";
import { Staging } from "../engine/write/staging.ts";
import { command } from "./run.ts";

/** Not for people: `build` starts it. */
const WORKER = { name: "worker", does: "Helps a build, which starts it.", flags: {} } as const;

export default command(WORKER, async () => {
  if (process.send === undefined) throw new UsageError("`worker` is a part of `build`, and cannot be run by itself.");
  process.once("message", (message) => serve(start.parse(message).options));
  return 0;
});

/** Runs tasks one after the other, except for indexes: those are made by another program. */
function serve(options: BuildOptions): void {
  const runner = taskRunner(options);
  const run = async (task: Task): Promise<unknown> => (await runner)(task);
  let queue: Promise<void> = Promise.resolve();
  let open = 0;
  const reply = (message: Reply): void => {
    process.send?.(message);
    open -= 1;
    // While posts are planned, there is nothing to do; what comes next are pages.
    if (open === 0) void loadEleventy();
  };
  process.on("message", (message) => {
    const { id, task } = request.parse(message);
    open += 1;
    const running = task.kind === "index" ? run(task) : queue.then(() => run(task));
    const replied = running.then(
      (result) => reply({ id, result }),
      (error) => {
        const failure = failureOf(error);
        // A bug ends the worker; the process that sent its tasks does them.
        if (failure === undefined) throw error;
        reply({ id, result: undefined, failure });
      },
    );
    if (task.kind !== "index") queue = replied;
  });
}

async function taskRunner(options: BuildOptions): Promise<(task: Task) => Promise<unknown>> {
  const additions = await loadAdditions(options);
  const settings = typesetSettings(readSettings(options, Object.keys(additions.hosts)));
  // site.yaml has changed since the build began, which goes on without this worker.
  if (!isUsable(settings)) process.exit(1);
  const cache = openCacheFor(options);
  const context = loadContext(options, settings, cache, additions);
  const htmlOf = (key: string): string => context.posts.html(key);
  const staging = new Staging(options.output);
  return async (task) => {
    if (task.kind === "load") return loadBatch(task.files, context);
    if (task.kind === "index") return writeIndex({ ...task.index, source: () => task.source }, staging, cache, htmlOf);
    const input = {
      ...eleventyInputFor(options, additions, settings.site, task.siteView, htmlOf),
      skipped: task.skipped,
    };
    return renderBatch(parseBatch(cache.note(task.batch)), input, staging);
  };
}
