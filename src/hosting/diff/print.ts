/**
 * Prints a difference for a terminal, or as Markdown for a comment on a pull request.
 */

import { diffWordsWithSpace } from "diff";
import { plural } from "../../base/text.ts";
import { type Before, type Change, type Difference, isNothing, type PageChange } from "./types.ts";

/** How to mark removed and added text. */
export interface Marks {
  plain(text: string): string;
  heading(text: string): string;
  strong(text: string): string;
  code(text: string): string;
  removed(text: string): string;
  added(text: string): string;
  item(depth: number, text: string): string;
}

export const MARKDOWN: Marks = {
  plain: escaped,
  heading: (text) => `### ${text}\n`,
  strong: (text) => `**${escaped(text)}**`,
  code: (text) => `\`${text}\``,
  removed: (text) => spaced(text, (inner) => `~~${escaped(inner)}~~`),
  added: (text) => spaced(text, (inner) => `**${escaped(inner)}**`),
  item: (depth, text) => `${"  ".repeat(depth)}- ${text}`,
};

/** @param colours whether the terminal supports colour; otherwise brackets mark changes */
export function terminal(colours: boolean): Marks {
  const painted = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
  return {
    plain: (text) => text,
    heading: colours ? painted(1) : (text) => text,
    strong: colours ? painted(1) : (text) => text,
    code: (text) => text,
    removed: colours ? painted(31) : (text) => `[-${text}-]`,
    added: colours ? painted(32) : (text) => `{+${text}+}`,
    item: (depth, text) => `${"  ".repeat(depth + 1)}${text}`,
  };
}

export function differenceText(difference: Difference, marks: Marks): string {
  if (isNothing(difference)) return "Nothing changes.\n";
  const { added, removed, changed, shared, redirected, markupOnly, following, files } = difference;
  const { item, code, heading } = marks;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[heading(title), ...lines].join("\n")];
  const page = ({ address, title }: { address: string; title: string }): string =>
    item(0, `${code(address)} ${marks.plain(title)}`);
  const parts = [
    [summary(difference)],
    section(`Added: ${plural(added.length, "page")}`, added.map(page)),
    section(`Removed: ${plural(removed.length, "page")}`, removed.map(page)),
    section(
      `Changed: ${plural(changed.length, "page")}`,
      changed.flatMap((one) => pageLines(one, marks)),
    ),
    section(
      `Changed alike on several pages: ${shared.length}`,
      shared.map(({ change, pages }) => item(0, `${changeText(change, marks)} on ${pageList(pages, marks)}`)),
    ),
    section(
      `Lead elsewhere now: ${redirected.length}`,
      redirected.map(({ from, to }) => item(0, `${code(from)} → ${code(to)}`)),
    ),
    section("Besides", [
      ...(following.length === 0
        ? []
        : [item(0, `What other pages show of these changes: ${pageList(following, marks)}.`)]),
      ...(markupOnly.length === 0
        ? []
        : [item(0, `Only the markup changed, and nothing that is read: ${pageList(markupOnly, marks)}.`)]),
      ...fileLines(files).map((line) => item(0, line)),
    ]),
  ];
  return `${parts.flat().join("\n\n")}\n`;
}

function summary({ pages, weight, added, removed, changed }: Difference): string {
  const moved = changed.filter(({ movedFrom }) => movedFrom !== undefined).length;
  const counts = [
    `${added.length} added`,
    `${removed.length} removed`,
    ...(moved > 0 ? [`${moved} moved`] : []),
    `${changed.length - moved} changed`,
  ];
  const size = weight === undefined ? "" : `, ${bytes(weight.before)} → ${bytes(weight.after)}`;
  return `${plural(pages.before, "page")} → ${pages.after}: ${counts.join(", ")}${size}.`;
}

function pageLines(page: PageChange, marks: Marks): string[] {
  const { item, code, strong } = marks;
  const { address, movedFrom, heading, metaTitle, description, changes, shownOn, weight } = page;
  const size = weight === undefined ? "" : ` (${weightText(weight)})`;
  return [
    item(0, `${code(address)} ${strong(page.title)}${size}`),
    ...(movedFrom === undefined ? [] : [item(1, `moved here from ${code(movedFrom)}, which leads on`)]),
    ...(heading ? [item(1, `title: ${words(heading, marks)}`)] : []),
    ...(metaTitle ? [item(1, `title in search results: ${words(metaTitle, marks)}`)] : []),
    ...(description ? [item(1, `description: ${words(description, marks)}`)] : []),
    ...changes.slice(0, MOST_CHANGES).map((change) => item(1, changeText(change, marks))),
    ...(changes.length > MOST_CHANGES ? [item(1, `and ${changes.length - MOST_CHANGES} more`)] : []),
    ...(shownOn > 0 ? [item(1, `shown on ${plural(shownOn, "other page")}`)] : []),
  ];
}

/** A diff of a rewritten page is too long to be useful. */
const MOST_CHANGES = 12;

function changeText(change: Change, marks: Marks): string {
  const kind = change.kind === "text" ? "" : `${change.kind}: `;
  return kind + words(change, marks);
}

/** Removed and added words, with some text around them. */
function words({ before, after }: Before<string>, marks: Marks): string {
  if (before === "") return marks.added(shortened(after));
  if (after === "") return marks.removed(shortened(before));
  const parts = diffWordsWithSpace(before, after);
  return parts
    .map((part, index) => {
      if (part.added) return marks.added(part.value);
      if (part.removed) return marks.removed(part.value);
      return marks.plain(context(part.value, index > 0, index < parts.length - 1));
    })
    .join("");
}

const CONTEXT = 40;
const LONGEST = 200;

/** Cuts unchanged text except next to a change. */
function context(text: string, hasBefore: boolean, hasAfter: boolean): string {
  if (text.length <= 2 * CONTEXT) return text;
  const start = hasBefore ? text.slice(0, CONTEXT).replace(/\S*$/, "") : "";
  const end = hasAfter ? text.slice(-CONTEXT).replace(/^\S*/, "") : "";
  return `${start}…${end}`;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s\S*$/, "")}…`;
}

const FEW = 3;

function pageList(pages: readonly string[], { code }: Marks): string {
  const shown = pages.slice(0, FEW).map(code).join(", ");
  return pages.length <= FEW ? shown : `${plural(pages.length, "page")}, such as ${shown}`;
}

function fileLines({ added, changed, removed }: Difference["files"]): string[] {
  return Object.entries({ added, changed, removed })
    .filter(([, list]) => list.length > 0)
    .map(([what, list]) => {
      const names = list.slice(0, FEW).join(", ");
      return `Other files ${what}: ${list.length <= FEW ? names : `${list.length}, such as ${names}`}.`;
    });
}

function weightText({ before, after }: Before<number>): string {
  const change = after - before;
  if (change === 0) return bytes(after);
  return `${bytes(after)}, ${change > 0 ? "+" : "−"}${bytes(Math.abs(change))}`;
}

function bytes(count: number): string {
  if (count < 1_000) return `${count} B`;
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}

/** Markdown emphasis must touch its words. */
function spaced(text: string, mark: (inner: string) => string): string {
  const inner = text.trim();
  if (inner === "") return text;
  const start = text.slice(0, text.indexOf(inner));
  return start + mark(inner) + text.slice(start.length + inner.length);
}

/** Escapes text of pages, which must not become markup, mentions or links in a comment. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#~|&]/g, (character) => `\\${character}`).replaceAll("@", "@\u200b");
}
