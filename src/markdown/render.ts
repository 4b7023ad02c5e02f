/**
 * Renders the text of a post as HTML, and extracts everything that other rooms ask about it.
 */

import type { Token } from "markdown-it";
import { placeAt, type Source } from "../base/source.ts";
import { withoutInvisible } from "../base/text.ts";
import { linkIssue, resourceIssue } from "../base/urls.ts";
import {
  type Context,
  environment,
  type MarkdownSettings,
  placeholderMark,
  placeOfLine,
  withTrusted,
} from "./context.ts";
import { inspectHtml, readable, textOfHtml } from "./inspect_html.ts";
import { pipeline } from "./pipeline.ts";
import { plainText } from "./plain_text.ts";
import { loadLanguages } from "./plugins/highlight.ts";
import { hasHtml, sanitized } from "./plugins/raw_html.ts";
import type { Break, Heading, Rendered } from "./rendered.ts";

/** Renders the text of `from` that begins at the offset `bodyStart`. Positions refer to the whole file. */
export async function render(from: Source, bodyStart: number, settings: MarkdownSettings): Promise<Rendered> {
  const context = contextFor(from, bodyStart, settings);
  const env = environment(context);
  const md = pipeline(settings);
  const body = from.text.slice(bodyStart);
  const tokens = md.parse(body, env);
  for (const token of tokens) if (token.type === "heading_open") context.ids.add(String(token.attrGet("id")));
  await loadLanguages(tokens);
  const isMixed = hasHtml(tokens);
  if (isMixed) context.trusted.mark = placeholderMark(body);
  const within = isMixed ? inspectHtml(tokens, context) : new Set<Token>();
  const written = md.renderer.render(tokens, md.options, env);
  const html = withoutInvisible(isMixed ? withTrusted(sanitized(written, context), context.trusted) : written);
  const texts = tokens.map((token) => withoutGaps(textOf(token)));
  const words = texts.map(wordCount);
  return {
    html,
    headings: headingsOf(tokens, context),
    links: context.links
      .filter(({ target }) => linkIssue(target, settings.linkSchemes) === undefined)
      .map(({ target, text: words, place }) => ({ target, text: words, place })),
    pictures: context.pictures.filter(({ target }) => resourceIssue(target) === undefined),
    breaks: breaksOf(tokens, words, html, within),
    words: words.reduce((sum, count) => sum + count, 0),
    text: texts.filter((text) => text !== "").join(" "),
    verbatim: [...context.code, ...context.formulas],
    problems: context.problems,
  };
}

/** What a rendering starts with. */
export function contextFor(from: Source, bodyStart: number, settings: MarkdownSettings): Context {
  return {
    from,
    firstLine: placeAt(from, bodyStart).line - 1,
    settings,
    problems: [],
    links: [],
    pictures: [],
    code: [],
    formulas: [],
    ids: new Set(),
    trusted: { mark: "", pieces: [] },
  };
}

function headingsOf(tokens: readonly Token[], context: Context): Heading[] {
  return tokens.flatMap((token, index) =>
    token.type === "heading_open"
      ? [
          {
            level: Number(token.tag.slice(1)),
            id: String(token.attrGet("id")),
            text: plainText(tokens[index + 1]?.children ?? []).trim(),
            place: placeOfLine(context, token.map?.[0] ?? 0),
          },
        ]
      : [],
  );
}

function breaksOf(
  tokens: readonly Token[],
  wordCounts: readonly number[],
  html: string,
  within: ReadonlySet<Token>,
): Break[] {
  let words = 0;
  let searchFrom = 0;
  return tokens.flatMap((token, index) => {
    if (token.type === "inline") words += wordCounts[index] ?? 0;
    if (token.type !== "heading_open" || token.tag !== "h2" || token.level !== 0 || within.has(token)) return [];
    const offset = html.indexOf(`<h2 id="${String(token.attrGet("id"))}"`, searchFrom);
    if (offset === -1) return [];
    searchFrom = offset;
    return [{ offset, words }];
  });
}

/** The visible text of a token. */
function textOf(token: Token): string {
  if (token.type === "inline") return plainText(readable(token.children ?? []));
  return token.type === "html_block" ? withoutInvisible(textOfHtml(token.content)) : "";
}

/** Collapses a text to one line, with single spaces between words. */
function withoutGaps(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, " ").trim();
}

/** The number of words in a text {@link withoutGaps}. */
function wordCount(text: string): number {
  if (text === "") return 0;
  let count = 1;
  for (let at = text.indexOf(" "); at !== -1; at = text.indexOf(" ", at + 1)) count += 1;
  return count;
}
