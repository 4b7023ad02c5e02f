/**
 * How long an author waits: from saving a post until the page that `npm start` serves shows it.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../site/free_port.ts";
import type { Corpus } from "./corpus.ts";
import type { Peer } from "./peer.ts";
import { projectCommand } from "./peers/ours.ts";

export interface SavesOptions {
  corpus: Corpus;
  /** In which ours is laid out. */
  folder: string;
  postFile: Peer["postFile"];
  /** How many times a post is saved. */
  saves: number;
}

const POLL_MS = 5;
/** What a server still does after it has shown a page, a second later at the earliest, is done by then. */
const PAUSE_MS = 4_000;
const LONGEST_START_MS = 20 * 60_000;
const LONGEST_SAVE_MS = 2 * 60_000;
/** No further save is begun after this: the median of fewer will do. */
const LONGEST_MS = 5 * 60_000;

/**
 * Saves a post several times under `npm start`.
 *
 * @returns the milliseconds that each save took
 * @throws Error when the server does not come up or does not show what was saved
 */
export async function measureSaves({ corpus, folder, postFile, saves }: SavesOptions): Promise<number[]> {
  const post = corpus.post(Math.floor(corpus.size / 2));
  const file = join(folder, postFile(post).path);
  const text = readFileSync(file, "utf8");
  const port = await freePort();
  const page = `http://localhost:${port}/blog/${post.slug}/`;
  const server = start(folder, port);
  const interrupted = (): void => {
    stop(server);
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  try {
    await shown(page, post.title, LONGEST_START_MS);
    const begun = performance.now();
    const took: number[] = [];
    while (took.length < saves && performance.now() - begun < LONGEST_MS) {
      await sleep(PAUSE_MS);
      const words = `Saved for the ${took.length + 1}. time`;
      const before = performance.now();
      writeFileSync(file, `${text}\n${words}.\n`);
      await shown(page, words, LONGEST_SAVE_MS);
      took.push(Math.round(performance.now() - before));
    }
    return took;
  } finally {
    process.off("SIGINT", interrupted);
    stop(server);
    writeFileSync(file, text);
  }
}

/** `npm start`, as the leader of a group, since it runs the server in a process of its own. */
function start(folder: string, port: number): ChildProcess {
  const folders = ["--content", join(folder, "content"), "--assets", join(folder, "assets"), "--port", String(port)];
  const { file, args, cwd } = projectCommand("start", folders);
  const env = { ...process.env, BLOG_PREVIEW: join(folder, "preview"), BLOG_CACHE: join(folder, "preview-cache") };
  return spawn(file, args, { cwd, env, stdio: "ignore", detached: true });
}

function stop({ pid, exitCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGTERM");
}

/** Waits until a page holds some words. */
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
