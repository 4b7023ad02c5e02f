/**
 * Sanitizes the HTML that authors write into posts, and reports what is dropped.
 */

import type { MarkdownIt, Token } from "markdown-it";
import sanitize from "sanitize-html";
import { withoutInvisible } from "../../base/text.ts";
import { isElsewhere } from "../../base/urls.ts";
import { type Context, contextOf, trusted } from "../context.ts";
import { ATTRIBUTES, attributeIssue, CLASSES, TAGS, WITHOUT_TEXT } from "../sanitize_policy.ts";
import { isIdOfPage, isReserved } from "./heading_ids.ts";
import { belowBase } from "./links.ts";
import { mathml, texOfPicture } from "./math.ts";

/** Whether a post contains an author's HTML. */
export function hasHtml(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) => token.type === "html_block" || token.children?.some(({ type }) => type === "html_inline"),
  );
}

/**
 * Runs on rendering, when an author's HTML can still be told from rendered Markdown: turns images of formulas into
 * formulas, adds the base path to addresses, and drops ids that are taken.
 */
export function rawHtml(md: MarkdownIt): void {
  const withFormulas = (html: string, env: Parameters<typeof trusted>[0]): string =>
    html.replace(
      /<img\b[^<>]*?\bsrc="(https?:\/\/latex\.codecogs\.com\/[^"]*)"[^>]*>/gi,
      (picture, address: string) => {
        const tex = texOfPicture(address);
        const formula = tex ? mathml(tex, true) : undefined;
        return formula === undefined || formula.problem !== undefined ? picture : trusted(env, formula.html);
      },
    );
  for (const type of ["html_block", "html_inline"]) {
    md.renderer.rules[type] = (tokens, index, _options, env) => {
      const html = withFormulas(tokens[index]?.content ?? "", env);
      const context = contextOf(env);
      return context ? html.replace(/<[a-z][^>]*>/gi, (tag) => settled(tag, context)) : html;
    };
  }
}

/** Obsolete elements after which parsers read no more tags. */
const WITHOUT_TAGS = /^<(?:plaintext|xmp|noembed|noframes|listing)(?![\w-])/i;

/** An author's tag with the base path in its addresses, and without an id that is taken. */
function settled(tag: string, { settings, ids }: Context): string {
  if (WITHOUT_TAGS.test(tag)) return " ";
  return tag
    .replace(
      /(\s(?:href|src|poster)\s*=\s*["']?)(\/[^"'\s>]*)/gi,
      (_, before: string, address: string) => before + belowBase(address, settings.base),
    )
    .replace(/\s(?:id|name)\s*=\s*["']?([^"'\s>]*)["']?/gi, (attribute, id: string) => {
      if (ids.has(id) || isReserved(id)) return "";
      ids.add(id);
      return attribute;
    });
}

/** Sanitizes a whole rendered text and closes every element. */
export function sanitized(html: string, context: Context): string {
  return clean(html, context)
    .replace(/<(br|hr|img|col|source|track|wbr)\b([^>]*?) \/>/g, "<$1$2>")
    .replace(/(?<![ \t])[ \t]+$/gm, "");
}

function clean(html: string, { settings }: Context): string {
  return sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    // The plugins of an owner have classes of their own.
    ...(settings.plugins.length === 0 ? { allowedClasses: { "*": CLASSES } } : {}),
    // `withoutRefused` decides on addresses.
    allowedSchemesAppliedToAttributes: [],
    allowProtocolRelative: true,
    allowedIframeHostnames: [...settings.embeds],
    nonTextTags: [...WITHOUT_TEXT],
    selfClosing: ["br", "hr", "img", "col", "source", "track", "wbr"],
    transformTags: {
      "*": (tagName, attributes) => ({
        tagName,
        attribs: withoutRefused(aligned(withoutIdOfPage(published(attributes))), settings.linkSchemes),
      }),
      a: (tagName, attributes) => ({ tagName, attribs: anchorOf(aligned(attributes)) }),
      center: (_, attributes) => ({ tagName: "div", attribs: { ...attributes, class: "align-center" } }),
      img: (tagName, attributes) => ({ tagName, attribs: pictureOf(aligned(attributes)) }),
      iframe: (tagName, attributes) => ({ tagName, attribs: frameOf(attributes, settings.labels.embedded) }),
      video: (tagName, attributes) => ({ tagName, attribs: { ...aligned(attributes), controls: "" } }),
      audio: (tagName, attributes) => ({ tagName, attribs: { ...aligned(attributes), controls: "" } }),
      strike: () => ({ tagName: "s", attribs: {} }),
      acronym: (_, attributes) => ({ tagName: "abbr", attribs: attributes }),
    },
    exclusiveFilter: ({ tag, attribs }) => (tag === "iframe" && !attribs.src) || (tag === "img" && !attribs.src),
  });
}

type Attributes = Record<string, string>;

/** As they will be on the page, which has no invisible characters: `java\x01script:` is `javascript:` there. */
function published(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, withoutInvisible(value)]));
}

/** Without the addresses that are reported as left out. */
function withoutRefused(attributes: Attributes, linkSchemes: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => attributeIssue(name, value, linkSchemes) === undefined),
  );
}

/** Runs after the other transformations, on decoded attributes, so that an id can be spelt in no other way. */
function withoutIdOfPage({ id, ...others }: Attributes): Attributes {
  return id === undefined || isIdOfPage(id) ? others : { id, ...others };
}

/** Obsolete alignment attributes, as classes. */
function aligned(attributes: Attributes): Attributes {
  const { style, align, ...others } = attributes;
  const side =
    /text-align:\s*(left|center|right)/i.exec(style ?? "")?.[1] ?? /^(left|center|right)$/i.exec(align ?? "")?.[1];
  const added = side === undefined ? {} : { class: `${others.class ?? ""} align-${side.toLowerCase()}`.trim() };
  return { ...others, ...added };
}

function anchorOf({ name, ...attributes }: Attributes): Attributes {
  const { href } = attributes;
  return {
    ...attributes,
    ...(name !== undefined && attributes.id === undefined ? { id: name } : {}),
    ...(href !== undefined && isElsewhere(href) ? { rel: "noopener" } : {}),
  };
}

function pictureOf({ width, height, ...attributes }: Attributes): Attributes {
  return {
    ...attributes,
    ...(attributes.src === undefined ? {} : { src: attributes.src.trim().replaceAll(" ", "%20") }),
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
