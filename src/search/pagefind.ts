/**
 * Builds search indexes with Pagefind, which browsers load in parts. Pagefind indexes HTML; this file generates that
 * HTML from each post, so the index does not depend on how pages look.
 *
 * @see https://pagefind.app/docs/node-api/
 */

import { join } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { HTMLFile, PagefindServiceConfig } from "pagefind";
import { compare } from "../base/diagnostic.ts";
import { UsageError } from "../base/usage_error.ts";
import { escapeHtml } from "../markdown/plain_text.ts";
import { withSpacedCharacters } from "./characters.ts";

/** A post as search indexes it and as a result shows it. */
export interface SearchRecord {
  /** Without the site's base path. */
  url: string;
  title: string;
  /** Indexed together with the text. */
  standfirst?: string | undefined;
  /** The date as readers see it. */
  date: string;
  authors: string[];
  topics: string[];
  /** Address of a small picture, with the site's base path. */
  image?: string | undefined;
}

/** A file of a search index. */
export interface IndexFile {
  /** Path relative to the index folder. */
  path: string;
  content: Uint8Array;
}

/** From this number of posts on, Pagefind puts several texts into a file, since hosts limit the number of files of a site. */
const MANY_TEXTS = 100;
/** How many files there are for each post then. */
const FILES_PER_TEXT = 0.4;

/** Elements that are not indexed: formulas, decoration hidden from screen readers, and lists of contents. */
const NOT_SEARCHED = ["math", "[aria-hidden=true]", ".footnote-backref", 'li > a[href^="#"]'];

/** Files of Pagefind's own search interface, which the site does not use. */
const INTERFACES = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;

/** Files that run in the browser. Those of the first index can search all indexes of a site. */
const PROGRAMS = /^(?:pagefind(?:-worker)?\.js|wasm\.[\w-]+\.pagefind)$/;

/** A request to the worker thread. */
export interface ThreadTask {
  pages: HTMLFile[];
  config: PagefindServiceConfig;
  /** How long Pagefind may keep silent, in milliseconds. */
  patienceMs: number;
}

/** A task and the port where its answer arrives. Without them, the thread ends, and Pagefind with it. */
export type ThreadMessage = { task: ThreadTask; port: MessagePort } | "end";

export interface ThreadAnswer {
  files: IndexFile[];
  /** An error message of Pagefind. */
  errors: string[];
}

/** The timeout of a response. Writing the files of a large index takes a while on a slow machine. */
const PATIENCE_MS = 90_000;

/** Resolved against the generator's folder, in which every command runs. */
const THREAD = join(process.cwd(), "src", "search", "pagefind_worker.mjs");

/**
 * Indexes posts in a worker thread. Deterministic: the same posts in the same order give the same files.
 *
 * @param language whose words are stemmed; words of unsupported languages are indexed as written
 * @param htmlOf returns the HTML of a record's text
 * @param withPrograms whether to include the files that run in the browser
 * @param signal aborts the work
 * @param patienceMs how long Pagefind may keep silent
 * @throws UsageError when Pagefind cannot be run, hangs or ends, or when aborted
 */
export async function pagefindIndex(
  language: string,
  records: readonly SearchRecord[],
  htmlOf: (at: number) => string,
  withPrograms: boolean,
  signal?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<IndexFile[]> {
  const pages = records.map((record, at) => ({ url: record.url, content: pageOf(record, htmlOf(at), language) }));
  const maxFragments = Math.max(MANY_TEXTS, Math.ceil(records.length * FILES_PER_TEXT));
  const config = { forceLanguage: language, excludeSelectors: NOT_SEARCHED, maxFragments };
  const { files, errors } = await inThread({ pages, config, patienceMs }, signal);
  if (errors.length > 0) throw failure(errors.join("; "));
  return files
    .filter(({ path }) => !INTERFACES.test(path) && (withPrograms || !PROGRAMS.test(path)))
    .sort((a, b) => compare(a.path, b.path));
}

function failure(reason: string): UsageError {
  return new UsageError(`Pagefind could not make the search index: ${reason}. The site stays as it was; build again.`);
}

/** Of a program that could not be started, Node's message names only the code. */
function reasonOf(error: Error): string {
  const isFull = "code" in error && (error.code === "EMFILE" || error.code === "ENFILE");
  return isFull ? "too many open files, and `ulimit -n 1024` allows more" : error.message;
}

let thread: Worker | undefined;

/** Starts Pagefind before there is something to index, since that takes a while. */
export function startPagefind(): void {
  threadAtHand();
}

/** The one worker thread of this process, kept alive so that the next index starts at once. */
function threadAtHand(): Worker {
  if (thread) return thread;
  // What Pagefind prints about a broken pipe is nothing for people.
  const started = new Worker(THREAD, { stderr: true });
  // Lets the process exit when nothing is being indexed.
  started.unref();
  started.once("exit", () => leave(started));
  // Tells each index that it was making. An index that was given up has nobody to tell.
  started.on("error", () => leave(started));
  thread = started;
  return started;
}

/** Has the next index start another thread. */
function leave(ending: Worker): void {
  if (thread === ending) thread = undefined;
}

function inThread(task: ThreadTask, signal: AbortSignal | undefined): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const { port1: here, port2: there } = new MessageChannel();
    const indexing = threadAtHand();
    // The thread could not load its modules, or not start the program.
    const broken = (error: Error): void => reject(failure(reasonOf(error)));
    indexing.once("error", broken);
    here.once("message", (answer: ThreadAnswer) => {
      if (answer.errors.length > 0) leave(indexing);
      resolve(answer);
      here.close();
    });
    here.once("close", () => {
      indexing.off("error", broken);
      signal?.removeEventListener("abort", abort);
      reject(failure("it was ended before it had made an index"));
    });
    const abort = (): void => {
      leave(indexing);
      // Stays until it has ended Pagefind's program.
      indexing.ref();
      // Not by closing the port: a thread that is still starting does not hear of it.
      post(indexing, "end");
      here.close();
    };
    signal?.addEventListener("abort", abort);
    post(indexing, { task, port: there }, [there]);
  });
}

function post(to: Worker, message: ThreadMessage, transferred: MessagePort[] = []): void {
  to.postMessage(message, transferred);
}

function pageOf(record: SearchRecord, html: string, language: string): string {
  const meta = (attribute: string, name: string, value: string): string =>
    `<meta data-pagefind-${attribute}="${name}[content]" content="${escapeHtml(value)}">`;
  const facts = [
    meta("meta", "title", withSpacedCharacters(record.title)),
    meta("meta", "date", record.date),
    meta("meta", "authors", record.authors.join(", ")),
    meta("meta", "topics", record.topics.join(", ")),
    ...(record.image === undefined ? [] : [meta("meta", "image", record.image)]),
    ...record.authors.map((author) => meta("filter", "author", author)),
    ...record.topics.map((topic) => meta("filter", "topic", topic)),
  ];
  const standfirst = record.standfirst === undefined ? "" : `<p>${escapeHtml(record.standfirst)}</p>`;
  return `<!DOCTYPE html><html lang="${language}"><head>${facts.join("")}</head><body>${withSpacedCharacters(standfirst + html)}</body></html>`;
}
