/**
 * What the exports of hosted blogs share: XML and JSON from outside, texts in HTML.
 */

import { DomUtils, parseDocument } from "htmlparser2";
import { urlOf } from "../../../base/urls.ts";
import { type Files, type OldText, oldText } from "../old_blog.ts";
import { nameIn, readable } from "../texts/front_matter.ts";
import { markdownOf } from "../texts/html_text.ts";

export type XmlNode = ReturnType<typeof parseDocument>["children"][number];
export type XmlElement = Extract<XmlNode, { attribs: object }>;

export function elements(nodes: XmlNode[], name: string): XmlElement[] {
  return DomUtils.getElementsByTagName(name, nodes, true);
}

/** Elements directly inside another. */
export function inside(node: XmlElement, name: string): XmlElement[] {
  return node.children.filter((child): child is XmlElement => "attribs" in child && child.name === name);
}

/** The text of the first element of that name directly inside another. */
export function textIn(node: XmlElement, name: string): string | undefined {
  const [found] = inside(node, name);
  const text = found === undefined ? "" : DomUtils.textContent(found).trim();
  return text === "" ? undefined : text;
}

export function xml(text: string): XmlNode[] {
  return parseDocument(text, { xmlMode: true }).children;
}

/** The first file with such a name whose beginning shows that it is of a kind. */
export function fileWith(files: Files, suffix: RegExp, content: RegExp): string | undefined {
  return files.paths.find((path) => suffix.test(path) && content.test(files.text(path).slice(0, 20_000)));
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Drops fields without a value. */
export function filled(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== "" &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The path of an address in full; undefined without one. */
export function pathOf(address: string | undefined): string | undefined {
  const pathname = address === undefined ? undefined : urlOf(address, "https://here.invalid")?.pathname;
  if (pathname === undefined) return undefined;
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

interface Given {
  path: string;
  title: string | undefined;
  fields: Record<string, unknown>;
  html: string;
  /** Its old address, in full or as a path. */
  address: string | undefined;
  slug?: string | undefined;
}

/** A text that an export holds as HTML. */
export function htmlText({ path, title, fields, html, address, slug }: Given): OldText {
  const body = markdownOf(html);
  return markdownText({
    path,
    title,
    fields,
    address,
    slug,
    body: body ?? "",
    ...(body === undefined ? { note: "Its HTML could not be read; copy the text by hand." } : {}),
  });
}

export function markdownText({
  path,
  title,
  fields,
  address,
  slug,
  body,
  note,
}: Omit<Given, "html"> & { body: string; note?: string }): OldText {
  const old = pathOf(address);
  const heading = title ?? /^#+\s+(.+)$/m.exec(body)?.[1] ?? body.trim().split("\n")[0]?.slice(0, 80) ?? "";
  const name =
    (slug === undefined ? undefined : nameIn(slug)) ??
    (old === undefined ? undefined : nameIn(old)) ??
    nameIn(heading) ??
    "untitled";
  const text = oldText(path, name, filled({ title: heading === "" ? "Untitled" : heading, ...fields }), body);
  if (old !== undefined && old !== "/") text.addresses.push(old);
  if (note !== undefined) text.notes.push({ message: note });
  for (const field of ["date", "updated"]) readable(text, field);
  return text;
}

/** Only a later date is an update. */
export function updatedAfter(date: string | undefined, updated: string | undefined): string | undefined {
  return date !== undefined && updated !== undefined && updated.slice(0, 10) > date.slice(0, 10) ? updated : undefined;
}
