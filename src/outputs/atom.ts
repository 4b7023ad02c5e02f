import { withoutInvisible } from "../base/text.ts";
import type { Entry, Feed } from "./feed.ts";

/**
 * Writes a feed as Atom. Summaries are XHTML, so that their links work in browsers, which show the feed through its
 * style sheet.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function atom(feed: Feed, entries: readonly Entry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="${xml(feed.style)}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${xml(feed.language)}">
<id>${xml(feed.atom)}</id>
<title>${xml(feed.title)}</title>
<subtitle>${xml(feed.description)}</subtitle>
<updated>${iso(feed.updated)}</updated>
<author><name>${xml(feed.publisher)}</name><uri>${xml(feed.home)}</uri></author>
<link rel="self" type="application/atom+xml" href="${xml(feed.atom)}"/>
<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>
${entries.map((entry) => entryText(entry, feed)).join("")}</feed>
`;
}

function entryText(entry: Entry, feed: Feed): string {
  const lines = [
    `<id>${xml(entry.id)}</id>`,
    `<title>${xml(entry.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>`,
    `<published>${iso(entry.published)}</published>`,
    `<updated>${iso(entry.updated)}</updated>`,
    ...entry.authors.map(({ name, url }) => `<author><name>${xml(name)}</name><uri>${xml(url)}</uri></author>`),
    ...entry.topics.map((topic) => `<category term="${xml(topic)}"/>`),
    ...(entry.image === undefined ? [] : [`<media:thumbnail url="${xml(entry.image)}"/>`]),
    `<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="${xml(entry.url)}">${xml(entry.summary)}</a></div></summary>`,
    `<content type="html">${xml(entry.html)}</content>`,
  ];
  const language = entry.language === feed.language ? "" : ` xml:lang="${xml(entry.language)}"`;
  return `<entry${language}>\n${lines.join("\n")}\n</entry>\n`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Escapes text for an XML element or attribute.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xml(text: string): string {
  return withoutInvisible(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
