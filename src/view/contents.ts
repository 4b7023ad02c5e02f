import type { Heading } from "../markdown/rendered.ts";
import type { ContentsEntry } from "../views/types.ts";

/** Fewer sections than this are found without a list of them. */
const FEWEST_SECTIONS = 3;

/** The sections of a text and their parts, or nothing when there are too few to need a list. */
export function contentsOf(headings: readonly Omit<Heading, "place">[]): ContentsEntry[] {
  const sections: ContentsEntry[] = [];
  for (const { level, id, text } of headings) {
    if (level === 2) sections.push({ id, text, children: [] });
    if (level === 3) sections.at(-1)?.children.push({ id, text, children: [] });
  }
  return sections.length < FEWEST_SECTIONS ? [] : sections;
}
