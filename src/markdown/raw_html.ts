/**
 * HTML that authors write into posts: kept as far as it is safe and of use, and what is left out is told.
 */

import { Parser } from "htmlparser2";
import type { MarkdownIt, Token } from "markdown-it";
import sanitize from "sanitize-html";
import { placeAt } from "../source.ts";
import { type Context, offsetOfLine, report, trusted } from "./context.ts";
import { mathml, texOfPicture } from "./formulas.ts";
import { belowBase, isElsewhere } from "./links.ts";
import { offsetOfToken } from "./places.ts";

const TEXT = "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s small span strong sub sup time u var wbr";
const BLOCKS =
  "address article aside blockquote center div dd dl dt details summary figure figcaption h2 h3 h4 h5 h6 hr li ol p pre section ul";
const TABLES = "caption col colgroup table tbody td tfoot th thead tr";
const MEDIA = "audio iframe img source track video";

/** What may stand in a post. */
const TAGS = [TEXT, BLOCKS, TABLES, MEDIA].join(" ").split(" ");

/** Left out without a word: they change nothing that a reader would miss. */
const UNREMARKABLE = new Set([
  "font",
  "big",
  "tt",
  "nobr",
  "tbody",
  "html",
  "body",
  "head",
  "o:p",
  "acronym",
  "strike",
]);

const ATTRIBUTES: sanitize.IOptions["allowedAttributes"] = {
  "*": ["id", "class", "lang", "dir", "title"],
  div: ["role", "tabindex", "aria-label"],
  section: ["aria-label"],
  a: ["href", "rel", "aria-label"],
  audio: ["src", "controls", "preload"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  details: ["open"],
  iframe: ["src", "width", "height", "allowfullscreen", "loading"],
  img: ["src", "alt", "width", "height", "loading", "decoding"],
  li: ["value"],
  ol: ["start", "type", "reversed"],
  q: ["cite"],
  source: ["src", "type"],
  td: ["colspan", "rowspan", "headers"],
  th: ["colspan", "rowspan", "headers", "scope"],
  time: ["datetime"],
  track: ["src", "kind", "srclang", "label"],
  video: ["src", "controls", "preload", "width", "height", "poster", "muted", "loop", "playsinline"],
};

/** Classes that the style sheet knows; an author's own are of an older design. */
const CLASSES = [
  "align-*",
  "callout",
  "callout-*",
  "embed",
  "footnotes",
  "footnote-*",
  "formula",
  "shiki",
  "table",
  "task",
];

const SCHEMES = ["http", "https", "mailto", "tel"];

/** Whether a post holds HTML of its author's. */
export function hasHtml(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) => token.type === "html_block" || token.children?.some(({ type }) => type === "html_inline"),
  );
}

/** Runs on rendering: pictures of formulas become formulas, as they do in Markdown. */
export function rawHtml(md: MarkdownIt): void {
  const withFormulas = (html: string, env: Parameters<typeof trusted>[0]): string =>
    html.replace(/<img\b[^>]*?\bsrc="(https?:\/\/latex\.codecogs\.com\/[^"]*)"[^>]*>/gi, (picture, address: string) => {
      const tex = texOfPicture(address);
      const formula = tex ? mathml(tex, true) : undefined;
      return formula === undefined || formula.problem !== undefined ? picture : trusted(env, formula.html);
    });
  md.renderer.rules.html_block = (tokens, index, _options, env) => withFormulas(tokens[index]?.content ?? "", env);
  md.renderer.rules.html_inline = (tokens, index, _options, env) => withFormulas(tokens[index]?.content ?? "", env);
}

/** A whole rendered text with nothing in it but what may stand in a post, every element closed. */
export function sanitized(html: string, context: Context): string {
  return clean(html, context)
    .replace(/<(br|hr|img|col|source|track|wbr)\b([^>]*?) \/>/g, "<$1$2>")
    .replace(/[ \t]+$/gm, "");
}

function clean(html: string, { settings }: Context): string {
  return sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedClasses: { "*": CLASSES },
    allowedSchemes: SCHEMES,
    allowedSchemesAppliedToAttributes: ["href", "src", "cite", "poster"],
    allowProtocolRelative: true,
    allowedIframeHostnames: [...settings.embeds],
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "noscript",
      "template",
      "svg",
      "math",
      "object",
      "select",
      "title",
    ],
    transformTags: {
      "*": (tagName, attributes) => ({ tagName, attribs: aligned(attributes) }),
      a: (tagName, attributes) => ({ tagName, attribs: anchorOf(aligned(attributes), settings.base) }),
      center: (_, attributes) => ({ tagName: "div", attribs: { ...attributes, class: "align-center" } }),
      img: (tagName, attributes) => ({ tagName, attribs: pictureOf(aligned(attributes), settings.base) }),
      iframe: (tagName, attributes) => ({ tagName, attribs: frameOf(attributes, settings.labels.embedded) }),
      strike: () => ({ tagName: "s", attribs: {} }),
      acronym: (_, attributes) => ({ tagName: "abbr", attribs: attributes }),
    },
    exclusiveFilter: ({ tag, attribs }) => (tag === "iframe" && !attribs.src) || (tag === "img" && !attribs.src),
  });
}

type Attributes = Record<string, string>;

/** Old ways to align, as classes. */
function aligned(attributes: Attributes): Attributes {
  const { style, align, ...others } = attributes;
  const side =
    /text-align:\s*(left|center|right)/i.exec(style ?? "")?.[1] ?? /^(left|center|right)$/i.exec(align ?? "")?.[1];
  const added = side === undefined ? {} : { class: `${others.class ?? ""} align-${side.toLowerCase()}`.trim() };
  return { ...others, ...added };
}

function anchorOf({ name, ...attributes }: Attributes, base: string): Attributes {
  const { href } = attributes;
  return {
    ...attributes,
    ...(name !== undefined && attributes.id === undefined ? { id: name } : {}),
    ...(href === undefined ? {} : { href: belowBase(href, base) }),
    ...(href !== undefined && isElsewhere(href) ? { rel: "noopener" } : {}),
  };
}

function pictureOf({ width, height, ...attributes }: Attributes, base: string): Attributes {
  return {
    ...attributes,
    ...(attributes.src === undefined ? {} : { src: belowBase(attributes.src.trim().replaceAll(" ", "%20"), base) }),
    alt: attributes.alt ?? "",
    ...whole("width", width),
    ...whole("height", height),
    loading: "lazy",
    decoding: "async",
  };
}

function frameOf({ src = "", title, width, height, ...attributes }: Attributes, usualTitle: string): Attributes {
  const { class: _, style: __, ...others } = attributes;
  return {
    ...("allowfullscreen" in others ? { allowfullscreen: "" } : {}),
    src: src.replace(/^\/\//, "https://").replace(/^http:/i, "https:"),
    title: title?.trim() || usualTitle,
    ...whole("width", width),
    ...whole("height", height),
    loading: "lazy",
    class: "embed",
  };
}

function whole(name: string, value: string | undefined): Attributes {
  const number = /^(\d{1,5})(?:px)?$/.exec(value?.trim() ?? "")?.[1];
  return number === undefined ? {} : { [name]: number };
}

const VOID = new Set([
  "br",
  "hr",
  "img",
  "col",
  "source",
  "track",
  "wbr",
  "input",
  "meta",
  "link",
  "embed",
  "area",
  "base",
  "param",
]);

/**
 * Goes through the HTML of a post's tokens: tells what will be left out, and collects links and pictures.
 *
 * @returns the tokens at which an element of the author's is open, where nothing may be set between
 */
export function inspectHtml(tokens: readonly Token[], context: Context): Set<Token> {
  const within = new Set<Token>();
  let depth = 0;
  for (const token of tokens) {
    if (depth > 0) within.add(token);
    if (token.type === "html_block") {
      depth += inspectPiece(token.content, offsetOfLine(context, token.map?.[0] ?? 0), context);
    }
    for (const child of token.children ?? []) {
      if (child.type === "html_inline") depth += inspectPiece(child.content, offsetOfToken(child) ?? 0, context);
    }
  }
  return within;
}

/** One piece of HTML, at an offset of the file; by how many elements it opens more than it closes. */
function inspectPiece(html: string, offset: number, context: Context): number {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!VOID.has(name)) depth += 1;
        inspectTag(name, attributes, offset + parser.startIndex, context);
      },
      onclosetag(name, isImplied) {
        if (!VOID.has(name) && !isImplied) depth -= 1;
      },
    },
    { recognizeSelfClosing: false },
  );
  parser.write(html);
  const open = depth;
  parser.end();
  return open;
}

function inspectTag(name: string, attributes: Attributes, offset: number, context: Context): void {
  const leftOut = (message: string, hint: string) => report(context, offset, { rule: "unsafe-html", message, hint });
  if (!TAGS.includes(name)) {
    if (!UNREMARKABLE.has(name)) leftOut(`\`<${name}>\` is left out.`, insteadOf(name, attributes));
    return;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (/^on/i.test(attribute)) leftOut(`\`${attribute}\` is left out: posts run no scripts.`, "Remove it.");
    if (/^(?:href|src|cite|poster)$/.test(attribute) && hasForeignScheme(value)) {
      leftOut(
        `An address beginning with \`${value.trim().split(":")[0]}:\` is left out.`,
        "Use one that begins with https:// or with a slash.",
      );
    }
  }
  if (name === "iframe") inspectFrame(attributes, leftOut, context);
  if (name === "a" && attributes.href !== undefined) {
    context.links.push({
      target: attributes.href,
      text: "",
      place: placeOf(context, offset),
      targetStart: undefined,
      targetEnd: undefined,
    });
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
  const host = URL.canParse(url) ? new URL(url).host : "";
  if (!settings.embeds.includes(host)) {
    leftOut(
      `A frame from ${host === "" ? "this address" : host} is left out.`,
      `Frames may come from ${settings.embeds.join(", ")}; others are added in site.yaml under \`embeds\`.`,
    );
  } else if (!title?.trim()) {
    leftOut(
      "The frame has no title, so those who do not see it cannot know what it holds.",
      'Add one, as in title="A talk on mentoring".',
    );
  }
}

function insteadOf(name: string, { src = "" }: Attributes): string {
  if (name === "script" && src.includes("gist.github.com")) return `Link to it instead: ${src.replace(/\.js$/, "")}`;
  if (name === "script" || name === "style") return "Remove it; scripts and styles belong to the site, not to a post.";
  if (name === "h1") return "Use `## ` for a heading; the title is the only one of the first level.";
  if (/^(?:form|input|button|select|textarea|label)$/.test(name)) return "Link to a page with the form instead.";
  return "Remove the tag, or write what it was for in Markdown.";
}

function hasForeignScheme(address: string): boolean {
  // Browsers read over control characters and spaces in a scheme: `java\tscript:` is `javascript:`.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/[\p{Cc}\s]/gu, ""))?.[1];
  return scheme !== undefined && !SCHEMES.includes(scheme.toLowerCase());
}

function placeOf(context: Context, offset: number) {
  return placeAt(context.from, offset);
}

/** Reports links in Markdown whose address could run code; markdown-it makes no link of them. */
export function inspectMarkdownLinks(body: string, bodyStart: number, context: Context): void {
  for (const match of body.matchAll(/\]\(\s*<?\s*(javascript|vbscript|data|file):/gi)) {
    const offset = bodyStart + match.index;
    if (context.code.some(([start, end]) => offset >= start && offset < end)) continue;
    report(context, offset, {
      rule: "unsafe-html",
      message: `A link that begins with \`${match[1]}:\` is left out.`,
      hint: "Use one that begins with https:// or with a slash.",
    });
  }
}
