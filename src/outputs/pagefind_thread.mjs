/**
 * Pagefind in a thread of its own. Its program is told of each post, and answers, through the thread that calls it; the
 * one that builds is at other work for seconds, and the program would wait for it. JavaScript, because a thread starts
 * from the file as it lies here.
 */

import { parentPort } from "node:worker_threads";
import { createIndex } from "pagefind";

/**
 * @param {import("./pagefind.ts").ThreadTask} task
 * @returns {Promise<import("./pagefind.ts").ThreadAnswer>}
 */
async function answerTo({ pages, config }) {
  const { index, errors } = await createIndex(config);
  if (index === undefined) return { files: [], errors };
  try {
    const added = await Promise.all(pages.map((page) => index.addHTMLFile(page)));
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
