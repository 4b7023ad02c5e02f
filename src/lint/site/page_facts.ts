/**
 * What lint needs to know of a published page. Plain data, cached while the file stays the same.
 */

import { Parser } from "htmlparser2";
import { z } from "zod";

export const PARTS = ["title", "description", "canonical", "h1", "main", "lang", "charset", "viewport"] as const;

export type Part = (typeof PARTS)[number];

const strings = z.array(z.string());

export const pageFactsSchema = z.object({
  /** Link targets as written, without duplicates. */
  links: strings,
  /** Images, scripts, style sheets and everything else that the page loads. */
  loads: strings,
  /** The scripts and style sheets among them. */
  styles: strings,
  scripts: strings,
  ids: strings,
  repeatedIds: strings,
  /** How often the page has each part that it must have exactly once. */
  parts: z.record(z.enum(PARTS), z.number()),
  canonical: strings,
  /** Alternates: other languages and feeds. */
  alternates: strings,
  /** Addresses in metadata: Open Graph and JSON-LD. */
  metadata: strings,
  /** JSON-LD that is not valid JSON. */
  brokenData: z.number(),
  /** The target of an immediate redirect. */
  refresh: z.string().optional(),
  /** Bytes. */
  weight: z.number(),
});

export type PageFacts = z.infer<typeof pageFactsSchema>;

type Attributes = Readonly<Record<string, string>>;

export function pageFacts(html: string, weight: number): PageFacts {
  const parts: Record<Part, number> = {
    title: 0,
    description: 0,
    canonical: 0,
    h1: 0,
    main: 0,
    lang: 0,
    charset: 0,
    viewport: 0,
  };
  const sets = {
    links: new Set<string>(),
    loads: new Set<string>(),
    ids: new Set<string>(),
    metadata: new Set<string>(),
  };
  const facts: Omit<PageFacts, "links" | "loads" | "ids" | "metadata"> = {
    styles: [],
    scripts: [],
    repeatedIds: [],
    parts,
    canonical: [],
    alternates: [],
    brokenData: 0,
    refresh: undefined,
    weight,
  };
  let data: string | undefined;
  let foreign = 0;
  const load = (address: string | undefined): void => {
    if (address) sets.loads.add(address);
  };
  const noteLink = (rel: string, href: string): void => {
    if (rel === "canonical") {
      parts.canonical++;
      facts.canonical.push(href);
    } else if (rel === "alternate") facts.alternates.push(href);
    else if (rel === "stylesheet") {
      facts.styles.push(href);
      load(href);
    } else if (LOADED.test(rel)) load(href);
  };
  const noteMeta = ({
    name = "",
    property = "",
    content = "",
    charset,
    "http-equiv": equivalent,
  }: Attributes): void => {
    if (charset !== undefined) parts.charset++;
    if (name === "description") parts.description++;
    if (name === "viewport") parts.viewport++;
    if (METADATA.test(property)) sets.metadata.add(content);
    if (equivalent?.toLowerCase() === "refresh") facts.refresh = /url=\s*(.+)$/i.exec(content)?.[1]?.trim();
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const { id, href, src, srcset, poster } = attributes;
      if (id !== undefined) {
        if (sets.ids.has(id)) facts.repeatedIds.push(id);
        sets.ids.add(id);
      }
      if (name === "svg") foreign++;
      if (name === "html" && attributes.lang) parts.lang++;
      else if (name === "a" || name === "area") sets.links.add(href ?? "");
      else if (name === "link") noteLink(attributes.rel ?? "", href ?? "");
      else if (name === "meta") noteMeta(attributes);
      else if (name === "h1") parts.h1++;
      else if (name === "main") parts.main++;
      else if (name === "title" && foreign === 0) parts.title++;
      else if (name === "script" && attributes.type === "application/ld+json") data = "";
      else if (name === "script" && src) facts.scripts.push(src);
      if (name !== "iframe") load(src);
      load(poster);
      for (const candidate of srcset?.split(/,\s+/) ?? []) load(candidate.trim().split(/\s/)[0]);
    },
    ontext(text) {
      if (data !== undefined) data += text;
    },
    onclosetag(name) {
      if (name === "svg") foreign--;
      if (name !== "script" || data === undefined) return;
      const found = addressesIn(data);
      if (found === undefined) facts.brokenData++;
      else for (const address of found) sets.metadata.add(address);
      data = undefined;
    },
  });
  parser.end(html);
  return {
    ...facts,
    links: [...sets.links],
    loads: [...sets.loads],
    ids: [...sets.ids],
    metadata: [...sets.metadata],
  };
}

const LOADED = /^(?:icon|apple-touch-icon|mask-icon|manifest|preload|modulepreload|search)$/;
const METADATA = /^og:(?:url|image|video|audio)(?::secure_url)?$|^twitter:image$/;

/** All web addresses in a JSON text. Empty if it is not JSON. Identifiers are cut at their `#`. */
function addressesIn(json: string): string[] | undefined {
  const found: string[] = [];
  try {
    JSON.parse(json, (_, value: unknown) => {
      if (typeof value === "string" && /^https?:\/\/\S+$/.test(value)) found.push(value.replace(/[#?{].*$/s, ""));
      return value;
    });
    return found;
  } catch {
    return undefined;
  }
}
