/**
 * What readers see of a published page: words, links and images, without markup.
 */

import { Parser } from "htmlparser2";

export interface PageLink {
  text: string;
  href: string;
}

export interface PageContent {
  /** The page's heading, or its title if it has none. */
  heading: string;
  /** The title in the browser's tab and in search results. */
  title: string;
  description: string;
  /** The text of the page, one entry per paragraph, heading, cell or label. */
  blocks: string[];
  /** The links of a block, by its text. */
  linked: Map<string, PageLink[]>;
  /** Link targets in page order. */
  links: string[];
  /** Images, as their name and alt text. */
  pictures: string[];
  /** The target of an immediate redirect, if any. */
  refresh: string | undefined;
}

/** Inline elements. All others begin a new block. */
const INLINE = new Set(
  "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);

const WITHOUT_TEXT = new Set(["script", "style", "template", "noscript", "svg"]);

/** Links that share a page hold its title and address, so they change with these. */
const isShareLink = ({ class: names = "" }: Record<string, string>): boolean => names.split(" ").includes("share-way");

export function pageContent(html: string): PageContent {
  const found: PageContent = {
    heading: "",
    title: "",
    description: "",
    blocks: [],
    linked: new Map(),
    links: [],
    pictures: [],
    refresh: undefined,
  };
  let block = "";
  let open: { from: number; href: string } | undefined;
  let links: PageLink[] = [];
  let silent = 0;
  let isTitle = false;
  let isBody = false;
  let isHeading = false;
  const endBlock = (): void => {
    const text = block.replace(/\s+/g, " ").trim();
    if (text !== "") found.blocks.push(text);
    if (links.length > 0) found.linked.set(text, links);
    links = [];
    if (open) open.from = 0;
    if (isHeading && found.heading === "") found.heading = text;
    block = "";
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "body") isBody = true;
      if (name === "title" && !isBody) isTitle = true;
      if (name === "meta") noteMeta(attributes, found);
      if (WITHOUT_TEXT.has(name)) silent++;
      if (!INLINE.has(name)) endBlock();
      if (name === "h1") isHeading = true;
      if (name === "br") block += " ";
      if (name === "a") open = { from: block.length, href: isShareLink(attributes) ? "" : (attributes.href ?? "") };
      if (name === "a" && attributes.href !== undefined && !isShareLink(attributes)) found.links.push(attributes.href);
      if (name === "img") found.pictures.push(pictureText(attributes));
    },
    ontext(text) {
      if (isTitle) found.title += text;
      else if (isBody && silent === 0) block += text;
    },
    onclosetag(name) {
      if (name === "title") isTitle = false;
      if (WITHOUT_TEXT.has(name)) silent--;
      if (name === "a" && open) {
        links.push({ text: block.slice(open.from).replace(/\s+/g, " ").trim(), href: open.href });
        open = undefined;
      }
      if (!INLINE.has(name)) endBlock();
      if (name === "h1") isHeading = false;
    },
  });
  parser.end(html);
  endBlock();
  return { ...found, heading: found.heading || found.title };
}

function noteMeta(attributes: Readonly<Record<string, string>>, found: PageContent): void {
  if (attributes.name === "description") found.description = attributes.content ?? "";
  if (attributes["http-equiv"]?.toLowerCase() !== "refresh") return;
  found.refresh = /url=\s*(.+)$/i.exec(attributes.content ?? "")?.[1]?.trim();
}

/** Other sizes and formats of an image count as the same image. */
function pictureText({ src = "", alt = "" }: Readonly<Record<string, string>>): string {
  const name = src.startsWith("data:") ? "" : (src.split(/[?#]/)[0] ?? "").replace(/^.*\//, "");
  const plain = name.replace(/[.-][0-9a-z_-]{8,}(?=\.[a-z0-9]+$)/i, "").replace(/[.-]\d+w?(?=\.[a-z0-9]+$)/i, "");
  return [plain.replace(/\.[a-z0-9]+$/i, ""), alt].filter((part) => part !== "").join(": ");
}
