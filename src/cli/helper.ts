/**
 * A process that helps a build. It is told of the build first, then of one share of the work after another.
 */

import { indexInto } from "../build/index_task.ts";
import { learnShare } from "../build/learn.ts";
import { cacheOf } from "../build/place.ts";
import { seePosts, sharePosts } from "../build/posts.ts";
import { readingOf } from "../build/reading.ts";
import { loadEleventy } from "../build/render.ts";
import { batchFrom, handedFor, renderInto } from "../build/render_task.ts";
import { isUsable, readSettings } from "../build/settings.ts";
import { Staging } from "../build/staging.ts";
import type { Answer, Beginning, Task } from "../build/tasks.ts";

process.once("message", ({ options }: Beginning) => {
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new Error("site.yaml has become unreadable since the build began.");
  const cache = cacheOf(options);
  const reading = readingOf(options, settings, cache);
  const stagings = new Map<string, Staging>();

  const answer = async (task: Task): Promise<Answer> => {
    if (task.kind === "learn") return learnShare(task, reading);
    if (task.kind === "share") return { kind: "shared", done: sharePosts(cache) };
    seePosts(cache);
    const staging = stagings.get(task.staging) ?? new Staging(options.output, task.staging);
    stagings.set(task.staging, staging);
    if (task.kind === "index") return indexInto(staging, { ...task.index, source: () => task.source }, cache);
    const batch = cache.note(task.batch);
    if (batch === undefined) return { kind: "lost" };
    const handed = { ...handedFor(options, settings.site, task.siteView, cache), skipped: task.skipped };
    return renderInto(staging, batchFrom(batch), handed, () => "");
  };

  // One after the other, but for indexes: another program makes those. Answers go out in the order of the tasks.
  let worked: Promise<unknown> = Promise.resolve();
  let answered: Promise<unknown> = Promise.resolve();
  process.on("message", (task: Task) => {
    const answering = task.kind === "index" ? answer(task) : worked.then(() => answer(task));
    if (task.kind !== "index") worked = answering;
    answered = Promise.all([answering, answered]).then(([found]) => process.send?.(found));
    // Pages come next, while the process that asked has yet to plan them.
    if (task.kind === "share") worked = answered.then(loadEleventy);
  });
});
