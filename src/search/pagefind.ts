/**
 * Pagefind, which makes an index that a browser can search in parts. Its program indexes HTML; what it is given here is
 * made for it from a post, so that the index does not depend on how pages look.
 *
 * @see https://pagefind.app/docs/node-api/
 */

import { join } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { HTMLFile, PagefindServiceConfig } from "pagefind";
import { compare } from "../base/diagnostic.ts";
import { escapeHtml } from "../markdown/plain_text.ts";

/** A post as it is searched and as a result shows it. */
export interface SearchRecord {
  /** Below the site's base. */
  url: string;
  title: string;
  /** Searched with the text. */
  standfirst?: string | undefined;
  /** As readers read it. */
  date: string;
  authors: string[];
  topics: string[];
}

/** A file of an index. */
export interface IndexFile {
  /** Relative to the index. */
  path: string;
  content: Uint8Array;
}

/** Texts of more posts than this share files: a host may take only so many files of one site. */
const MOST_TEXT_FILES = 250;

/** Formulas are searched by nobody, and what is hidden from screen readers is decoration. */
const NOT_SEARCHED = ["math", "[aria-hidden=true]", ".footnote-backref"];

/** What Pagefind adds for sites without a search interface of their own. */
const INTERFACES = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;

/** What runs in the browser. All indexes of a site can be searched with that of the first. */
const PROGRAMS = /^(?:pagefind(?:-worker)?\.js|wasm\.[\w-]+\.pagefind)$/;

/** What the thread is asked for. */
export interface ThreadTask {
  pages: HTMLFile[];
  config: PagefindServiceConfig;
}

/** What is sent to it. */
export interface ThreadMessage {
  task: ThreadTask;
  /** Where the answer is awaited. */
  port: MessagePort;
}

export interface ThreadAnswer {
  files: IndexFile[];
  /** What Pagefind says went wrong. */
  errors: string[];
}

/** In the folder of the generator, in which every command runs. */
const THREAD = join(process.cwd(), "src", "search", "pagefind_worker.mjs");

/**
 * Indexes posts, while this thread may do other work. The same posts in the same order give the same files.
 *
 * @param language the words of which are stemmed; of others, words are found as they are written
 * @param htmlOf the HTML of a record's text
 * @param withPrograms whether the files that search are among the files
 * @param signal gives the work up before it is done
 * @throws Error when Pagefind cannot be run, in its words, or was given up
 */
export async function pagefindIndex(
  language: string,
  records: readonly SearchRecord[],
  htmlOf: (at: number) => string,
  withPrograms: boolean,
  signal?: AbortSignal,
): Promise<IndexFile[]> {
  const pages = records.map((record, at) => ({ url: record.url, content: pageOf(record, htmlOf(at), language) }));
  const config = { forceLanguage: language, excludeSelectors: NOT_SEARCHED, maxFragments: MOST_TEXT_FILES };
  const { files, errors } = await inThread({ pages, config }, signal);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return files
    .filter(({ path }) => !INTERFACES.test(path) && (withPrograms || !PROGRAMS.test(path)))
    .sort((a, b) => compare(a.path, b.path));
}

let thread: Worker | undefined;

/** The one thread of this process, so that the program is at hand for the next index. */
function threadAtHand(): Worker {
  if (thread) return thread;
  thread = new Worker(THREAD);
  // When there is nothing more to index, the process need not wait for it.
  thread.unref();
  thread.once("exit", () => {
    thread = undefined;
  });
  return thread;
}

function inThread(task: ThreadTask, signal: AbortSignal | undefined): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const { port1: here, port2: there } = new MessageChannel();
    here.once("message", (answer: ThreadAnswer) => {
      resolve(answer);
      here.close();
    });
    here.once("close", () => reject(new Error("Pagefind was ended before it had made an index.")));
    signal?.addEventListener("abort", () => here.close());
    const message: ThreadMessage = { task, port: there };
    threadAtHand().postMessage(message, [there]);
  });
}

function pageOf(record: SearchRecord, html: string, language: string): string {
  const meta = (attribute: string, name: string, value: string): string =>
    `<meta data-pagefind-${attribute}="${name}[content]" content="${escapeHtml(value)}">`;
  const facts = [
    meta("meta", "title", record.title),
    meta("meta", "date", record.date),
    meta("meta", "authors", record.authors.join(", ")),
    ...record.authors.map((author) => meta("filter", "author", author)),
    ...record.topics.map((topic) => meta("filter", "topic", topic)),
  ];
  const standfirst = record.standfirst === undefined ? "" : `<p>${escapeHtml(record.standfirst)}</p>`;
  return `<!DOCTYPE html><html lang="${language}"><head>${facts.join("")}</head><body>${standfirst}${html}</body></html>`;
}
