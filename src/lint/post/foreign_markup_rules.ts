/**
 * Rules about the markup of other tools, which would be published as text.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { shortened } from "../../base/text.ts";
import type { TextContext } from "../rule_context.ts";
import { matches, problemIn } from "./prose.ts";

interface Foreign {
  pattern: RegExp;
  /** What it is, and whose. */
  name: string;
  hint: string;
}

const CALLOUT = "Write a callout: a line `> [!NOTE]`, then the text with `> ` before each line.";
const CONTENTS = "Remove it: the page shows its own table of contents.";

/** The first pattern that matches at a position counts. */
const FOREIGN: readonly Foreign[] = [
  {
    pattern: /\{\{[<%]\s*\/?\s*[\w./-]+[^\r\n]{0,300}?[%>]\}\}/g,
    name: "a Hugo shortcode",
    hint: "Write what it stands for, as Markdown or HTML.",
  },
  {
    pattern: /\{%-?\s*[a-z_]+\b[^\r\n]{0,300}?%\}/gi,
    name: "a Liquid or Nunjucks tag",
    hint: "Write what it stands for, or put it in backticks if readers should see it.",
  },
  {
    pattern: /\{\{-?\s*[a-z_$][^{}\r\n]{0,300}?\}\}/gi,
    name: "a template variable",
    hint: "Write the value itself, or put it in backticks if readers should see it.",
  },
  {
    pattern: /<%[=-]?\s[^\r\n]{0,300}?%>/g,
    name: "a template tag",
    hint: "Write what it stands for, or put it in backticks if readers should see it.",
  },
  { pattern: /^ {0,3}:{3,}[ \t]*\{?\.?[a-z][^\r\n]*$/gim, name: "a container of Docusaurus or Pandoc", hint: CALLOUT },
  {
    pattern: /^(?:!!!|\?\?\?\+?)[ \t]+[a-z][^\r\n]*$/gim,
    name: "an admonition of MkDocs",
    hint: CALLOUT,
  },
  {
    pattern:
      /^\[(?:toc|\[_?toc_?\])\]\s*$|^\[\[_TOC_\]\]\s*$|^\{:toc\}\s*$|^\$\{toc\}\s*$|^@\[toc\](?:\([^)]*\))?\s*$/gim,
    name: "a table of contents of another tool",
    hint: CONTENTS,
  },
  {
    pattern: /!?\[\[(?![\d\s])[^[\]\r\n,;={}]{1,200}\]\](?!\()/g,
    name: "a wikilink",
    hint: "Write `[text](/blog/name-of-the-post/)`, or `![what it shows](/assets/img/uploads/name.jpg)`; code goes in backticks.",
  },
  {
    pattern: /\{:\s*[.#]?[a-z][^{}\r\n]*\}/gi,
    name: "an attribute of kramdown (Jekyll)",
    hint: "Remove it; the blog's design decides how text looks.",
  },
  {
    pattern: /(?<=\S[ \t]{0,9})\{[ \t]*[.#][a-z][\w-]*(?:[ \t]+[^{}\r\n]*)?\}[ \t]*$/gim,
    name: "an attribute of Pandoc or Hugo",
    hint: "Remove it; headings get their address from their text.",
  },
  {
    pattern: /^import[ \t]+(?:[\w*{][^\r\n]*[ \t]from[ \t]+)?["'][^"'\r\n]+["'];?[ \t]*$/gm,
    name: "an import of MDX",
    hint: "Remove the line; posts are Markdown without components.",
  },
  {
    pattern: /^export[ \t]+(?:const|let|default|function)\b[^\r\n]*$/gm,
    name: "an export of MDX",
    hint: "Remove the line; posts are Markdown without components.",
  },
  {
    pattern:
      /(?<!\w)<[A-Z][a-z]+[A-Za-z]*(?:\.[A-Z]\w*)?(?:\s+[a-z][\w-]*(?:=(?:"[^"\r\n]*"|'[^'\r\n]*'|\{[^\r\n]{0,300}?\}))?)*\s*\/?>/g,
    name: "a component of MDX",
    hint: "Write what it shows as Markdown or HTML, or put it in backticks if it is code.",
  },
  {
    pattern:
      /\[\/?(?:(?:caption|gallery|embed|audio|video|playlist)(?:[ \t]+\w+=[^\]\r\n]{0,300}|(?<=\/\w+)|(?=\]https?:)|(?<=^\[gallery)(?=\]\s*$))|(?:vc|et_pb|su|fusion)_\w+[^\]\r\n]{0,300}|(?:contact-form-7|wpforms|gravityform|elementor-template)[ \t][^\]\r\n]{0,300})\](?![(:[])/gm,
    name: "a shortcode of WordPress",
    hint: "Write what it stands for: a picture, a link or an `<iframe>` of an allowed host.",
  },
  {
    pattern: /\[(b|i|u|s|url|img|quote|code|color|size|list)(?:=[^\]\r\n]{1,200})?\][^\r\n]{0,500}?\[\/\1\]/gi,
    name: "BBCode",
    hint: "Write Markdown: `**bold**`, `*italic*`, `[text](https://…)`.",
  },
  {
    pattern:
      /(?<!\\)\\(?:textbf|textit|texttt|emph|underline|section|subsection|paragraph|chapter|cite[pt]?|ref|label|footnote|begin|end|href|includegraphics)\*?(?:\[[^\]\r\n]{0,100}\])?\{[^}\r\n]{0,200}\}/g,
    name: "a command of LaTeX outside a formula",
    hint: "Write Markdown: `**bold**`, `## Heading`, `[text](https://…)`; formulas stand between `$$`.",
  },
  {
    pattern: /(?<![=\w!<>{])==(?=[^\s=])[^=\r\n]{0,150}[^\s=]==(?![=\w])/g,
    name: "a highlight of another tool",
    hint: "Write `<mark>…</mark>`.",
  },
  {
    pattern: /(?<![+\w{])\+\+(?=[^\s+])[^+\r\n]{0,150}[^\s+]\+\+(?![+\w])/g,
    name: "inserted text of another tool",
    hint: "Write `<ins>…</ins>`.",
  },
  {
    pattern: /(?<=[\p{L}\d)\]])~(?!~)[\p{L}\d+-]{1,10}~(?!~)/gu,
    name: "a subscript of Pandoc",
    hint: "Write `<sub>…</sub>`.",
  },
  {
    pattern: /(?<=[\p{L}\d)\]])\^(?!\^)[\p{L}\d+-]{1,10}\^(?!\^)/gu,
    name: "a superscript of Pandoc",
    hint: "Write `<sup>…</sup>`.",
  },
  {
    pattern: /^\+(?:[-=]{2,}\+)+[ \t]*(?:\r?\n[|+][^\r\n]*)*/gm,
    name: "a grid table of Pandoc",
    hint: "Write a line `| A | B |`, below it `| --- | --- |`, and each row on a line of its own.",
  },
  {
    pattern: /(?<=^[^\s#>|:<][^\r\n]{0,80}\r?\n):[ \t]+\S[^\r\n]*/gm,
    name: "a definition of Markdown Extra",
    hint: "Write `- **Term**: what it means`.",
  },
  {
    pattern: /^\*\[[^\]\r\n]{1,40}\]:[^\r\n]*/gm,
    name: "an abbreviation of Markdown Extra",
    hint: 'Write `<abbr title="what it means">…</abbr>` where the word stands.',
  },
  {
    pattern: /(?<![|\w])\|\|(?=[^\s|])[^|\r\n]{1,150}[^\s|]\|\|(?!\|)|(?<!\w)>!(?=\S)[^\r\n<]{1,200}!</g,
    name: "a spoiler of another tool",
    hint: "Write `<details><summary>…</summary>…</details>`.",
  },
  {
    pattern: /\{(?:\+\+|--|~~|==|>>)[^{}\r\n]{1,300}(?:\+\+|--|~~|==|<<)\}/g,
    name: "a mark of CriticMarkup",
    hint: "Accept or reject the change, and remove the marks.",
  },
  {
    pattern:
      /@\[\w+\]\([^)\s]{1,200}\)|\[(?:youtube|vimeo|twitter|tweet|instagram|gist|spotify|soundcloud)[: ][^\]\r\n]{3,80}\](?![([:])/gi,
    name: "an embed of another tool",
    hint: 'Write `<iframe src="https://…" title="…"></iframe>`, or a link.',
  },
  {
    pattern: /^#\+(?:begin_|title:|author:|date:)[^\r\n]*/gim,
    name: "a line of Org mode",
    hint: "Write Markdown: code stands between lines of three backticks.",
  },
  { pattern: /%%[^%\r\n]{1,300}%%/g, name: "a comment of Obsidian", hint: "Write `<!-- … -->`, or remove it." },
  {
    pattern: /^h[1-6]\.[ \t]+\S[^\r\n]{0,200}$/gm,
    name: "a heading of Jira or Textile",
    hint: "Write `## ` before its text.",
  },
  {
    pattern:
      /【\d+(?::\d+)?†[^】\r\n]{0,100}】|:contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\b(?:cite)?turn\d+(?:search|view|news|image|file)\d+/g,
    name: "a mark of an assistant's source",
    hint: "Remove it, and link to the source.",
  },
  {
    pattern:
      /(?<![\w:/.-]):(?=[a-z])[a-z0-9_]*(?:smile|grin|laugh|joy|heart|tada|rocket|fire|star|thumbs|wave|eyes|clap|pray|warning|bulb|check|point|sparkles|wink|muscle|sunglasses|thinking|cry|sob|sweat|zap|boom|100|coffee|book|memo|gift)[a-z0-9_]*:(?![\w:])|(?<![\w:/.-]):[+-]1:/g,
    name: "a short name of an emoji",
    hint: "Write the emoji itself.",
  },
  {
    pattern: /^\.\.[ \t]+[a-z][\w-]*::[^\r\n]*$/gim,
    name: "a directive of reStructuredText",
    hint: "Write what it stands for, as Markdown.",
  },
];

/** Whether a post is about templates: its code shows the same braces. */
function isSubject(text: string, code: string): boolean {
  const braces = /^(?:\{\{|\{%|<%)/.exec(text)?.[0];
  return braces !== undefined && code.includes(braces);
}

/** HTML elements, which some write with a capital. */
const HTML =
  /^<(?:a|abbr|article|aside|audio|body|br|button|center|cite|code|div|em|figure|font|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|label|li|link|main|mark|meta|nav|object|ol|option|p|param|pre|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|title|tr|u|ul|video)\b/i;

export function foreignMarkup(on: TextContext): Problem[] {
  const seen = new Set<number>();
  const code = on.rendered.verbatim.map(([start, end]) => on.from.text.slice(start, end)).join("\n");
  return FOREIGN.flatMap(({ pattern, name, hint }) =>
    matches(on, pattern).flatMap(({ index, text }) => {
      if (seen.has(index) || HTML.test(text) || isSubject(text, code)) return [];
      seen.add(index);
      return problemIn(on, index, {
        rule: "foreign-markup",
        message: `\`${shortened(text.trim().split(/[\r\n]/, 1)[0] ?? "", 60)}\` is ${name}, which has no meaning here.`,
        hint,
      });
    }),
  );
}
