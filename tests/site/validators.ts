/** Parsers and validators for a published site that share no code with the generator. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { Parser } from "htmlparser2";
import jsonld from "jsonld";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import robotsParser from "robots-parser";
import { ROOT } from "./site.ts";

/** Published files by path. */
export type Files = ReadonlyMap<string, string>;

/** An element with its attributes, entities decoded. */
interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
}

export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: "" };
      elements.push(element);
      open.push(element);
    },
    ontext(text) {
      for (const element of open) element.text += text;
    },
    onclosetag: () => open.pop(),
  });
  parser.end(html);
  return elements;
}

/** The file that a server returns for a URL of the site; undefined for other URLs. */
function fileAt(address: string, root: string): string | undefined {
  if (!address.startsWith(root)) return undefined;
  const path = decodeURIComponent(new URL(address).pathname).slice(new URL(root).pathname.length);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Problems of the site's feeds, one a line. `root` is the site's URL with a trailing slash. */
export function feedFaults(files: Files, root: string): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!/(?:^|\/)feed\.xml$/.test(path)) return [];
    const other = path.replace(/xml$/, "json");
    return [...atomFaults(files, root, path, text), ...jsonFaults(path, text, other, files.get(other) ?? "{}")];
  });
}

function atomFaults(files: Files, root: string, path: string, text: string): string[] {
  XmlDocument.fromString(text).dispose();
  const feed = parseAtomFeed(text);
  const fault = (isFine: boolean, what: string): string[] => (isFine ? [] : [`${path}: ${what}`]);
  const ids = (feed.entries ?? []).map(({ id }) => id);
  const own = feed.links?.find(({ rel }) => rel === "self")?.href ?? "";
  return [
    ...fault(feed.title?.value !== undefined && feed.id !== undefined, "no title or id"),
    ...fault(!Number.isNaN(Date.parse(feed.updated ?? "")), "no time of the last change"),
    ...fault(fileAt(own, root) === path, `says that it stands at ${own}`),
    ...fault(new Set(ids).size === ids.length, "the same id twice"),
    ...(feed.entries ?? []).flatMap((entry) => {
      const url = entry.links?.find(({ rel }) => rel === "alternate")?.href ?? "";
      const html = entry.content?.value ?? "";
      return [
        ...fault(files.has(fileAt(url, root) ?? ""), `${url} is no page`),
        ...fault(Date.parse(entry.updated ?? "") >= Date.parse(entry.published ?? ""), `${url} changed before it came`),
        ...fault(html.includes("<"), `${url} has no text`),
        ...relativeAddresses(html).flatMap((address) => fault(false, `${url} holds the address ${address}`)),
      ];
    }),
  ];
}

function jsonFaults(path: string, atom: string, jsonPath: string, json: string): string[] {
  const inAtom = (parseAtomFeed(atom).entries ?? []).map(({ id }) => id);
  const inJson = (parseJsonFeed(json).items ?? []).map(({ id }) => id);
  return JSON.stringify(inAtom) === JSON.stringify(inJson) ? [] : [`${path} and ${jsonPath} have different posts`];
}

/** Relative URLs in HTML, which would break outside of its page. */
export function relativeAddresses(html: string): string[] {
  return elementsOf(html).flatMap(({ attributes }) => {
    const sources = (attributes.srcset ?? "").split(/,\s+/).map((candidate) => candidate.split(" ")[0]);
    return [attributes.href, attributes.src, attributes.poster, attributes.cite, ...sources].flatMap((address) =>
      address === undefined || address === "" || /^[a-z][a-z0-9+.-]*:/i.test(address) ? [] : [address],
    );
  });
}

/** Validates sitemaps against the sitemaps.org schema and the pages, and robots.txt against the sitemap. */
export function sitemapFaults(files: Files, root: string): string[] {
  const schema = XmlDocument.fromBuffer(readFileSync(join(ROOT, "node_modules/sitemap/schema/sitemap.xsd")));
  const validator = XsdValidator.fromDoc(schema);
  const sitemaps = [...files].filter(([path]) => /^sitemap(?:-\d+)?\.xml$/.test(path));
  const addresses = sitemaps.flatMap(([, text]) => {
    const document = XmlDocument.fromString(text);
    if (document.root.name === "urlset") validator.validate(document);
    return document
      .find("//s:url/s:loc", { s: "http://www.sitemaps.org/schemas/sitemap/0.9" })
      .map((loc) => loc.content);
  });
  validator.dispose();
  const robots = robotsParser(`${root}robots.txt`, files.get("robots.txt") ?? "");
  const found = new Set(addresses);
  const indexable = new Set(
    [...files].flatMap(([path, html]) =>
      path.endsWith(".html") && path !== "404.html" ? ownAddress(html, path, root) : [],
    ),
  );
  return [
    ...addresses
      .filter((address) => !indexable.has(address))
      .map((address) => `${address} is no page for search engines`),
    ...[...indexable].filter((address) => !found.has(address)).map((address) => `${address} is in no sitemap`),
    ...addresses
      .filter((address) => robots.isAllowed(address, "Googlebot") !== true)
      .map((one) => `${one} is forbidden`),
    ...(addresses.length === found.size ? [] : ["an address stands in the sitemap twice"]),
    ...(robots.getSitemaps().includes(`${root}sitemap.xml`) ? [] : ["robots.txt does not name the sitemap"]),
  ];
}

/** The canonical URL of an indexable page, if it is its own. */
function ownAddress(html: string, path: string, root: string): string[] {
  const elements = elementsOf(html);
  const robots = elements.find(({ name, attributes }) => name === "meta" && attributes.name === "robots");
  const canonical = elements.find(({ name, attributes }) => name === "link" && attributes.rel === "canonical");
  const address = canonical?.attributes.href ?? "";
  return robots?.attributes.content?.includes("noindex") || fileAt(address, root) !== path ? [] : [address];
}

/** A node as expanded by a JSON-LD processor: properties are full URLs, values are lists. */
export type Thing = Readonly<Record<string, unknown>>;

/** All nodes of a page, nested ones included. */
export async function thingsOn(html: string): Promise<Thing[]> {
  const data = elementsOf(html).filter(({ attributes }) => attributes.type === "application/ld+json");
  const expanded = await Promise.all(data.map(({ text }) => jsonld.expand(JSON.parse(text), { documentLoader })));
  return expanded.flat().flatMap(within);
}

/** A minimal schema.org context, which maps its terms to itself. */
async function documentLoader(url: string) {
  return { documentUrl: url, document: { "@context": { "@vocab": "https://schema.org/" } } };
}

function within(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(within);
  return "@type" in value ? [{ ...value }, ...inside] : inside;
}

/** The values of a property, or the types (`@type`), without the schema.org prefix. */
export function values(thing: Thing, property: string): unknown[] {
  const found = thing[property.startsWith("@") ? property : `https://schema.org/${property}`];
  return [found]
    .flat()
    .filter((one) => one !== undefined)
    .map((one) => (typeof one === "object" && one !== null && "@value" in one ? one["@value"] : one))
    .map((one) => (typeof one === "string" ? one.replace("https://schema.org/", "") : one));
}

/** Pages whose structured data is unreadable, of an unknown type, or refers to missing pages. */
export async function structuredDataFaults(files: Files, root: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, html] of files) {
    if (!path.endsWith(".html")) continue;
    const things = await thingsOn(html);
    if (html.includes('property="og:type" content="article"')) {
      const types = things.flatMap((thing) => values(thing, "@type"));
      for (const type of ["Article", "BreadcrumbList"]) if (!types.includes(type)) faults.push(`${path}: no ${type}`);
    }
    for (const thing of things) {
      for (const property of ["url", "item", "image", "mainEntityOfPage", "logo"]) {
        for (const address of values(thing, property)) {
          const file = typeof address === "string" ? fileAt(address, root) : undefined;
          const isFine = typeof address !== "string" || (file === undefined ? URL.canParse(address) : files.has(file));
          if (!isFine) faults.push(`${path}: ${String(address)} is not there`);
        }
      }
    }
  }
  return faults;
}
