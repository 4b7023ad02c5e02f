/** A generated blog of any size, determined by its seed, which all generators build. */

import { heading, plainSentence, postText } from "./post_text.ts";
import { type Random, random } from "./random.ts";
import { AUTHORS, type Person, TOPICS, type Topic } from "./vocabulary.ts";

export interface CorpusPost {
  slug: string;
  title: string;
  description: string;
  /** ISO 8601, to the second, in UTC. No two posts have the same. */
  date: string;
  author: Person;
  topics: readonly Topic[];
  featured: boolean;
  /** Markdown. */
  text: string;
}

/** Data for all pages. */
export interface CorpusSite {
  name: string;
  tagline: string;
  description: string;
  url: string;
  postsPerPage: number;
  cta: { title: string; text: string; primary: Action; secondary: Action };
}

interface Action {
  label: string;
  url: string;
}

export interface Corpus {
  /** Number of posts. */
  size: number;
  site: CorpusSite;
  authors: readonly Person[];
  topics: readonly Topic[];
  /** A post by index, oldest first. Generated on demand, because 100,000 would fill the memory. */
  post(index: number): CorpusPost;
}

const SITE: CorpusSite = {
  name: "The measured blog",
  tagline: "Words that nobody wrote",
  description: "An invented blog that generators are measured with, about forty topics by twenty-five authors.",
  url: "https://blog.example",
  postsPerPage: 12,
  cta: {
    title: "Talk to someone who has done it",
    text: "An hour with a mentor can save months of guessing. Choose one by experience, and book a time.",
    primary: { label: "Find a mentor", url: "https://mentors.example/mentors/" },
    secondary: { label: "Become a mentor", url: "https://mentors.example/join/" },
  },
};

const FIRST_DATE = Date.UTC(2014, 0, 1, 8);
const LAST_DATE = Date.UTC(2024, 11, 31, 18);
const TOPICS_OF_A_POST = 3;

/** A post's inputs, so that its title is known without its text. */
const TITLE = 1;
const TEXT = 2;

/** A blog with this many posts. */
export function corpus(size: number, seed = 1): Corpus {
  return {
    size,
    site: SITE,
    authors: AUTHORS,
    topics: TOPICS,
    post: (index) => corpusPost(size, seed, index),
  };
}

function corpusPost(size: number, seed: number, index: number): CorpusPost {
  const about = subjectOf(seed, index);
  const chance = random(seed, TEXT, index);
  const otherPost = (): string => {
    const other = (index + chance.between(1, Math.max(1, size - 1))) % size;
    return `/blog/${subjectOf(seed, other).slug}/`;
  };
  return {
    ...about,
    description: plainSentence({ chance, topics: about.topics }, chance.between(10, 18)),
    date: dateOf(index, size),
    author: chance.one(AUTHORS),
    featured: index === size - 3,
    text: postText({ chance, topics: about.topics, otherPost }),
  };
}

function subjectOf(seed: number, index: number): Pick<CorpusPost, "slug" | "title" | "topics"> {
  const chance = random(seed, TITLE, index);
  const topics = different(chance, TOPICS, TOPICS_OF_A_POST);
  const title = heading({ chance, topics });
  return { title, topics, slug: `${title.toLowerCase().replaceAll(" ", "-")}-${index + 1}` };
}

/** Distinct items, as long as there are enough. */
function different<Item>(chance: Random, items: readonly Item[], count: number): Item[] {
  const chosen = new Set<Item>();
  while (chosen.size < Math.min(count, items.length)) chosen.add(chance.one(items));
  return [...chosen];
}

/** Dates spread evenly over eleven years. */
function dateOf(index: number, size: number): string {
  const time = FIRST_DATE + ((LAST_DATE - FIRST_DATE) * (index + 0.5)) / size;
  return new Date(time).toISOString().replace(/\.\d+/, "");
}
