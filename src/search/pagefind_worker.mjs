/**
 * Runs Pagefind in a worker thread. The main thread is busy for seconds at a time and would keep Pagefind waiting
 * between two posts. This is JavaScript because a worker starts from this very file, unbundled.
 */

import childProcess from "node:child_process";
import { parentPort } from "node:worker_threads";
import { createIndex } from "pagefind";

/** Number of posts in flight. Each is held in several forms until Pagefind has answered. */
const PAGES_AHEAD = 50;

/** @type {import("node:child_process").ChildProcess | undefined} */
let program;

// Pagefind keeps its program to itself, waits for it without a limit, and lets it print a stack trace when its pipe
// breaks. To end it, the program has to be known here.
const { spawn } = childProcess;
childProcess.spawn = /** @type {typeof spawn} */ (
  (
    /** @type {string} */ file,
    /** @type {string[]} */ args,
    /** @type {import("node:child_process").SpawnOptions} */ options,
  ) => {
    program = spawn(file, args, { ...options, stdio: ["pipe", "pipe", "ignore"] });
    return program;
  }
);

/**
 * @param {import("./pagefind.ts").ThreadTask} task
 * @param {() => void} progress is called whenever Pagefind has answered
 * @returns {Promise<import("./pagefind.ts").ThreadAnswer>}
 */
async function answerTo({ pages, config }, progress) {
  const { index, errors } = await createIndex(config);
  if (index === undefined) return { files: [], errors };
  try {
    /** @type {ReturnType<typeof index.addHTMLFile>[]} */
    const adding = [];
    for (const [at, page] of pages.entries()) {
      await adding[at - PAGES_AHEAD];
      progress();
      adding.push(index.addHTMLFile(page));
    }
    const added = await Promise.all(adding);
    progress();
    const made = await index.getFiles();
    return { files: made.files, errors: [...added, made].flatMap(({ errors }) => errors) };
  } finally {
    await index.deleteIndex();
  }
}

/** Whether Pagefind ended after it was started. A write to its pipe can fail before Node reports the exit. */
function hasBrokenPipe() {
  return program?.pid !== undefined && program.stdin?.destroyed === true;
}

/** Ends Pagefind, even if it is stopped, and this thread. */
function end() {
  program?.kill("SIGKILL");
  parentPort?.close();
}

// Starts the program while the posts are read.
createIndex().then(
  ({ index }) => index?.deleteIndex(),
  () => {},
);

parentPort?.on("message", (/** @type {import("./pagefind.ts").ThreadMessage} */ message) => {
  if (message === "end") {
    end();
    return;
  }
  const { task, port } = message;
  /** @param {import("./pagefind.ts").ThreadAnswer} answer */
  const reply = (answer) => {
    clearTimeout(timer);
    program?.off("exit", ended);
    port.postMessage(answer);
  };
  /** @param {string} reason */
  const fail = (reason) => {
    reply({ files: [], errors: [reason] });
    end();
  };
  const ended = () => fail("its program has ended");
  const seconds = Math.round(task.patienceMs / 1000);
  const timer = setTimeout(() => fail(`it has not answered for ${seconds} seconds`), task.patienceMs);
  const answered = answerTo(task, () => timer.refresh());
  program?.once("exit", ended);
  answered.then(reply, (error) => {
    if (hasBrokenPipe()) ended();
    else fail(error instanceof Error ? error.message : String(error));
  });
});
