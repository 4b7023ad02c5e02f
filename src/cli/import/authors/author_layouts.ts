/**
 * Authors in the layouts of an old blog: a name with a face and a few sentences, written into the template of a post.
 */

import { DomUtils, parseDocument } from "htmlparser2";
import { slug } from "../../../base/slug.ts";
import { urlOf } from "../../../base/urls.ts";
import { folded } from "../../../config/authors_and_tags.ts";
import { type Files, listOf, type OldAuthor, type OldText, textOf } from "../old_blog.ts";
import { parsed } from "../texts/front_matter.ts";
import { namesIn } from "./people.ts";

type Node = ReturnType<typeof parseDocument>["children"][number];
type Element = Extract<Node, { attribs: object }>;

/** Stands for what a layout inserts: the text of a post, or a value. */
const CONTENT = "\ue001";
const TEMPLATE = /\.(?:njk|html?|liquid|hbs|ejs|webc|pug|mustache)$/i;
const MOST_LEVELS = 6;
const SHORTEST_BIO = 40;

/** @param folders where layouts and their parts lie */
export function authorsInLayouts(files: Files, folders: readonly string[], posts: readonly OldText[]): OldAuthor[] {
  const templates = files.paths.filter(
    (path) => TEMPLATE.test(path) && folders.some((folder) => path.startsWith(folder)),
  );
  const names = namesIn(
    posts.filter(({ fields }) => !listOf(fields.author).some((name) => folded(name) === folded(String(fields.title)))),
  );
  const read = new Map(templates.map((path) => [path, htmlOf(path, files, folders, 0)]));
  const found = new Map<string, OldAuthor>();
  for (const path of templates) {
    const html = read.get(path) ?? "";
    const users = posts.filter(({ layout }) => layout !== undefined && isLayout(path, layout));
    const own = namesIn(users);
    const [usual] = [...own].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    for (const name of names.keys()) keep(found, inHtml(path, html, name) ?? inCondition(path, files.text(path), name));
    // The layout of one author, whose name it may write in another way.
    const isTheirs = usual !== undefined && names.has(usual) && (isNamedAfter(path, usual) || own.size === 1);
    if (isTheirs && !found.has(folded(usual))) keep(found, byClass(path, html, usual));
  }
  return [...found.values()];
}

/** Of two, the one that says more. */
function keep(found: Map<string, OldAuthor>, author: OldAuthor | undefined): void {
  if (author === undefined) return;
  const worth = ({ picture, bio, links }: OldAuthor): number =>
    (picture ? 2 : 0) + (bio ? 1 : 0) + (links.length > 0 ? 0.5 : 0);
  const before = found.get(folded(author.name));
  if (before === undefined || worth(author) > worth(before)) found.set(folded(author.name), author);
}

export function isLayout(path: string, layout: string): boolean {
  const bare = (text: string): string => text.replace(TEMPLATE, "");
  return (
    path.endsWith(`/${layout}`) || path === layout || bare(path) === layout || bare(path).endsWith(`/${bare(layout)}`)
  );
}

function isNamedAfter(path: string, name: string): boolean {
  const parts = new Set(slug(path.split("/").at(-1)?.replace(TEMPLATE, "") ?? "").split("-"));
  return slug(name)
    .split("-")
    .some((part) => part.length > 2 && parts.has(part));
}

/** A template as HTML: its own values filled in, its parts included, everything else taken out. */
function htmlOf(path: string, files: Files, folders: readonly string[], depth: number): string {
  const text = files.text(path);
  const { data = {}, body = text } = parsed(path, text) ?? {};
  const values = new Map(
    Object.entries(data).flatMap(([name, value]) => (textOf(value) === undefined ? [] : [[name, textOf(value) ?? ""]])),
  );
  for (const [, name = "", value = ""] of body.matchAll(
    /\{%-?\s*(?:set|assign)\s+(\w+)\s*=\s*["']([^"']*)["']\s*-?%\}/g,
  ))
    values.set(name, value);
  return body
    .replace(/\{#[\s\S]*?#\}|\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g, "")
    .replace(/\{%-?\s*(?:include|render)\s+["']([^"']+)["'][^%]*-?%\}/g, (_, name: string) => {
      const part = files.paths.find((one) => folders.some((folder) => one === folder + name) || isLayout(one, name));
      return part === undefined || depth > 4 ? "" : htmlOf(part, files, folders, depth + 1);
    })
    .replace(/\{\{-?\s*["']([^"']+)["'][^}]*\}\}/g, "$1")
    .replace(
      /\{\{-?\s*([\w.]+)[^}]*\}\}/g,
      (_, name: string) => values.get(name) ?? values.get(name.replace(/^(?:page|layout)\./, "")) ?? CONTENT,
    )
    .replace(/\{%[\s\S]*?%\}/g, "");
}

function treeOf(html: string): Node[] {
  return parseDocument(html).children;
}

const textIn = (node: Node): string => DomUtils.textContent(node).replace(/\s+/g, " ").trim();
const isElement = (node: unknown): node is Element => typeof node === "object" && node !== null && "attribs" in node;
const elementsIn = (nodes: Node[], test: (element: Element) => boolean): Element[] => DomUtils.findAll(test, nodes);

/** The author at the place where the template names them. */
function inHtml(path: string, html: string, name: string): OldAuthor | undefined {
  if (!folded(html).includes(folded(name))) return undefined;
  const wanted = folded(name);
  const named = elementsIn(treeOf(html), (element) => {
    if (/^(?:title|meta|script|style|head|html|body|link)$/.test(element.name)) return false;
    const text = folded(textIn(element));
    const isIt = text.includes(wanted) && text.length <= wanted.length + 60;
    return isIt || (element.name === "img" && folded(element.attribs.alt ?? "").includes(wanted));
  });
  const found = named.map((element) => around(path, element, name)).filter((one) => one !== undefined);
  return (
    found.find(({ picture, bio }) => picture && bio) ??
    found.find(({ picture }) => picture) ??
    found.find(({ bio }) => bio)
  );
}

/** What one branch of a condition on the author shows: `{% if author == "Ada" %}`. */
function inCondition(path: string, text: string, name: string): OldAuthor | undefined {
  for (const [, said = "", branch = ""] of text.matchAll(
    /\{%-?\s*(?:if|elif|elsif|elseif|when)\s+([^%]*?)-?%\}([\s\S]*?)(?=\{%-?\s*(?:el|endif|when|endcase))/g,
  )) {
    if (!folded(said).includes(`"${folded(name)}"`) && !folded(said).includes(`'${folded(name)}'`)) continue;
    const html = branch.replace(/\{\{-?\s*["']([^"']+)["'][^}]*\}\}/g, "$1").replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, "");
    const author = factsIn(path, treeOf(html), name);
    if (author.picture !== undefined || author.bio !== undefined) return author;
  }
  return undefined;
}

/** The part of a layout of one author that its classes call so. */
function byClass(path: string, html: string, name: string): OldAuthor | undefined {
  const boxes = elementsIn(treeOf(html), ({ attribs }) =>
    /author|bio|byline|writer|profile|about-me/i.test(`${attribs.class ?? ""} ${attribs.id ?? ""}`),
  );
  for (const box of boxes) {
    if (textIn(box).includes(CONTENT) && textIn(box).length < 3) continue;
    const author = factsIn(path, [box], name);
    if (author.picture === undefined && author.bio === undefined) continue;
    const heading = elementsIn(
      [box],
      ({ name: tag, attribs }) => /^h[1-6]$/.test(tag) || /name/i.test(attribs.class ?? ""),
    )[0];
    const shown = heading === undefined ? "" : textIn(heading);
    const isOther = shown !== "" && shown.length < 60 && !shown.includes(CONTENT) && folded(shown) !== folded(name);
    return isOther ? { ...author, aliases: [shown] } : author;
  }
  return undefined;
}

/** Climbs from a name until there is a face, and to where the sentences are, but never to the text of the post. */
function around(path: string, from: Element, name: string): OldAuthor | undefined {
  let best: OldAuthor | undefined;
  let node: unknown = from;
  for (let level = 0; level < MOST_LEVELS && isElement(node); level++) {
    if (/^(?:body|html|head|main|header|nav|footer)$/.test(node.name)) break;
    if (level > 0 && (DomUtils.textContent(node).match(new RegExp(CONTENT, "g"))?.length ?? 0) > 3) break;
    const author = factsIn(path, [node], name);
    const isMore = author.picture !== best?.picture || (best?.bio === undefined && author.bio !== undefined);
    if (best?.picture === undefined || (best.bio === undefined && isMore))
      best = { ...author, picture: best?.picture ?? author.picture };
    if (best.picture !== undefined && best.bio !== undefined) return best;
    node = node.parent;
  }
  return best?.picture === undefined && best?.bio === undefined ? undefined : best;
}

const NO_FACE = /logo|icon|favicon|banner|sprite|pixel|badge|arrow|share|social/i;
const ELSEWHERE =
  /linkedin\.com|twitter\.com|\/\/x\.com|github\.com|medium\.com|instagram\.com|facebook\.com|youtube\.com|scholar\.google|researchgate|orcid|kaggle|mastodon|bsky\.app|substack\.com/i;
const SHARING = /sharer|share\?|intent\/|shareArticle|share-offsite/i;

/** Where a picture lies: of an element, one that is loaded late, or one in the background. */
function sourceOf({ src = "", style = "", ...attribs }: Element["attribs"]): string {
  const behind = /url\(\s*["']?([^"')]+)/.exec(style)?.[1];
  const later = attribs["data-src"] ?? attribs["data-lazy-src"] ?? behind ?? "";
  return src === "" || src.startsWith("data:") ? later : src;
}

function factsIn(path: string, nodes: Node[], name: string): OldAuthor {
  const faces = elementsIn(nodes, ({ name: tag, attribs }) => {
    const src = tag === "img" || /background/.test(attribs.style ?? "") ? sourceOf(attribs) : "";
    return src !== "" && !src.includes(CONTENT) && !NO_FACE.test(`${src.split("/").at(-1)} ${attribs.class ?? ""}`);
  });
  const parts = slug(name)
    .split("-")
    .filter((part) => part.length > 2);
  const isTheirs = ({ attribs }: Element): boolean =>
    parts.some((part) => slug(`${sourceOf(attribs)} ${attribs.alt ?? ""}`).includes(part));
  const face = faces.find(isTheirs) ?? faces[0];
  const sentences = elementsIn(nodes, ({ name: tag }) => /^(?:p|div|span|td|blockquote|dd)$/.test(tag))
    .filter(
      (element) =>
        element.name === "p" || !elementsIn(element.children, ({ name: tag }) => /^(?:p|div|ul|h\d)$/.test(tag)).length,
    )
    .map(textIn)
    .filter((text) => text.length >= SHORTEST_BIO && !text.includes(CONTENT) && /[.!]/.test(text));
  const bio = sentences.sort((a, b) => b.length - a.length)[0];
  const links = elementsIn(
    nodes,
    ({ name: tag, attribs }) => tag === "a" && ELSEWHERE.test(attribs.href ?? "") && !SHARING.test(attribs.href ?? ""),
  )
    .map(({ attribs }) => attribs.href ?? "")
    .filter((url) => urlOf(url) !== undefined && !url.includes(CONTENT))
    .map((url) => ({ label: labelOf(url), url }));
  return {
    name,
    path,
    picture: face === undefined ? undefined : sourceOf(face.attribs),
    bio,
    links: links.filter(({ url }, index) => links.findIndex((link) => link.url === url) === index).slice(0, 8),
    aliases: [],
  };
}

const LABELS: Readonly<Record<string, string>> = {
  linkedin: "LinkedIn",
  github: "GitHub",
  youtube: "YouTube",
  bsky: "Bluesky",
  researchgate: "ResearchGate",
  orcid: "ORCID",
};

function labelOf(url: string): string {
  const name = new URL(url).hostname.replace(/^(?:www|scholar)\./, "").split(".")[0] ?? "";
  return LABELS[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}
