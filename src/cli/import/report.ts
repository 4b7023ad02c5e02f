/**
 * The report of an import: what came over, what was changed, and what needs a person, in order of worth.
 */

import { plural } from "../../base/text.ts";
import type { Imported, Item } from "./import_blog.ts";
import type { Settled } from "./settle.ts";

const HEADINGS: Readonly<Record<Item["worth"], string>> = {
  1: "Before the first build",
  2: "What readers would miss",
  3: "What to look at",
  4: "People",
  5: "Fields without a use here",
};

/** @returns the report as Markdown */
export function reportText(
  { blog, written, kept, open, changes, old }: Imported,
  { addresses, known }: Settled,
): string {
  const count = (folder: string): number => written.filter((file) => file.startsWith(folder)).length;
  const drafts = blog.posts.filter(({ fields }) => fields.draft === true).length;
  const of = (total: number, noun: string, made: number): string =>
    `${plural(total, noun)} found, ${made} written${total > made ? `, ${total - made} not` : ""}`;
  const { stands, redirected, moves, lost } = addresses;
  const total = stands.length + redirected.length + moves.length + lost.length;
  const lines = [
    `# The import of a blog of ${blog.kind}`,
    "",
    "## What came over",
    "",
    `- ${of(blog.posts.length, "post", count("posts/"))}${drafts > 0 ? `; ${plural(drafts, "draft")} among them` : ""}.`,
    `- ${of(blog.pages.length, "page", count("pages/"))}.`,
    `- ${count("img/") === 1 ? "1 picture or file" : `${count("img/")} pictures and files`}${count("img/authors/") > 0 ? `, ${count("img/authors/")} of them portraits` : ""}.`,
    ...(total === 0
      ? []
      : [
          `- ${`${total} old ${total === 1 ? "address" : "addresses"}`} of ${old.length === 0 ? "the old blog" : "posts, pages and lists"}: ${stands.length} stand, ${redirected.length} redirect to a post, ${moves.length} redirect to a list, ${lost.length} lost.`,
        ]),
    ...(known.size === 0
      ? []
      : [
          `- ${plural(
            [...known.values()].reduce((sum, one) => sum + one, 0),
            "error",
          )} that the old blog lived with: ${[...known].map(([rule, times]) => `${times} × ${rule}`).join(", ")}. They are in \`known_problems.yaml\`, so that the first build is published.`,
        ]),
    "",
    ...section(
      "What was changed in texts",
      [...changes].sort((a, b) => b[1] - a[1]).map(([does, times]) => `${times} × ${does}.`),
    ),
    ...section("Addresses that would be lost", lostLines(lost)),
    "# What needs a person",
    "",
  ];
  const left = [
    ...open,
    ...kept.map((file): Item => ({ worth: 3, file, message: "left as it is: it already exists with other content" })),
  ];
  const groups = ([1, 2, 3, 4, 5] as const).flatMap((worth) =>
    section(HEADINGS[worth], left.filter((item) => item.worth === worth).map(itemLine)),
  );
  return `${[...lines, ...(groups.length === 0 ? ["Nothing."] : groups)].join("\n").trimEnd()}\n`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, "", ...lines.map((line) => `- ${line}`), ""];
}

/** Where and what, in one line. */
export function itemLine({ file, line, message }: Item): string {
  const place = [file, line].filter((part) => part !== undefined).join(":");
  return `${place === "" ? "" : `${place}: `}${message.replace(/\s+/g, " ").replace(/(?<![.!?`)])$/, ".")}`;
}

/** From so many pages of a folder on, they are one line. */
const MANY = 4;

/** Lost addresses by what they were, with the redirect to paste. */
function lostLines(lost: Settled["addresses"]["lost"]): string[] {
  const folders = new Map<string, number>();
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
  for (const { path } of lost)
    if (path !== undefined) folders.set(folderOf(path), (folders.get(folderOf(path)) ?? 0) + 1);
  const kinds = new Map<string, string[]>();
  for (const { address, holds, path } of lost) {
    const isOne = path !== undefined && folderOf(path) !== "" && (folders.get(folderOf(path)) ?? 0) >= MANY;
    const kind =
      path === undefined
        ? "Pages of which only the address is known"
        : isOne
          ? `Templates in \`${folderOf(path)}\``
          : `\`${path}\` (${holds})`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), address]);
  }
  return [...kinds].map(([kind, addresses]) => {
    const pasted = addresses.map((from) => `{ from: ${from}, to: / }`).join(", ");
    return `${kind}: ${addresses.map((one) => `\`${one}\``).join(", ")}. Write ${addresses.length === 1 ? "it as a page" : "them as pages"} in \`content/pages\`, or paste into \`redirects\` of site.yaml: \`${pasted}\`.`;
  });
}

/** The report as a page, with a link to each file. */
export function reportPage(markdown: string): string {
  const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const body = markdown.split("\n").map((line) => {
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading) return `<h${heading[1]?.length}>${escaped(heading[2] ?? "")}</h${heading[1]?.length}>`;
    const item = /^- (.*)$/.exec(line)?.[1];
    if (item === undefined) return line === "" ? "" : `<p>${escaped(line)}</p>`;
    const text = escaped(item)
      .replace(/`([^`]+)`/g, "<code>$1</code>")
      .replace(/^((?:posts|pages)\/[^:\s]+\.md|authors\.yaml|tags\.yaml|site\.yaml)/, '<a href="$1">$1</a>');
    return `<li>${text}</li>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>The import</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem } li { margin: 0.4rem 0 } code { background: #8882; padding: 0 0.2em }</style>
${body.join("\n").replace(/((?:<li>.*\n?)+)/g, "<ul>\n$1</ul>\n")}
`;
}
