/** Measures `npm start`: the time to the first page, and from saving a post to its updated page. */

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../site/free_port.ts";
import type { Corpus, CorpusPost } from "./corpus.ts";
import type { Peer } from "./peer.ts";
import { projectCommand } from "./peers/ours.ts";

export interface SavesOptions {
  corpus: Corpus;
  /** Our folder. */
  folder: string;
  postFile: Peer["postFile"];
  /** Number of saves. */
  saves: number;
}

const POLL_MS = 5;
/** Pause after each save, in which the server finishes remaining work. */
const PAUSE_MS = 4_000;
const LONGEST_START_MS = 20 * 60_000;
const LONGEST_SAVE_MS = 2 * 60_000;
/** Time limit; the median of fewer saves is good enough. */
const LONGEST_MS = 5 * 60_000;

export interface PreviewTimes {
  /** Milliseconds from `npm start` to the first page: with nothing built before, and a second time. */
  starts: number[];
  /** Milliseconds from each save to the updated page. */
  saves: number[];
}

/**
 * Starts the preview twice, and saves a post repeatedly.
 *
 * @throws Error if the server does not start or does not show a save
 */
export async function measurePreview({ corpus, folder, postFile, saves }: SavesOptions): Promise<PreviewTimes> {
  const post = corpus.post(Math.floor(corpus.size / 2));
  const file = join(folder, postFile(post).path);
  const text = readFileSync(file, "utf8");
  const starts: number[] = [];
  await served(folder, post, async (_, startMs) => {
    starts.push(startMs);
    await sleep(PAUSE_MS);
  });
  const took: number[] = [];
  await served(folder, post, async (page, startMs) => {
    starts.push(startMs);
    const begun = performance.now();
    try {
      while (took.length < saves && performance.now() - begun < LONGEST_MS) {
        await sleep(PAUSE_MS);
        const words = `Saved for the ${took.length + 1}. time`;
        const before = performance.now();
        writeFileSync(file, `${text}\n${words}.\n`);
        await shown(page, words, LONGEST_SAVE_MS);
        took.push(Math.round(performance.now() - before));
      }
    } finally {
      writeFileSync(file, text);
    }
  });
  return { starts, saves: took };
}

/** Runs `npm start` while something is measured. */
async function served(
  folder: string,
  post: CorpusPost,
  measure: (page: string, startMs: number) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const page = `http://localhost:${port}/blog/${post.slug}/`;
  const begun = performance.now();
  const server = start(folder, port);
  const interrupted = (): void => {
    stop(server);
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  try {
    await shown(page, post.title, LONGEST_START_MS);
    await measure(page, Math.round(performance.now() - begun));
  } finally {
    process.off("SIGINT", interrupted);
    stop(server);
  }
}

/** Runs `npm start` as a process group leader, because npm runs the server as a child process. */
function start(folder: string, port: number): ChildProcess {
  const folders = ["--content", join(folder, "content"), "--assets", join(folder, "assets"), "--port", String(port)];
  const { file, args, cwd } = projectCommand("start", folders);
  const env = { ...process.env, BLOG_PREVIEW: join(folder, "preview"), BLOG_CACHE: join(folder, "preview-cache") };
  return spawn(file, args, { cwd, env, stdio: "ignore", detached: true });
}

function stop({ pid, exitCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGTERM");
}

/** Waits until a page contains a text. */
async function shown(address: string, words: string, longest: number): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < longest) {
    const html = await fetch(address).then(
      (response) => response.text(),
      () => "",
    );
    if (html.includes(words)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`A page never showed “${words}”.`);
}
