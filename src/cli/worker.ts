/**
 * A worker process of a build. It is sent the options of the build first, then one task after another.
 */

import { UsageError } from "../base/usage_error.ts";
import { isUsable, readSettings } from "../config/load_settings.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { loadContext } from "../engine/load/load_post.ts";
import { loadBatch } from "../engine/load/load_posts.ts";
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
  const run = taskRunner(options);
  let queue: Promise<unknown> = Promise.resolve();
  process.on("message", (message) => {
    const { id, task } = request.parse(message);
    const running = task.kind === "index" ? run(task) : queue.then(() => run(task));
    const replied = running.then(
      (result) => reply({ id, result }),
      (error) => {
        const failure = failureOf(error);
        // A bug ends the worker, and its tasks are done by the process that sent them.
        if (failure === undefined) throw error;
        reply({ id, result: undefined, failure });
      },
    );
    if (task.kind !== "index") queue = replied;
    // Pages come next: Eleventy loads while the process that sent the task plans them.
    if (task.kind === "save") queue = replied.then(loadEleventy);
  });
}

function reply(message: Reply): void {
  process.send?.(message);
}

function taskRunner(options: BuildOptions): (task: Task) => Promise<unknown> {
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new Error("site.yaml has changed since the build began and cannot be read.");
  const cache = openCacheFor(options);
  const context = loadContext(options, settings, cache);
  const staging = new Staging(options.output);
  return async (task) => {
    if (task.kind === "load") return loadBatch(task.files, context);
    if (task.kind === "save") return context.posts.save();
    context.posts.refresh();
    if (task.kind === "index") return writeIndex({ ...task.index, source: () => task.source }, staging, cache);
    const input = { ...eleventyInputFor(options, settings.site, task.siteView, cache), skipped: task.skipped };
    return renderBatch(parseBatch(cache.note(task.batch)), input, staging);
  };
}
