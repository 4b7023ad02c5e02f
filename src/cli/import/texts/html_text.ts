/**
 * HTML of exports and pages as Markdown.
 */

import { highlightedCodeBlock, strikethrough, tables, taskListItems } from "@joplin/turndown-plugin-gfm";
import TurndownService from "turndown";
import { embedOf, formulaOf, linkOf, picture, videoOf } from "./embeds.ts";

const service = new TurndownService({
  headingStyle: "atx",
  codeBlockStyle: "fenced",
  bulletListMarker: "-",
  emDelimiter: "*",
  hr: "---",
});
service.use([strikethrough, tables, taskListItems, highlightedCodeBlock]);
service.keep(["details"]);
service.remove(["style", "noscript", "title"]);

type Node = TurndownService.Node & HTMLElement;

const all = (node: Node, selector: string): Element[] => Array.from(node.querySelectorAll(selector));
const find = (node: Node, selector: string): Element | undefined => node.querySelector(selector) ?? undefined;
const attribute = (node: Element | undefined, name: string): string => node?.getAttribute(name) ?? "";

/** The largest of a picture's addresses that is in its own attributes. */
function sourceOf(image: Element): string {
  const later = attribute(image, "data-src") || attribute(image, "data-orig-file");
  const own = attribute(image, "src");
  return own === "" || own.startsWith("data:image/gif") ? later || own : own;
}

function pictureOf(image: Element, caption: string): string {
  const src = sourceOf(image);
  const tex = formulaOf(src);
  if (tex !== undefined) return `$${tex}$`;
  return src === "" ? "" : picture({ src, alt: attribute(image, "alt"), caption });
}

service.addRule("picture", {
  filter: "img",
  replacement: (_, node) => pictureOf(node as Node, attribute(node as Node, "title")),
});

service.addRule("figure", {
  filter: "figure",
  replacement: (content, node) => {
    const figure = node as Node;
    // A gallery: each picture has its own caption.
    if (find(figure, "figure") !== undefined) return `\n\n${content.trim()}\n\n`;
    const images = all(figure, "img");
    const caption = find(figure, "figcaption")?.textContent ?? "";
    const frame = find(figure, "iframe");
    const [link] = all(figure, "a");
    if (frame !== undefined)
      return `\n\n${frameOf(frame)}${caption.trim() === "" ? "" : `\n\n*${caption.trim()}*`}\n\n`;
    if (
      images.length > 0 &&
      find(figure, "pre, table, blockquote") === undefined &&
      !figure.className.includes("bookmark")
    ) {
      return `\n\n${images.map((image) => pictureOf(image, caption)).join("\n\n")}\n\n`;
    }
    const alone = figure.textContent?.trim() ?? "";
    if (/^https?:\/\/\S+$/.test(alone)) return `\n\n${embedOf(alone)}\n\n`;
    if (figure.className.includes("bookmark") && link !== undefined) {
      const title = find(figure, ".kg-bookmark-title, .bookmark-title")?.textContent?.trim() ?? alone;
      return `\n\n[${title.replace(/\s+/g, " ")}](${attribute(link, "href")})\n\n`;
    }
    return `\n\n${content.trim()}\n\n`;
  },
});

service.addRule("caption", {
  filter: (node) => node.nodeName === "FIGCAPTION",
  replacement: (content) => (content.trim() === "" ? "" : `\n\n*${content.trim()}*\n\n`),
});

function frameOf(frame: Element): string {
  const src = attribute(frame, "src") || attribute(frame, "data-src");
  const shown = /[?&]url=([^&]+)/.exec(src)?.[1];
  return videoOf(src) ?? (shown !== undefined ? embedOf(decodeURIComponent(shown)) : src === "" ? "" : linkOf(src));
}

service.addRule("frame", { filter: "iframe", replacement: (_, node) => `\n\n${frameOf(node as Node)}\n\n` });

service.addRule("script", {
  filter: "script",
  replacement: (_, node) => {
    const src = attribute(node as Node, "src");
    return /gist\.github\.com|asciinema\.org/.test(src) ? `\n\n${linkOf(src.replace(/\.js(?:\?.*)?$/, ""))}\n\n` : "";
  },
});

service.addRule("code", {
  filter: (node) => node.nodeName === "PRE",
  replacement: (_, node) => {
    const pre = node as Node;
    const classes = [pre, find(pre, "code")].map((one) => attribute(one, "class")).join(" ");
    const language =
      /(?:language-|lang-|brush:\s*|lang:)([\w+#-]+)/.exec(classes)?.[1] ?? attribute(pre, "data-code-block-lang");
    const code = (pre.textContent ?? "").replace(/^\n|\s+$/g, "");
    const marks = "`".repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return `\n\n${marks}${language}\n${code}\n${marks}\n\n`;
  },
});

service.addRule("callout", {
  filter: (node) => /\bkg-callout-card\b|\bwp-block-callout\b/.test(node.className ?? ""),
  replacement: (content) => `\n\n> [!NOTE]\n${content.trim().replace(/^/gm, "> ")}\n\n`,
});

/** Players that a page may hold are written as they are. */
service.addRule("media", {
  filter: (node) => node.nodeName === "VIDEO" || node.nodeName === "AUDIO",
  replacement: (_, node) => {
    const src = attribute(node as Node, "src") || attribute(find(node as Node, "source"), "src");
    return src === "" ? "" : `\n\n[${node.nodeName === "VIDEO" ? "The video" : "The recording"}](${src})\n\n`;
  },
});

/** Deeper than this, nobody wrote it, and the converter would run out of stack. */
const DEEPEST = 200;

/** @returns undefined for HTML that cannot be read */
export function markdownOf(html: string): string | undefined {
  if (depthOf(html) > DEEPEST) return undefined;
  try {
    return `${service
      .turndown(html.replace(/<pre\b[\s\S]*?<\/pre>/gi, (block) => block.replace(/<br\s*\/?>/gi, "\n")))
      .replaceAll("\0", "")
      .replace(/\u00a0/g, " ")
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim()}\n`;
  } catch {
    return undefined;
  }
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

function depthOf(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag, close, name = ""] of html.matchAll(/<(\/?)([a-z][\w-]*)[^>]*>/gi)) {
    if (VOID.test(name) || tag.endsWith("/>")) continue;
    depth = Math.max(0, depth + (close === "/" ? -1 : 1));
    most = Math.max(most, depth);
  }
  return most;
}
