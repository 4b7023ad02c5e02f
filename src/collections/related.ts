/**
 * Which posts a reader of one post would want next, by what their texts have in common.
 */

import { compare } from "../problem.ts";

/** What is compared of a post. */
export interface Document {
  /** Unique; decides between equals, so that the result is the same on every machine. */
  id: string;
  title: string;
  tags: readonly string[];
  text: string;
}

/** How many of its most telling words stand for a post. Bounds the work for each. */
const WORDS_PER_POST = 24;
/** A word in more posts than this tells little and is not followed. Keeps the whole near-linear. */
const POSTS_PER_WORD = 200;
const TITLE_WEIGHT = 4;
const TAG_WEIGHT = 3;

/**
 * For each document the ids of those nearest to it, the nearest first: cosine similarity of TF-IDF weights
 * over title, tags and text.
 *
 * Each document is represented by its {@link WORDS_PER_POST} heaviest terms, and found through an inverted index from
 * which terms of more than {@link POSTS_PER_WORD} documents are left out. Time and memory grow linearly.
 *
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html
 */
export function related(documents: readonly Document[], count: number): Map<string, string[]> {
  const frequencies = documents.map(termFrequencies);
  const documentCounts = new Map<string, number>();
  for (const terms of frequencies) {
    for (const term of terms.keys()) documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1);
  }
  const vectors = frequencies.map((terms) => heaviest(terms, documentCounts, documents.length));
  const index = invertedIndex(vectors);
  return new Map(
    documents.map((document, at) => [document.id, nearestTo(at, vectors[at] ?? new Map(), index, documents, count)]),
  );
}

type Vector = Map<string, number>;

function termFrequencies(document: Document): Vector {
  const terms: Vector = new Map();
  const add = (term: string, weight: number): void => {
    terms.set(term, (terms.get(term) ?? 0) + weight);
  };
  for (const word of wordsOf(document.text)) add(word, 1);
  for (const word of wordsOf(document.title)) add(word, TITLE_WEIGHT);
  for (const tag of document.tags) add(`#${tag}`, TAG_WEIGHT);
  return terms;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{3,}/gu) ?? [];
}

/** The terms that tell a document from the others, with weights whose squares add up to 1. */
function heaviest(terms: Vector, documentCounts: Vector, documents: number): Vector {
  const weighted = [...terms]
    .map(([term, frequency]): [string, number] => {
      const inverse = Math.log(documents / (documentCounts.get(term) ?? 1));
      return [term, (1 + Math.log(frequency)) * inverse];
    })
    .filter(([, weight]) => weight > 0)
    .sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))
    .slice(0, WORDS_PER_POST);
  const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
  return new Map(weighted.map(([term, weight]) => [term, weight / length]));
}

type Index = Map<string, { at: number; weight: number }[]>;

function invertedIndex(vectors: readonly Vector[]): Index {
  const index: Index = new Map();
  vectors.forEach((vector, at) => {
    for (const [term, weight] of vector) {
      const entries = index.get(term);
      if (entries) entries.push({ at, weight });
      else index.set(term, [{ at, weight }]);
    }
  });
  for (const [term, entries] of index) if (entries.length > POSTS_PER_WORD) index.delete(term);
  return index;
}

function nearestTo(at: number, vector: Vector, index: Index, documents: readonly Document[], count: number): string[] {
  const scores = new Map<number, number>();
  for (const [term, weight] of vector) {
    for (const entry of index.get(term) ?? []) {
      if (entry.at !== at) scores.set(entry.at, (scores.get(entry.at) ?? 0) + weight * entry.weight);
    }
  }
  return [...scores]
    .map(([other, score]) => ({ id: documents[other]?.id ?? "", score }))
    .sort((a, b) => b.score - a.score || compare(a.id, b.id))
    .slice(0, count)
    .map((candidate) => candidate.id);
}
