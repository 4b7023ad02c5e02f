/**
 * Pagefind in a thread of its own. Its program is told of each post, and answers, through the thread that calls it; the
 * one that builds is at other work for seconds, and the program would wait for it. JavaScript, because a thread starts
 * from the file as it lies here.
 */

import { parentPort, workerData } from "node:worker_threads";
import { close, createIndex } from "pagefind";

/** @type {import("./pagefind.ts").ThreadTask} */
const { pages, config } = workerData;

/** @returns {Promise<import("./pagefind.ts").ThreadAnswer>} */
async function answer() {
  const { index, errors } = await createIndex(config);
  if (index === undefined) return { files: [], errors };
  const added = await Promise.all(pages.map((page) => index.addHTMLFile(page)));
  const made = await index.getFiles();
  return { files: made.files, errors: [...added, made].flatMap(({ errors }) => errors) };
}

parentPort?.postMessage(await answer());
await close();
