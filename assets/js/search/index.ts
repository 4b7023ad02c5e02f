/** The search index (Pagefind), loaded on first use. */

import { joined, spaced } from "./characters.ts";
import { isLike, startsIn, wordsOf } from "./marks.ts";
import { nearestWord } from "./nearest_word.ts";

/** A query: words, and optionally a topic and an author. */
export interface Question {
  words: string;
  topic: string;
  author: string;
}

/** A match in a post. In the excerpt, `<mark>` surrounds matches and `<` is escaped. */
export interface Passage {
  url: string;
  title: string;
  excerpt: string;
}

export interface Found extends Passage {
  date: string;
  authors: string;
  topics: string;
  /** The address of a small picture. */
  image: string;
  /** The sections in which it was found. */
  sections: Passage[];
}

export interface Answer {
  count: number;
  /** What was searched for. Other words than those that were asked for if these were mistyped. */
  words: string;
  /** Some of the results, the best first. */
  results(from: number, to: number): Promise<Found[]>;
}

/** The available filters. */
export interface Choices {
  topic: string[];
  author: string[];
}

export interface Index {
  ask(question: Question): Promise<Answer>;
  choices: Promise<Choices>;
}

interface Fragment {
  url: string;
  content: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: { title: string; url: string; excerpt: string; anchor?: unknown }[];
}

/** The part of Pagefind's API that is used. @see https://pagefind.app/docs/api/ */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  mergeIndex(address: string): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  search(
    words: string | null,
    options: { filters: Record<string, string> },
  ): Promise<{ results: { data(): Promise<Fragment> }[] }>;
}

/** In words. */
const EXCERPT_LENGTH = 32;

/**
 * @param folder URL of the index
 * @param home URL of the blog
 */
export async function openIndex(folder: string, home: string): Promise<Index> {
  const program: Promise<Pagefind> = import(`${new URL(folder, location.href)}pagefind.js`);
  // Failures are reported where the program is used.
  program.catch(() => {});
  const list = await fetch(`${folder}indexes.json`);
  const { posts, others }: { posts: number; others: string[] } = await list.json();
  if (posts === 0) return { ask: async () => NOTHING, choices: Promise.resolve({ topic: [], author: [] }) };
  const pagefind = await program;
  await pagefind.options({ baseUrl: home, excerptLength: EXCERPT_LENGTH });
  await Promise.all(others.map((other) => pagefind.mergeIndex(folder + other)));
  return {
    choices: pagefind
      .filters()
      .then(({ topic = {}, author = {} }) => ({ topic: sorted(topic), author: sorted(author) })),
    async ask(question) {
      const { words, ...filters } = question;
      if (words === "" && Object.values(filters).every((value) => value === "")) return NOTHING;
      const found = await answerOf(pagefind, question);
      if (words === "" || found.isExact) return found.answer;
      const meant = await corrected(words, pagefind, folder);
      if (meant === words) return found.answer;
      const other = await answerOf(pagefind, { ...question, words: meant });
      return other.answer.count > 0 ? other.answer : found.answer;
    },
  };
}

const NOTHING: Answer = { count: 0, words: "", results: async () => [] };

/** What the index has, and whether all words are in the best result as they were typed. */
async function answerOf(
  pagefind: Pagefind,
  { words, topic, author }: Question,
): Promise<{ answer: Answer; isExact: boolean }> {
  const filters = { ...(topic && { topic }), ...(author && { author }) };
  const { results } = await pagefind.search(words === "" ? null : spaced(words), { filters });
  const [best] = await Promise.all(results.slice(0, 1).map((result) => result.data()));
  const facts = Object.values(best?.meta ?? {}).map(joined);
  if (best === undefined || !isLike(words, joined(best.excerpt), ...facts)) {
    return { answer: { ...NOTHING, words }, isExact: false };
  }
  return {
    isExact: startsIn(wordsOf(words), joined(best.content), ...facts),
    answer: {
      count: results.length,
      words,
      results: (from, to) => Promise.all(results.slice(from, to).map(async (result) => foundIn(await result.data()))),
    },
  };
}

/** The words with those that no post has replaced by the nearest ones of titles, topics and headings. */
async function corrected(words: string, pagefind: Pagefind, folder: string): Promise<string> {
  const known: string[] = await (await fetch(`${folder}words.json`)).json();
  const right = await Promise.all(
    wordsOf(words).map(async (word) => {
      if (startsIn([word], known.join(" "))) return word;
      const { isExact } = await answerOf(pagefind, { words: word, topic: "", author: "" });
      return isExact ? word : (nearestWord(word, known) ?? word);
    }),
  );
  const isSame = right.every((word) => wordsOf(words).includes(word));
  return isSame ? words : right.join(" ");
}

function sorted(choices: Record<string, number>): string[] {
  return Object.keys(choices).sort(new Intl.Collator(document.documentElement.lang).compare);
}

function foundIn({ url, excerpt, meta, sub_results: sections }: Fragment): Found {
  return {
    url,
    excerpt: fromSentence(joined(excerpt)),
    title: joined(meta.title ?? ""),
    date: meta.date ?? "",
    authors: meta.authors ?? "",
    topics: meta.topics ?? "",
    image: meta.image ?? "",
    sections: sections
      .filter(({ anchor }) => anchor !== undefined)
      .map((section) => ({ ...section, title: joined(section.title) })),
  };
}

/** An excerpt from the beginning of the sentence in which the first word was found, or with an ellipsis if it is not there. */
function fromSentence(excerpt: string): string {
  const [before = ""] = excerpt.split("<mark>");
  const [ahead = ""] = /^.*[.!?。！？…]["”’)]?\s+/s.exec(before) ?? [];
  const rest = excerpt.slice(ahead.length);
  return ahead === "" && /^[\p{Ll}\p{P}]/u.test(rest) ? `… ${rest}` : rest;
}
