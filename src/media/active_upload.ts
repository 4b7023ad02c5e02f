/**
 * Uploads that run scripts when they are opened by themselves. A host that ignores headers serves them from the same
 * origin as the editor, whose token they could read.
 */

import { extname } from "node:path";
import { Parser } from "htmlparser2";

/** Files that browsers open as documents, or run. */
const DOCUMENTS = /^\.(?:[dsx]?html?|xht|xhtml|mht|mhtml|hta|htc|svgz|swf|xslt?|m?js|cjs|wasm)$/;
const XML = /^\.(?:xml|rss|atom|rdf|svg|mml|mathml|xsd|xul)$/;

/** Kinds that no browser takes for a document, whatever bytes they hold. */
const PASSIVE =
  /^\.(?:avif|bmp|gif|heic|heif|ico|jfif|jpe?g|png|tiff?|webp|aac|m4a|m4v|mp3|mp4|mov|oga|ogg|ogv|opus|wav|webm|woff2?|zip|gz)$/;

/** What browsers take for HTML if a host names no type. @see https://mimesniff.spec.whatwg.org/ */
const SNIFFED = /^\s*<(?:!doctype html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|!--)[\s>/]/i;
/** Hosts give many endings a type of XML: `.gpx`, `.kml`, `.opml` and others. */
const MARKUP = /^[\s\0]*</;

const LOADS_FRAMES = new Set([
  "script",
  "foreignobject",
  "iframe",
  "object",
  "embed",
  "handler",
  "listener",
  "audio",
  "video",
]);
const NAMESPACES_THAT_RUN =
  /^http:\/\/(?:www\.w3\.org\/(?:1999\/xhtml|1999\/XSL\/Transform|2001\/xml-events)|www\.mozilla\.org\/)/i;

/** Whether the bytes have to be looked at: pictures and films are never active. */
export function mayBeActive(address: string): boolean {
  return !PASSIVE.test(extname(address).toLowerCase());
}

/** Why a file is active, as the end of the sentence “It …”; undefined if it is not. */
export function activity(address: string, bytes: Uint8Array): string | undefined {
  const extension = extname(address).toLowerCase();
  if (!mayBeActive(address)) return undefined;
  if (DOCUMENTS.test(extension)) return `is a \`${extension}\` file, which browsers open as a page or run`;
  const text = decoded(bytes);
  if (SNIFFED.test(text)) return "holds HTML";
  if (!XML.test(extension) && !MARKUP.test(text)) return undefined;
  return text.includes("\0") ? "is written in UTF-16 or UTF-32 without saying so" : activityOfXml(text);
}

/** Decodes text like browsers. Unknown encodings are read as UTF-8, so that nothing can hide in them. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isUtf16 ? (first === 0xff ? "utf-16le" : "utf-16be") : "utf-8").decode(bytes);
}

function activityOfXml(text: string): string | undefined {
  if (/<\?xml-stylesheet/i.test(text)) return "has a style sheet of its own";
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return "declares entities, in which a script can hide";
  const encoding = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/i.exec(text)?.[1];
  if (encoding !== undefined && !/^(?:utf-?(?:8|16)|us-ascii|iso-8859-1)$/i.test(encoding)) {
    return `is written in the encoding ${encoding}`;
  }
  let found: string | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        found ??= activityOfElement(local(name), attributes);
      },
      ontext(part) {
        if (/@import|url\(\s*["']?(?!\s*["']?(?:#|data:image\/(?!svg)))/i.test(withoutEscapes(part))) {
          found ??= "loads something from elsewhere in its styles";
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return found;
}

function activityOfElement(name: string, attributes: Readonly<Record<string, string>>): string | undefined {
  if (LOADS_FRAMES.has(name)) return `has the element \`${name}\``;
  for (const [written, value] of Object.entries(attributes)) {
    const attribute = local(written);
    if (attribute.startsWith("on")) return `has the event handler \`${written}\``;
    if (/^xmlns(?::|$)/i.test(written) && NAMESPACES_THAT_RUN.test(value.trim())) return "has elements of HTML in it";
    if (attribute === "attributename" && /^(?:on|href)/.test(local(value.trim()))) return "changes a handler or a link";
    if ((attribute === "href" || attribute === "src") && !isHarmless(name, value))
      return `refers to \`${value.slice(0, 40)}\``;
    if (/url\(\s*["']?(?!\s*["']?(?:#|data:image\/(?!svg)))/i.test(withoutEscapes(value)))
      return "loads something from elsewhere in its styles";
  }
  return undefined;
}

/** A place in the same file, a picture in it, or a link that a reader has to follow. */
function isHarmless(name: string, address: string): boolean {
  const shown = address.replace(/[\0-\x20\x7f]/g, "");
  if (shown === "" || shown.startsWith("#") || /^data:image\/(?:avif|gif|jpe?g|png|webp)[;,]/i.test(shown)) return true;
  return /^(?:a|link)$/.test(name) && /^(?:https?:|mailto:)/i.test(shown);
}

/** The name without its prefix, in lower case. */
function local(name: string): string {
  return name.replace(/^.*:/s, "").toLowerCase();
}

/** CSS can write any character as a backslash and its number. */
function withoutEscapes(css: string): string {
  return css.replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_, hex: string | undefined, plain: string | undefined) =>
    hex === undefined ? (plain ?? "") : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  );
}
