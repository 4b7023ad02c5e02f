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

/** @param weight bytes of the page */
export function pageFacts(html: string, weight: number): PageFacts {
  const collector = new Collector();
  const parser = new Parser({
    onopentag: (name, attributes) => collector.open(name, attributes),
    ontext: (text) => collector.text(text),
    onclosetag: (name) => collector.close(name),
  });
  parser.end(html);
  return collector.facts(weight);
}

type Attributes = Readonly<Record<string, string>>;

/** Collects the facts of a page while its tags are read. */
class Collector {
  readonly #parts: Record<Part, number> = {
    title: 0,
    description: 0,
    canonical: 0,
    h1: 0,
    main: 0,
    lang: 0,
    charset: 0,
    viewport: 0,
  };
  readonly #links = new Set<string>();
  readonly #loads = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #metadata = new Set<string>();
  readonly #lists: Pick<PageFacts, "styles" | "scripts" | "repeatedIds" | "canonical" | "alternates"> = {
    styles: [],
    scripts: [],
    repeatedIds: [],
    canonical: [],
    alternates: [],
  };
  #brokenData = 0;
  #refresh: string | undefined;
  /** The JSON-LD script that is being read. */
  #data: string | undefined;
  #openDrawings = 0;

  open(name: string, attributes: Attributes): void {
    const { id, href = "", src, srcset, poster } = attributes;
    if (id !== undefined) this.#id(id);
    if (name === "svg") this.#openDrawings++;
    if (name === "html" && attributes.lang) this.#parts.lang++;
    else if (name === "a" || name === "area") this.#links.add(href);
    else if (name === "link") this.#link(attributes.rel ?? "", href);
    else if (name === "meta") this.#meta(attributes);
    else if (name === "h1" || name === "main") this.#parts[name]++;
    // A drawing may have a title of its own.
    else if (name === "title" && this.#openDrawings === 0) this.#parts.title++;
    else if (name === "script" && attributes.type === JSON_LD) this.#data = "";
    else if (name === "script" && src) this.#lists.scripts.push(src);
    if (name !== "iframe") this.#load(src);
    this.#load(poster);
    for (const candidate of srcset?.split(/,\s+/) ?? []) this.#load(candidate.trim().split(/\s/)[0]);
  }

  text(text: string): void {
    if (this.#data !== undefined) this.#data += text;
  }

  close(name: string): void {
    if (name === "svg") this.#openDrawings--;
    if (name !== "script" || this.#data === undefined) return;
    const found = addressesIn(this.#data);
    if (found === undefined) this.#brokenData++;
    else for (const address of found) this.#metadata.add(address);
    this.#data = undefined;
  }

  facts(weight: number): PageFacts {
    return {
      ...this.#lists,
      links: [...this.#links],
      loads: [...this.#loads],
      ids: [...this.#ids],
      metadata: [...this.#metadata],
      parts: this.#parts,
      brokenData: this.#brokenData,
      refresh: this.#refresh,
      weight,
    };
  }

  #id(id: string): void {
    if (this.#ids.has(id)) this.#lists.repeatedIds.push(id);
    this.#ids.add(id);
  }

  #load(address: string | undefined): void {
    if (address) this.#loads.add(address);
  }

  #link(rel: string, href: string): void {
    if (rel === "canonical") {
      this.#parts.canonical++;
      this.#lists.canonical.push(href);
    } else if (rel === "alternate") this.#lists.alternates.push(href);
    else if (rel === "stylesheet") {
      this.#lists.styles.push(href);
      this.#load(href);
    } else if (LOADED.test(rel)) this.#load(href);
  }

  #meta({ name = "", property = "", content = "", charset, "http-equiv": equivalent }: Attributes): void {
    if (charset !== undefined) this.#parts.charset++;
    if (name === "description" || name === "viewport") this.#parts[name]++;
    if (METADATA.test(property)) this.#metadata.add(content);
    if (equivalent?.toLowerCase() === "refresh") this.#refresh = /url=\s*(.+)$/i.exec(content)?.[1]?.trim();
  }
}

const JSON_LD = "application/ld+json";
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
