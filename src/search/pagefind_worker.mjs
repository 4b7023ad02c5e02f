/**
 * Runs Pagefind in a worker thread. The main thread is busy for seconds at a time and would keep Pagefind waiting
 * between two posts. This is JavaScript because a worker starts from this very file, unbundled.
 */

import { parentPort } from "node:worker_threads";
import { createIndex } from "pagefind";

/** Number of posts in flight. Each is held in several forms until Pagefind has answered. */
const PAGES_AHEAD = 50;

/**
 * @param {import("./pagefind.ts").ThreadTask} task
 * @returns {Promise<import("./pagefind.ts").ThreadAnswer>}
 */
async function answerTo({ pages, config }) {
  const { index, errors } = await createIndex(config);
  if (index === undefined) return { files: [], errors };
  try {
    /** @type {ReturnType<typeof index.addHTMLFile>[]} */
    const adding = [];
    for (const [at, page] of pages.entries()) {
      await adding[at - PAGES_AHEAD];
      adding.push(index.addHTMLFile(page));
    }
    const added = await Promise.all(adding);
    const made = await index.getFiles();
    return { files: made.files, errors: [...added, made].flatMap(({ errors }) => errors) };
  } finally {
    await index.deleteIndex();
  }
}

parentPort?.on("message", async (/** @type {import("./pagefind.ts").ThreadMessage} */ { task, port }) => {
  const answer = await answerTo(task).catch((error) => ({ files: [], errors: [String(error)] }));
  port.postMessage(answer);
});
