/** The search index (Pagefind), loaded on first use. */

import { isLike } from "./marks.ts";

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
  /** The sections with matches. */
  sections: Passage[];
}

export interface Answer {
  count: number;
  /** The first results, best first. */
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

/** As text. */
const EXCERPT_LENGTH = 26;

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
    async ask({ words, topic, author }) {
      const filters = { ...(topic && { topic }), ...(author && { author }) };
      if (words === "" && Object.keys(filters).length === 0) return NOTHING;
      const { results } = await pagefind.search(words === "" ? null : words, { filters });
      const [best] = await Promise.all(results.slice(0, 1).map((result) => result.data()));
      if (best === undefined || !isLike(words, best.excerpt, ...Object.values(best.meta))) return NOTHING;
      return {
        count: results.length,
        results: (from, to) => Promise.all(results.slice(from, to).map(async (result) => foundIn(await result.data()))),
      };
    },
  };
}

const NOTHING: Answer = { count: 0, results: async () => [] };

function sorted(choices: Record<string, number>): string[] {
  return Object.keys(choices).sort(new Intl.Collator(document.documentElement.lang).compare);
}

function foundIn({ url, excerpt, meta, sub_results: sections }: Fragment): Found {
  return {
    url,
    excerpt,
    title: meta.title ?? "",
    date: meta.date ?? "",
    authors: meta.authors ?? "",
    sections: sections.filter(({ anchor }) => anchor !== undefined),
  };
}
