/**
 * What went wrong in a template, in words for its owner. Nunjucks names the page that was rendered, seldom the part with
 * the mistake, so that the parts are read again.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import nunjucks, { type SyntaxNode } from "nunjucks";
import type { Problem } from "../../base/diagnostic.ts";
import { filesIn } from "../../base/files.ts";
import { didYouMean } from "../../base/nearest.ts";
import { type Place, placeAt, problemAt, type Source, source } from "../../base/source.ts";
import { type BuildOptions, includesFolders, pagesFolder, pagesLabel } from "../../config/options.ts";
import { split } from "../../content/parse_post.ts";
import { RenderError } from "../workers/messages.ts";

/** An error and its causes: Eleventy wraps template errors several times. */
export function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error; at = "originalError" in at ? at.originalError : at.cause) found.push(at);
  return found;
}

/** Where Nunjucks and esbuild say that an error is: `(./_includes/a.njk) [Line 3, Column 7]`, `assets/css/a.css:3:7`. */
const PLACE = /\(?((?:[\w.-]+\/)+[\w.-]+\.(?:njk|html|md|css|[jt]s))\)?(?:(?: \[Line |:)(\d+)(?:, Column |:)(\d+))?/g;

/** @param options of the blog whose templates are read to find the mistake; without them, the engine's words remain */
export function templateProblem(error: unknown, options?: BuildOptions): Problem {
  const known = causes(error).find((cause) => cause instanceof RenderError);
  if (known instanceof RenderError) return known.problem;
  const messages = causes(error).map(({ message }) => message.trim());
  const words = messages.length === 0 ? String(error) : [...new Set(messages)].join("\n  ");
  const located = options && locatedIn(templatesOf(options), words);
  if (located) return located;
  const named = [...words.matchAll(PLACE)];
  const [, file = "_includes", line = "1", column = "1"] =
    named.findLast(([, , at]) => at !== undefined) ?? named.at(-1) ?? [];
  return problemAt(
    { file: file.replace(/^\.\//, "") },
    { line: Number(line), column: Number(column) },
    { rule: "template", message: words, hint: "Correct this file. No post causes this." },
  );
}

interface Template {
  /** By which other templates name it. */
  name: string;
  from: Source;
  /** Where its text begins, below its front matter. */
  start: number;
}

/** The owner's parts first, then the pages, then the usual parts. */
function templatesOf(options: BuildOptions): Template[] {
  const [theme, usual] = includesFolders(options);
  const folders = [
    [theme, "theme/_includes"],
    [pagesFolder(options), pagesLabel(options)],
    [usual, "_includes"],
  ] as const;
  return folders.flatMap(([folder, label]) =>
    filesIn(folder)
      .filter((name) => /\.(?:njk|html|svg)$/.test(name))
      .map((name) => {
        const from = source(`${label}/${name}`, readFileSync(join(folder, name), "utf8"));
        return { name, from, start: from.text.startsWith("---") ? split(from).bodyStart : 0 };
      }),
  );
}

interface Words {
  message: string;
  hint: string;
}

function locatedIn(templates: readonly Template[], words: string): Problem | undefined {
  const trees = templates.map((template) => ({ template, tree: syntaxTree(template) }));
  const broken = trees.find(({ tree }) => "message" in tree && words.includes(tree.message));
  if (broken && "message" in broken.tree)
    return at(broken.template, broken.tree.place, syntaxWords(broken.tree.message));
  const nodes = trees.flatMap(({ template, tree }) => ("root" in tree ? [{ template, root: tree.root }] : []));
  const { Filter, Include, Import, FromImport, Extends } = nunjucks.nodes;

  const [, filter] = /filter not found: ([\w.]+)/.exec(words) ?? [];
  const filters = nodes.flatMap(({ template, root }) => root.findAll(Filter).map((node) => ({ template, node })));
  const use = filters.find(({ node }) => node.name.value === filter);
  if (filter !== undefined && use !== undefined) {
    const others = filters.map(({ node }) => String(node.name.value)).filter((name) => name !== filter);
    return at(use.template, placeOf(use.template, use.node.name), {
      message: `There is no filter \`${filter}\`.`,
      hint: didYouMean(filter, others) || "Correct its name, or add the filter in eleventy.config.ts.",
    });
  }

  const [, missing] = /template not found: ([^\s)]+)/.exec(words) ?? [];
  const references = nodes.flatMap(({ template, root }) =>
    [Include, Import, FromImport, Extends].flatMap((kind) => root.findAll(kind)).map((node) => ({ template, node })),
  );
  const reference = references.find(({ node }) => node.template.value === missing);
  if (missing !== undefined && reference !== undefined) {
    return at(reference.template, placeOf(reference.template, reference.node.template), {
      message: `There is no template \`${missing}\`.`,
      hint:
        didYouMean(
          missing,
          templates.map(({ name }) => name),
        ) || "Correct its name, or create it in theme/_includes.",
    });
  }

  const [, called = ""] = /Unable to call `([^`]+)`/.exec(words) ?? [];
  const callee = /(\w+)(?:"\])?$/.exec(called)?.[1];
  for (const { template } of callee === undefined ? [] : nodes) {
    const index = template.from.text.search(new RegExp(`\\b${callee}\\s*\\(`));
    if (index === -1) continue;
    return at(template, placeAt(template.from, index), {
      message: `\`${callee}\` cannot be called, since nothing here has that name.`,
      hint: "Correct its name, or import it at the top of the file.",
    });
  }
  return undefined;
}

function at({ from }: Template, place: Place, words: Words): Problem {
  return problemAt(from, place, { rule: "template", ...words });
}

/** Nunjucks counts lines and columns from 0. */
function placeOf({ from, start }: Template, { lineno, colno }: Pick<SyntaxNode, "lineno" | "colno">): Place {
  return { line: placeAt(from, start).line + lineno, column: colno + 1 };
}

/** A template's syntax tree, or where and why it has none. */
function syntaxTree(template: Template): { root: SyntaxNode } | { message: string; place: Place } {
  const { from, start } = template;
  const text = from.text.slice(start);
  try {
    return { root: nunjucks.parser.parse(text, [], {}) };
  } catch (error) {
    const { message, lineno, colno } = Object.assign({ message: "", lineno: null, colno: null }, error);
    const isPlaced = typeof lineno === "number" && typeof colno === "number";
    const place = isPlaced
      ? placeOf(template, { lineno: lineno - 1, colno: colno - 1 })
      : placeAt(from, start + lastOpened(text));
    return { message: String(error instanceof Error ? error.message : message), place };
  }
}

/** The offset of what is never closed, where Nunjucks reports the end of the file. */
function lastOpened(text: string): number {
  const open: { name: string; index: number }[] = [];
  for (const { index, 1: end, 2: name = "" } of text.matchAll(
    /\{%-?\s*(end)?(if|for|macro|block|call|filter|raw)\b/g,
  )) {
    if (end === undefined) open.push({ name, index });
    else if (open.at(-1)?.name === name) open.pop();
  }
  const last = Math.max(...["{{", "{%", "{#"].map((mark) => text.lastIndexOf(mark)));
  const isClosed = /[}%#]\}/.test(text.slice(last));
  return Math.max(0, isClosed ? (open.at(-1)?.index ?? last) : last);
}

/** What Nunjucks says of a syntax error, in plain words. */
const SYNTAX: readonly (readonly [RegExp, message: string, hint: string])[] = [
  [
    /unknown block tag: end(\w+)/,
    "`{% end$1 %}` ends nothing.",
    "Is the end of a tag above it missing, such as `{% endif %}`? Otherwise remove it.",
  ],
  [/unknown block tag: (\w+)/, "There is no tag `{% $1 %}`.", "Correct its name."],
  [
    /parse(If|For)\b.*end of file/,
    "A tag that begins here is never ended.",
    "Write `{% endif %}` or `{% endfor %}` where it ends.",
  ],
  [
    /unexpected end of file/,
    "A tag that begins here is never ended.",
    "Write the tag that ends it, such as `{% endmacro %}`.",
  ],
  [
    /expected variable end/,
    "This value is not closed.",
    "Write `}}` where it ends, and an operator or a comma between two values.",
  ],
  [/expected block end in (\w+)/, "This `{% $1` is not closed.", "Write `%}` where it ends."],
  [/end of comment/, "This comment is never closed.", "Write `#}` where it ends."],
  [/unexpected token: (.+)/, "`$1` is not expected here.", "Is `}}` or `%}` missing before it?"],
];

function syntaxWords(message: string): Words {
  for (const [pattern, said, hint] of SYNTAX) {
    const [found] = pattern.exec(message) ?? [];
    if (found !== undefined) return { message: found.replace(pattern, said), hint: found.replace(pattern, hint) };
  }
  return { message: `This cannot be read: ${message}.`, hint: "Correct this line." };
}
