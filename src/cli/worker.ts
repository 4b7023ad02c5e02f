/**
 * A process that helps a build. It is told of the build first, then of one share of the work after another.
 */

import { isUsable, readSettings } from "../config/load_settings.ts";
import { openCacheFor } from "../config/open_cache.ts";
import { loadShare } from "../engine/load/load_posts.ts";
import { readingOf, seePosts, sharePosts } from "../engine/load/post_cache.ts";
import { loadEleventy } from "../engine/render/eleventy.ts";
import { indexInto } from "../engine/render/index_job.ts";
import { batchFrom, eleventyInputFor, renderInto } from "../engine/render/render_job.ts";
import type { Answer, Request, Start } from "../engine/workers/messages.ts";
import { Staging } from "../engine/write/staging.ts";

process.once("message", ({ options }: Start) => {
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new Error("site.yaml has become unreadable since the build began.");
  const cache = openCacheFor(options);
  const reading = readingOf(options, settings, cache);
  const stagings = new Map<string, Staging>();

  const answer = async (task: Request): Promise<Answer> => {
    if (task.kind === "learn") return loadShare(task, reading);
    if (task.kind === "share") return { kind: "shared", done: sharePosts(cache) };
    seePosts(cache);
    const staging = stagings.get(task.staging) ?? new Staging(options.output, task.staging);
    stagings.set(task.staging, staging);
    if (task.kind === "index") return indexInto(staging, { ...task.index, source: () => task.source }, cache);
    const batch = cache.note(task.batch);
    if (batch === undefined) return { kind: "lost" };
    const handed = { ...eleventyInputFor(options, settings.site, task.siteView, cache), skipped: task.skipped };
    return renderInto(staging, batchFrom(batch), handed, () => "");
  };

  // One after the other, but for indexes: another program makes those. Answers go out in the order of the tasks.
  let worked: Promise<unknown> = Promise.resolve();
  let answered: Promise<unknown> = Promise.resolve();
  process.on("message", (task: Request) => {
    const answering = task.kind === "index" ? answer(task) : worked.then(() => answer(task));
    if (task.kind !== "index") worked = answering;
    answered = Promise.all([answering, answered]).then(([found]) => process.send?.(found));
    // Pages come next, while the process that asked has yet to plan them.
    if (task.kind === "share") worked = answered.then(loadEleventy);
  });
});
