import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Corpus, CorpusPost } from "./corpus.ts";
import type { PeerName, Scenario } from "./results.ts";

/** The folder of the generator. */
export const ROOT = resolve(import.meta.dirname, "..", "..");

/** The templates and settings of the peers. */
export const PEERS = resolve(import.meta.dirname, "peers");

/** A program with arguments. */
export interface Command {
  file: string;
  args: readonly string[];
  cwd: string;
  /** Variables in addition to this process's environment. */
  env?: Readonly<Record<string, string>>;
}

/** A generator that builds the corpus. Paths are relative to its folder. */
export interface Peer {
  name: PeerName;
  /** Why it cannot run on this machine, if so; may try to install it first. */
  missing(): string | undefined;
  /** Its name and version. */
  title(): string;
  /** All files except the posts. */
  write(corpus: Corpus, folder: string): void;
  postFile(post: CorpusPost): { path: string; text: string };
  build(folder: string): Command;
  /**
   * Milliseconds by phase, if the build prints them.
   *
   * @throws Error if it found problems in the corpus
   */
  phases?(stdout: string): Record<string, number>;
  /** Creates a search index for the built site, if the build has none. */
  searchIndex?(folder: string): Command;
  output: string;
  /** Its cache, which is deleted before a cold build. */
  caches: readonly string[];
  scenarios: readonly Scenario[];
  /** The file of the settings, and the changes to it that are measured. */
  settings?: { path: string; edits: Partial<Record<Scenario, (before: string) => string>> };
}

/** Writes a file and creates its folders. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes the corpus for each peer into a folder of its name, generating each post once. */
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

/** A post file with some fields. Values are plain YAML scalars or lists of them. */
export function withFrontMatter(fields: Readonly<Record<string, string | boolean>>, text: string): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join("\n")}\n---\n\n${text}`;
}

/** A program's output, or undefined if it is missing or failed. */
export function printed(file: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(file, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
