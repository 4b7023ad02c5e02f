/**
 * What the sources read and the import writes: an old blog as plain data.
 */

/** The files of an old blog: of a folder, a zip file, or a single export. */
export interface Files {
  /** How the blog is called in messages, as in `../old-blog`. */
  label: string;
  /** Paths with `/`, sorted. */
  paths: readonly string[];
  has(path: string): boolean;
  bytes(path: string): Buffer | undefined;
  /** Empty for a file that is absent or no text. */
  text(path: string): string;
}

/** Something for a person to look at. */
export interface Note {
  /** What happened, in one sentence without the place. */
  message: string;
  /** The words of the text that it is about, by which the line is found. */
  words?: string;
}

/** A post or a page in Markdown. */
export interface OldText {
  /** Where it stands in the old blog, for messages. */
  path: string;
  /** Its file name here, without `.md`. */
  name: string;
  /** Front matter of this generator, in the order in which it is written. */
  fields: Record<string, unknown>;
  /** Markdown. */
  body: string;
  /** Where the old blog published it, the usual address first. */
  addresses: string[];
  /** Further old addresses, which redirected to it. */
  aliases: string[];
  /** Fields without a counterpart here. */
  dropped: string[];
  notes: Note[];
  /** How often each rule changed the text, by its description. */
  changes: Record<string, number>;
  /** The layout of the old blog that it named. */
  layout?: string | undefined;
}

/** Fields of authors.yaml. */
export interface OldAuthor {
  name: string;
  /** Where it was found, for messages and for pictures beside it. */
  path: string;
  id?: string | undefined;
  role?: string | undefined;
  bio?: string | undefined;
  picture?: string | undefined;
  links: { label: string; url: string }[];
  aliases: string[];
}

/** A page that is no Markdown: a template, or a list that a template makes. */
export interface OldPage {
  path: string;
  addresses: string[];
  /** What it holds, in a few words. */
  holds: string;
}

/** How many words an HTML text has, and whether it asks for some. */
export function holds(html: string): string {
  const plain = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/\{[{%#][\s\S]*?[}%#]\}/g, " ")
    .replace(/<[^>]*>/g, " ");
  const count = plain.split(/\s+/).filter((word) => /\w/.test(word)).length;
  return `${count} ${count === 1 ? "word" : "words"}${/<form\b/i.test(html) ? " and a form" : ""}`;
}

export interface OldTag {
  label: string;
  description?: string | undefined;
}

export interface OldBlog {
  /** As in `Jekyll`. */
  kind: string;
  posts: OldText[];
  pages: OldText[];
  others: OldPage[];
  authors: OldAuthor[];
  tags: OldTag[];
  site: {
    name?: string | undefined;
    url?: string | undefined;
    description?: string | undefined;
    language?: string | undefined;
    author?: string | undefined;
  };
  /** Folders whose files the old blog publishes at its root. */
  roots: readonly string[];
  /** What was left out, one line each. */
  open: string[];
}

/** Reads one kind of blog. A new kind is a file in `sources/` and a line in `sources.ts`. */
export interface Source {
  /** Whether the files are a blog of this kind. */
  detect(files: Files): boolean;
  read(files: Files): OldBlog;
}

export function emptyBlog(kind: string): OldBlog {
  return { kind, posts: [], pages: [], others: [], authors: [], tags: [], site: {}, roots: [""], open: [] };
}

/** A text without front matter of its own, from an export. */
export function oldText(path: string, name: string, fields: Record<string, unknown>, body: string): OldText {
  return { path, name, fields, body, addresses: [], aliases: [], dropped: [], notes: [], changes: {} };
}

/** Texts, or the names of entries such as `{ name: Ada }`. */
export function listOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const text = isNamed(item) ? (item.name ?? item.title) : item;
    return typeof text === "string" || typeof text === "number" ? String(text).trim() || [] : [];
  });
}

function isNamed(item: unknown): item is { name?: unknown; title?: unknown } {
  return typeof item === "object" && item !== null && !Array.isArray(item);
}

/** A value as text; undefined if it is none, or empty. */
export function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number"
    ? String(value).trim()
    : undefined;
}
