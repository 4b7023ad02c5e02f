/**
 * Rules about pasted links, HTML and code.
 */

import type { Problem } from "../base/diagnostic.ts";
import { placeAt, problemAt } from "../base/source.ts";
import { urlOf } from "../base/urls.ts";
import { matches, problemIn } from "./post/prose.ts";
import type { TextContext } from "./rule_context.ts";
import { fences } from "./syntax_rules.ts";

/** Hosts that redirect every visitor to `https://`. */
const KNOWN_SECURE =
  /(?:^|\.)(?:arxiv\.org|coursera\.org|doi\.org|facebook\.com|github\.com|google\.com|harvard\.edu|instagram\.com|kaggle\.com|linkedin\.com|medium\.com|mit\.edu|nature\.com|nytimes\.com|pandas\.pydata\.org|python\.org|scikit-learn\.org|stackoverflow\.com|stanford\.edu|towardsdatascience\.com|twitter\.com|wikipedia\.org|x\.com|youtube\.com)$/;

export function insecureLinks({ from, rendered }: TextContext): Problem[] {
  return rendered.links
    .filter(({ target }) => isInsecure(urlOf(target)))
    .map(({ target, place }) =>
      problemAt(from, place, {
        rule: "insecure-link",
        message: `\`${target}\` is also available over https.`,
        hint: `Write \`${target.replace(/^http:/i, "https:")}\`.`,
      }),
    );
}

function isInsecure(url: URL | undefined): boolean {
  return url?.protocol === "http:" && KNOWN_SECURE.test(url.hostname);
}

/** What word processors leave behind in pasted HTML. */
const WORD_PROCESSOR = /class=["']?Mso\w+|style=["'][^"']*\bmso-|<\/?o:p>|<!--\[if gte mso|id=["']docs-internal-guid/i;

export function pastedHtml({ from, bodyStart }: TextContext): Problem[] {
  const found = WORD_PROCESSOR.exec(from.text.slice(bodyStart));
  if (found === null) return [];
  return [
    problemAt(from, placeAt(from, bodyStart + found.index), {
      rule: "pasted-html",
      message: "This was pasted from a word processor, with its markup.",
      hint: "Paste it again as plain text, then add headings and emphasis.",
    }),
  ];
}

/**
 * `style`, `bgcolor` and `<font>`. Not a style that only aligns text, which is kept, and not those of frames and pictures,
 * which come with code that is copied from hosts.
 */
const STYLE =
  /<font\b|<(?!(?:iframe|img)\b)[a-z][a-z0-9]*\b[^<>]{0,500}?\s(?:bgcolor|style)\s*=(?!\s*["']?\s*text-align\s*:\s*\w+\s*;?\s*["'>])/gi;

/** The first style of a post: where there is one, there are many. */
export function lostStyles(on: TextContext): Problem[] {
  const [first, ...others] = WORD_PROCESSOR.test(on.from.text) ? [] : matches(on, STYLE);
  if (first === undefined) return [];
  const what = /^<font/i.test(first.text) ? "<font>" : /bgcolor\s*=$/i.test(first.text) ? "bgcolor" : "style";
  const more = others.length === 0 ? "" : `, and ${others.length} more in this post`;
  return [
    problemIn(on, first.index, {
      rule: "pasted-html",
      message: `\`${what}\` is left out${more}: the design of the blog decides how text looks.`,
      hint: "Remove it, or emphasise words by `**bold**` or `*italics*`.",
    }),
  ];
}

/** Languages in which typographic quotes may be meant. */
const NO_PROGRAM = new Set(["", "text", "txt", "plain", "plaintext", "none", "output", "markdown", "md", "html"]);

export function quotesInCode({ from, bodyStart }: TextContext): Problem[] {
  return fences(from, bodyStart)
    .filter(({ language }) => !NO_PROGRAM.has(language.toLowerCase()))
    .flatMap(({ lines }) => {
      // Typographic quotes in comments and inside straight quotes are text.
      const line = lines.find(({ text }) => /[“”‘’]/.test(text.replace(/(["'`]).*?\1|(?:#|\/\/|--).*$/g, "")));
      if (line === undefined) return [];
      return problemAt(
        from,
        { line: line.line, column: line.text.search(/[“”‘’]/) + 1 },
        {
          rule: "quotes-in-code",
          message: "This code contains a curly quotation mark, which is an error in code.",
          hint: "Write a straight one, `\"` or `'`.",
        },
      );
    });
}
