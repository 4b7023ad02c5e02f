/**
 * Pagefind, which makes an index that a browser can search in parts. Its program indexes HTML; what it is given here is
 * made for it from a post, so that the index does not depend on how pages look.
 *
 * @see https://pagefind.app/docs/node-api/
 */

import { escapeHtml } from "../markdown/html.ts";
import { compare } from "../problem.ts";

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

/**
 * Indexes posts. The same posts in the same order give the same files.
 *
 * @param language the words of which are stemmed; of others, words are found as they are written
 * @param htmlOf the HTML of a record's text
 * @param withPrograms whether the files that search are among the files
 * @param atWork called when the program has been told what to do, and this process need not attend to it all the time
 * @throws Error when Pagefind cannot be run, in its words
 */
export async function pagefindIndex(
  language: string,
  records: readonly SearchRecord[],
  htmlOf: (at: number) => string,
  withPrograms: boolean,
  atWork: () => void,
): Promise<IndexFile[]> {
  // Not before there is something to index: it starts a program.
  const { createIndex } = await import("pagefind");
  const { index, errors } = await createIndex({
    forceLanguage: language,
    excludeSelectors: NOT_SEARCHED,
    maxFragments: MOST_TEXT_FILES,
  });
  if (index === undefined) throw new Error(errors.join("\n"));
  try {
    const added = records.map((record, at) =>
      index.addHTMLFile({ url: record.url, content: pageOf(record, htmlOf(at), language) }),
    );
    atWork();
    const failed = (await Promise.all(added)).flatMap(({ errors }) => errors);
    const made = await index.getFiles();
    const problems = [...failed, ...made.errors];
    if (problems.length > 0) throw new Error(problems.join("\n"));
    return made.files
      .filter(({ path }) => !INTERFACES.test(path) && (withPrograms || !PROGRAMS.test(path)))
      .sort((a, b) => compare(a.path, b.path));
  } finally {
    await index.deleteIndex();
  }
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
