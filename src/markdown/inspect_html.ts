/**
 * Inspects an author's HTML: reports what sanitizing will drop, and collects links and images.
 */

import { Parser } from "htmlparser2";
import type { Token } from "markdown-it";
import { placeAt } from "../base/source.ts";
import { urlOf } from "../base/urls.ts";
import { type Context, offsetOfLine, report } from "./context.ts";
import { texOfPicture } from "./plugins/math.ts";
import { offsetOfToken } from "./plugins/source_positions.ts";
import { attributeIssue, losesAddress, TAGS, UNREMARKABLE, VOID, WITHOUT_TEXT } from "./sanitize_policy.ts";

type Attributes = Record<string, string>;

/**
 * Walks through the HTML tokens of a post, reports what will be dropped, and collects links and images.
 *
 * @returns the tokens inside an element that the author opened, where nothing may be inserted
 */
export function inspectHtml(tokens: readonly Token[], context: Context): Set<Token> {
  const within = new Set<Token>();
  let depth = 0;
  for (const token of tokens) {
    if (depth > 0) within.add(token);
    if (token.type === "html_block") {
      const offset = offsetOfBlock(token, context);
      inspectPiece(token.content, offset, context);
      inspectMarkdown(token.content, offset, context);
      depth = Math.max(0, depth + openedIn(token.content));
    }
    // Elements opened within a paragraph are closed with it.
    for (const child of token.children ?? []) {
      if (child.type === "html_inline") inspectPiece(child.content, offsetOfToken(child) ?? 0, context);
    }
  }
  return within;
}

/** The offset of an HTML block, after the markers of the quote or list that contains it. */
function offsetOfBlock(token: Token, context: Context): number {
  const offset = offsetOfLine(context, token.map?.[0] ?? 0);
  const start = context.from.text.indexOf(token.content.split("\n", 1)[0] ?? "", offset);
  return start === -1 ? offset : start;
}

/** How many elements a block opens and leaves open. A paragraph ends by itself where the next block begins. */
function openedIn(html: string): number {
  let opened = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    const tag = name.toLowerCase();
    if (tag !== "p" && TAGS.includes(tag) && !VOID.has(tag)) opened += slash ? -1 : 1;
  }
  return opened;
}

/** A piece of HTML at an offset of the file. */
function inspectPiece(html: string, offset: number, context: Context): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => inspectTag(name, attributes, offset + parser.startIndex, context),
      oncomment: (text) => {
        const [mark] = /^(?:\[CDATA\[|\?\w*)/.exec(text) ?? [];
        if (mark !== undefined) inspectSection(mark, offset + parser.startIndex, context);
      },
    },
    { recognizeSelfClosing: false },
  );
  parser.end(html);
  inspectEnd(html, offset, context);
}

/** A section of XML, or a program: HTML takes both for comments. */
function inspectSection(mark: string, offset: number, context: Context): void {
  const isProgram = mark.startsWith("?");
  report(context, offset, {
    rule: "unsafe-html",
    message: `\`<${isProgram ? mark : `!${mark}`}\` is left out, with everything up to \`${isProgram ? "?>" : "]]>"}\`.`,
    hint: isProgram
      ? "Posts run no programs: write what it prints, or put code between lines of three backticks."
      : "Remove both marks, and keep the text between them.",
  });
}

/** Markdown that a reader would see as typed. Not a single asterisk or dash, which text may contain. */
const MARKDOWN =
  /(\*\*|__)(?=[^\s*_])[^*_\n]{0,200}[^\s*_]\1|(?<![\w*])\*[^\s*][^*\n]{0,200}[^\s*]\*(?![\w*])|!?\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)|`[^`\n]{1,200}`|^[ \t]*#{1,6}[ \t]+\S.*$|^[ \t]*([-*]|\d{1,3}[.)])[ \t]+\S.*\n[ \t]*([-*]|\d{1,3}[.)])[ \t]+\S/m;

/** Elements whose text nobody takes for Markdown. */
const VERBATIM = new Set([...WITHOUT_TEXT, "pre", "code", "kbd", "samp", "xmp"]);

/** Markdown within an HTML block is text. Reports the first of a block. */
function inspectMarkdown(html: string, offset: number, context: Context): void {
  const open: string[] = [];
  let isFound = false;
  const parser = new Parser({
    onopentagname: (name) => void open.push(name),
    onclosetag: () => void open.pop(),
    ontext: (text) => {
      const found = isFound || open.some((name) => VERBATIM.has(name)) ? null : MARKDOWN.exec(text);
      if (found === null) return;
      isFound = true;
      report(context, offset + parser.startIndex + found.index + found[0].search(/\S/), {
        rule: "mistyped-markup",
        message: `Markdown is not read within \`<${open.at(-1) ?? "…"}>\`: readers see \`${found[0].trim().split("\n", 1)[0]}\`.`,
        hint: "Put an empty line before it and after it, or write HTML.",
      });
    },
  });
  parser.end(html);
}

/** An unclosed element takes everything after it along. */
function inspectEnd(html: string, offset: number, context: Context): void {
  const comment = html.lastIndexOf("<!--");
  const tag = html.lastIndexOf("<");
  const end = comment !== -1 && !html.includes("-->", comment) ? comment : !html.includes(">", tag) ? tag : -1;
  if (end === -1) return;
  report(context, offset + end, {
    rule: "unsafe-html",
    message: `\`${html.slice(end, end + 20).trim()}\` is never closed, so everything after it is left out.`,
    hint: end === comment ? "Add `-->` where the comment ends." : "Add `>` where the tag ends.",
  });
}

/** The visible text of an HTML block: no scripts, no comments. */
export function textOfHtml(html: string): string {
  let text = "";
  let skipped = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      skipped += WITHOUT_TEXT.has(name) ? 1 : 0;
    },
    onclosetag: (name) => {
      skipped -= WITHOUT_TEXT.has(name) ? 1 : 0;
    },
    ontext: (data) => {
      if (skipped === 0) text += `${data} `;
    },
  });
  parser.end(html);
  return text;
}

/**
 * Inside a line, a script's text is a token of its own. Returns the tokens without the content of scripts and the like.
 */
export function readable(tokens: readonly Token[]): Token[] {
  let until: string | undefined;
  return tokens.filter(({ type, content }) => {
    const [, slash, name = ""] = (type === "html_inline" && /^<(\/?)([a-z]+)/i.exec(content)) || [];
    const tag = name.toLowerCase();
    if (until === undefined && !slash && WITHOUT_TEXT.has(tag)) until = tag;
    else if (slash && tag === until) until = undefined;
    return until === undefined;
  });
}

function inspectTag(name: string, attributes: Attributes, offset: number, context: Context): void {
  const leftOut = (message: string, hint: string) => report(context, offset, { rule: "unsafe-html", message, hint });
  if (!TAGS.includes(name)) {
    const extent = WITHOUT_TEXT.has(name) ? `, with everything up to \`</${name}>\`` : "";
    if (!UNREMARKABLE.has(name)) leftOut(`\`<${name}>\` is left out${extent}.`, insteadOf(name, attributes));
    return;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (/^on/i.test(attribute)) leftOut(`\`${attribute}\` is left out: posts run no scripts.`, "Remove it.");
    const issue = attributeIssue(attribute, value, context.settings.linkSchemes);
    if (issue !== undefined) {
      leftOut(
        `The address in \`${attribute}\` ${issue}, so it is left out.`,
        "Use an address that begins with https:// or with a slash.",
      );
    } else if (losesAddress(name, attribute)) {
      leftOut(
        `\`${attribute}\` is left out of \`<${name}>\`.`,
        attribute === "srcset"
          ? "Remove it: the build makes the sizes of a picture itself."
          : "Remove it, or link to its address in the text.",
      );
    }
  }
  if (name === "iframe") inspectFrame(attributes, leftOut, context);
  const { src, href } = attributes;
  const files = /^(?:audio|video|source|track)$/.test(name) ? [src, attributes.poster] : name === "a" ? [href] : [];
  for (const target of files) {
    if (target === undefined) continue;
    const place = placeOf(context, offset);
    context.links.push({ target, text: "", place, targetStart: undefined, targetEnd: undefined });
  }
  if (name === "img" && attributes.src !== undefined && texOfPicture(attributes.src) === undefined) {
    context.pictures.push({
      target: attributes.src.trim(),
      alt: attributes.alt ?? "",
      place: placeOf(context, offset),
    });
  }
}

function inspectFrame(
  { src = "", title }: Attributes,
  leftOut: (message: string, hint: string) => void,
  { settings }: Context,
): void {
  const url = src.replace(/^\/\//, "https://");
  const host = urlOf(url)?.hostname ?? "";
  if (!settings.embeds.includes(host)) {
    leftOut(
      `A frame from ${host === "" ? "this address" : host} is left out.`,
      `Frames may come from ${settings.embeds.join(", ")}; others are added in site.yaml under \`embeds\`.`,
    );
  } else if (/(?:^|\.)youtube\.com$/.test(host) && /\/watch\b/.test(url)) {
    const video = urlOf(url)?.searchParams.get("v") ?? "…";
    leftOut("YouTube shows this page in no frame.", `Write the address \`https://${host}/embed/${video}\`.`);
  } else if (!title?.trim()) {
    leftOut(
      "The frame has no title, so those who do not see it cannot know what it holds.",
      'Add one, as in title="A talk on mentoring".',
    );
  }
}

function insteadOf(name: string, { src = "" }: Attributes): string {
  if (name === "script" && src.includes("gist.github.com")) return `Link to it instead: ${src.replace(/\.js$/, "")}`;
  if (name === "script" || name === "style")
    return "Remove it; scripts and styles belong to the site. To name the tag, put it in backticks.";
  if (name === "h1") return "Use `## ` for a heading; the title is the only one of the first level.";
  if (/^(?:form|input|button|select|textarea|label)$/.test(name))
    return "Link to a page with the form instead. To name the tag, put it in backticks.";
  return "Remove the tag, or write what it was for in Markdown. To name the tag, put it in backticks.";
}

function placeOf(context: Context, offset: number) {
  return placeAt(context.from, offset);
}
