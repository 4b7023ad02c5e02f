/**
 * Rules about markup that begins and never ends: bold text, HTML elements and formulas.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { shortened } from "../../base/text.ts";
import type { TextContext } from "../rule_context.ts";
import { blocksOf, matches, problemIn } from "./prose.ts";

/** `**` that can open or close bold text; not a line of asterisks, nor an escaped one. */
const BOLD_MARK = /(?<![*\\])\*\*(?!\*)/g;

export function unclosedEmphasis(on: TextContext): Problem[] {
  return blocksOf(on).flatMap(({ start, text }) => {
    if (!text.includes("**") || text.includes("***")) return [];
    const open: number[] = [];
    for (const { index } of text.matchAll(BOLD_MARK)) {
      const canClose = /\S/.test(text[index - 1] ?? " ");
      const canOpen = /\S/.test(text[index + 2] ?? " ");
      if (canClose && open.length > 0) open.pop();
      else if (canOpen) open.push(index);
      else return [];
    }
    // Both marks of one line, with a space on the wrong side, are glued emphasis.
    if (open.length === 2 && !/[\r\n]/.test(text.slice(open[0], open[1]))) return [];
    return open.map((index) => {
      const words = shortened(
        text
          .slice(index + 2, index + 200)
          .split(/[\r\n]/, 1)[0]
          ?.trim() ?? "",
        40,
      );
      return problemIn(on, start + index, {
        rule: "unclosed-emphasis",
        message: `The bold text that begins at “${words}” is never closed.`,
        hint: "Write `**` after the last bold word, or remove these.",
      });
    });
  });
}

/** Elements that an author has to close. Others end by themselves. */
const CLOSED = new Set(
  `a abbr article aside audio b blockquote button center cite del details div em fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header i iframe ins kbd label main mark nav ol q s section select small span strike strong sub
  summary sup table u ul video`.split(/\s+/),
);

export function unclosedHtml(on: TextContext): Problem[] {
  const open: { name: string; index: number }[] = [];
  const stray: { name: string; index: number }[] = [];
  for (const { index, text, groups } of matches(on, /<(\/?)([a-z][a-z0-9]*)(?=[\s>/])[^<>]{0,2000}>/gi)) {
    const [slash = "", written = ""] = groups;
    const name = written.toLowerCase();
    if (!CLOSED.has(name) || text.endsWith("/>") || isComparison(text, name)) continue;
    if (slash === "") open.push({ name, index });
    else {
      const at = open.findLastIndex((element) => element.name === name);
      if (at === -1) stray.push({ name, index });
      else open.splice(at, 1);
    }
  }
  return [
    ...open.map(({ name, index }) =>
      problemIn(on, index, {
        rule: "unclosed-html",
        message: `\`<${name}>\` is never closed.`,
        hint: `Write \`</${name}>\` where it ends, or remove the tag.`,
      }),
    ),
    ...stray.map(({ name, index }) =>
      problemIn(on, index, {
        rule: "unclosed-html",
        message: `\`</${name}>\` closes nothing.`,
        hint: `Remove it, or write \`<${name}>\` where it begins.`,
      }),
    ),
  ];
}

/** Such as `<b and c>` in a comparison. */
function isComparison(tag: string, name: string): boolean {
  return name.length === 1 && /\s/.test(tag) && !tag.includes("=");
}

const BRACKETS = [
  ["\\(", "\\)"],
  ["\\[", "\\]"],
] as const;
/** A sign that words are meant as a formula. */
const TEX = /\\[a-z]+|[_^{}=]/i;

export function unclosedFormulas(on: TextContext): Problem[] {
  return blocksOf(on).flatMap(({ start, text }) => {
    const brackets = BRACKETS.flatMap(([opening, closing]) => {
      const index = text.indexOf(opening, text.lastIndexOf(closing) + 1);
      if (index === -1 || text[index - 1] === "\\" || !TEX.test(text.slice(index + 2, index + 200))) return [];
      return [unclosed(on, start + index, opening, closing)];
    });
    const marks = [...text.matchAll(/(?<![\\$])\$\$(?!\$)/g)];
    const [first] = marks;
    if (first === undefined || marks.length % 2 === 0 || !TEX.test(text)) return brackets;
    return [...brackets, unclosed(on, start + first.index, "$$", "$$")];
  });
}

function unclosed(on: TextContext, offset: number, opening: string, closing: string): Problem {
  return problemIn(on, offset, {
    rule: "unclosed-formula",
    message: `The formula that begins with \`${opening}\` is never closed.`,
    hint: `Write \`${closing}\` where the formula ends, in the same paragraph.`,
  });
}
