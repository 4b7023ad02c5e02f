import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Corpus, CorpusPost } from "./corpus.ts";
import type { PeerName, Scenario } from "./results.ts";

/** The folder of the generator. */
export const ROOT = resolve(import.meta.dirname, "..", "..");

/** The templates and settings of the peers. */
export const PEERS = resolve(import.meta.dirname, "peers");

/** A program to run, as one would write it on a command line. */
export interface Command {
  file: string;
  args: readonly string[];
  cwd: string;
  /** Beside the environment of this program. */
  env?: Readonly<Record<string, string>>;
}

/** A generator that builds the corpus. Paths are relative to the folder that it is given. */
export interface Peer {
  name: PeerName;
  /** Why it cannot be run on this machine, in a sentence. It may be fetched first where that takes a command. */
  missing(): string | undefined;
  /** The tool and its version, for people. */
  title(): string;
  /** Everything but the posts. */
  write(corpus: Corpus, folder: string): void;
  postFile(post: CorpusPost): { path: string; text: string };
  build(folder: string): Command;
  /**
   * Milliseconds by the name of the phase, as far as a build prints them.
   *
   * @throws Error when it found problems in the corpus
   */
  phases?(stdout: string): Record<string, number>;
  /** Makes a search index of what was built, where the build has not made one. */
  searchIndex?(folder: string): Command;
  output: string;
  /** What a build keeps for the next one: gone before a cold one. */
  caches: readonly string[];
  scenarios: readonly Scenario[];
}

/** Writes a file and the folders that it lies in. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Lays out the corpus for each of the peers, in a folder of its own name. Every post is made once. */
export function layOut(corpus: Corpus, peers: readonly Peer[], folder: string): void {
  for (const peer of peers) peer.write(corpus, join(folder, peer.name));
  for (let index = 0; index < corpus.size; index++) {
    const post = corpus.post(index);
    for (const peer of peers) {
      const { path, text } = peer.postFile(post);
      writeFile(join(folder, peer.name, path), text);
    }
  }
}

/** A post as a file with some fields above its text. Values are words, which YAML takes as they are, or lists of them. */
export function withFrontMatter(fields: Readonly<Record<string, string | boolean>>, text: string): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join("\n")}\n---\n\n${text}`;
}

/** What a program printed, or nothing when it is not there or failed. */
export function printed(file: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(file, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
