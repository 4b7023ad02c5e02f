/**
 * Pagefind in a thread of its own. Its program is told of each post, and answers, through the thread that calls it; the
 * one that builds is at other work for seconds, and the program would wait for it. JavaScript, because a thread starts
 * from the file as it lies here.
 */

import { parentPort } from "node:worker_threads";
import { createIndex } from "pagefind";

/** So many pages are told before the first of them is answered: until then, each is held in several forms. */
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
