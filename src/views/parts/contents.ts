import type { Heading } from "../../markdown/rendered.ts";
import type { ContentsEntry } from "../part_types.ts";

/** With fewer sections, readers need no table of contents. */
const FEWEST_SECTIONS = 3;

/** The table of contents, or empty if there are too few sections. */
export function contentsOf(headings: readonly Omit<Heading, "place">[]): ContentsEntry[] {
  const sections: ContentsEntry[] = [];
  for (const { level, id, text } of headings) {
    if (level === 2) sections.push({ id, text, children: [] });
    if (level === 3) sections.at(-1)?.children.push({ id, text, children: [] });
  }
  return sections.length < FEWEST_SECTIONS ? [] : sections;
}
