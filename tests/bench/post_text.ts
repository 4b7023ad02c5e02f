/** Generates the text of a post: typical Markdown about given topics. */

import { codeFence } from "./code_samples.ts";
import { normal, type Random } from "./random.ts";
import { COMMON_WORDS, capitalised, RARE_WORDS, type Topic } from "./vocabulary.ts";

/** The inputs of a text. */
export interface Writer {
  chance: Random;
  topics: readonly Topic[];
  /** The URL of another post to link to. */
  otherPost(): string;
}

/** Minimum and maximum length in bytes. */
const SHORTEST = 2_000;
const LONGEST = 20_000;
/** Median length in bytes, and spread. */
const MIDDLE = 6_500;
const SPREAD = 0.5;

/** Posts with fewer sections show no table of contents. */
const FEWEST_SECTIONS = 3;
const PARTS_OF_SECTIONS = 0.6;
const LISTS = 0.15;
const WITH_CODE = 1 / 3;
const CODE_BLOCKS = { least: 1, most: 4 };
const WITH_TABLE = 0.2;
const WITH_QUOTE = 0.5;
const WITH_FOOTNOTES = 0.07;

/** Markdown of 2 to 20 KB, 7.4 KB on average, with at least three sections. */
export function postText(writer: Writer): string {
  const { chance } = writer;
  const length = Math.round(Math.min(LONGEST, Math.max(SHORTEST, MIDDLE * Math.exp(SPREAD * normal(chance)))));
  const sections = Math.max(FEWEST_SECTIONS, Math.round(2 + length / 2_200));
  const specials = specialBlocks(writer);
  const blocks: string[] = [];
  let written = 0;
  const write = (...more: readonly string[]): void => {
    blocks.push(...more);
    written += more.reduce((sum, block) => sum + block.length + 2, 0);
  };
  write(paragraph(writer));
  for (let section = 0; section < sections; section++) {
    write(`## ${heading(writer)}`);
    const end = (length * (section + 1)) / sections;
    if (chance.chance(PARTS_OF_SECTIONS)) write(paragraph(writer), `### ${heading(writer)}`);
    write(...specials.filter((_, index) => index % sections === section));
    do {
      write(chance.chance(LISTS) ? list(writer) : paragraph(writer));
    } while (written < end);
  }
  const notes = chance.chance(WITH_FOOTNOTES) ? footnotes(writer, blocks) : [];
  return `${[...blocks, ...notes].join("\n\n")}\n`;
}

/** A sentence without links or emphasis. */
export function plainSentence({ chance, topics }: Pick<Writer, "chance" | "topics">, words: number): string {
  const chosen = Array.from({ length: words }, () => word(chance, topics));
  return `${capitalised(chosen.join(" "))}.`;
}

/** A capitalised phrase for headings and titles. */
export function heading({ chance, topics }: Pick<Writer, "chance" | "topics">): string {
  const topic = chance.one(topics);
  const words = [
    chance.favourite(topic.words),
    ...Array.from({ length: chance.between(1, 4) }, () => word(chance, topics)),
  ];
  return capitalised([...words, chance.favourite(topic.words)].join(" "));
}

function word(chance: Random, topics: readonly Topic[]): string {
  const kind = chance.next();
  if (kind < 0.72) return chance.favourite(COMMON_WORDS);
  return kind < 0.92 ? chance.favourite(chance.one(topics).words) : chance.one(RARE_WORDS);
}

function paragraph(writer: Writer): string {
  return Array.from({ length: writer.chance.between(2, 6) }, () => sentence(writer)).join(" ");
}

/** A sentence, sometimes with a link, emphasis or code. */
function sentence(writer: Writer): string {
  const { chance, topics } = writer;
  const plain = plainSentence(writer, chance.between(6, 22)).slice(0, -1);
  const kind = chance.next();
  const end = `${word(chance, topics)} ${word(chance, topics)}`;
  if (kind < 0.05) return `${plain} *${end}*.`;
  if (kind < 0.09) return `${plain} **${end}**.`;
  if (kind < 0.12) return `${plain}, \`${end.replace(" ", "_")}\`.`;
  if (kind < 0.15) return `${plain} [${end}](${writer.otherPost()}).`;
  if (kind < 0.18) return `${plain} [${end}](https://${chance.one(RARE_WORDS)}.example/${chance.one(RARE_WORDS)}).`;
  return kind < 0.4 ? `${plain}, ${end}.` : `${plain}.`;
}

function list(writer: Writer): string {
  const { chance } = writer;
  const isNumbered = chance.chance(0.3);
  return Array.from({ length: chance.between(3, 6) }, (_, index) => {
    return `${isNumbered ? `${index + 1}.` : "-"} ${plainSentence(writer, chance.between(4, 12))}`;
  }).join("\n");
}

function quote(writer: Writer): string {
  return `> ${plainSentence(writer, 12)}\n> ${plainSentence(writer, 9)}`;
}

function table({ chance, topics }: Writer): string {
  const columns = chance.between(2, 4);
  const row = (cell: () => string): string => `| ${Array.from({ length: columns }, cell).join(" | ")} |`;
  const rows = Array.from({ length: chance.between(3, 7) }, () => row(() => word(chance, topics)));
  return [row(() => capitalised(word(chance, topics))), row(() => "---"), ...rows].join("\n");
}

/** Optional parts, in order of appearance. */
function specialBlocks(writer: Writer): string[] {
  const { chance, topics } = writer;
  const blocks: string[] = [];
  if (chance.chance(WITH_QUOTE)) blocks.push(quote(writer));
  if (chance.chance(WITH_TABLE)) blocks.push(table(writer));
  if (chance.chance(WITH_CODE)) {
    const count = chance.between(CODE_BLOCKS.least, CODE_BLOCKS.most);
    blocks.push(...Array.from({ length: count }, () => codeFence(chance, () => chance.one(chance.one(topics).words))));
  }
  return blocks;
}

/** One or two footnotes, referenced in the first and perhaps the last paragraph. */
function footnotes(writer: Writer, blocks: string[]): string[] {
  const marked = writer.chance.chance(0.5) ? [0] : [0, blocks.length - 1];
  return marked.map((at, index) => {
    const mark = `[^${index + 1}]`;
    blocks[at] = `${blocks[at]}${mark}`;
    return `${mark}: ${plainSentence(writer, 10)}`;
  });
}
