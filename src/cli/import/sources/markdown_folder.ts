/**
 * What all generators that read Markdown files share. Each says in a {@link Dialect} where its texts lie and where it
 * publishes them.
 */

import { basename } from "node:path";
import { isPerson, peopleBeside, peopleIn } from "../authors/people.ts";
import { emptyBlog, type Files, listOf, type OldBlog, type OldPage, type OldText } from "../old_blog.ts";
import { convert, type Parsed, parsed } from "../texts/front_matter.ts";
import { markdownOf } from "../texts/html_text.ts";

export type Data = Readonly<Record<string, unknown>>;

export interface Dialect {
  kind: string;
  /** Folders whose files are published at the root. */
  roots: readonly string[];
  /** Whether a date at the beginning of a file's name is no part of the address. */
  withoutDate(path: string): boolean;
  /** Whether a text is a post or a page; undefined for what the old blog does not publish. */
  roleOf(path: string, data: Data): "post" | "page" | undefined;
  /** The front matter with what the blog's settings say of all such texts. */
  dataOf(path: string, data: Data): Data;
  /** Where the old blog published a text; empty where that cannot be told. */
  addressesOf(text: OldText, path: string, data: Data): string[];
  site: OldBlog["site"];
}

const TEXT = /\.(?:md|markdown|mdx)$/i;
const NO_TEXT = /^(?:readme|license|licence|changelog|contributing|code_of_conduct|security|claude|agents|todo)$/i;

export function isText(path: string): boolean {
  return TEXT.test(path) && !NO_TEXT.test(basename(path).replace(TEXT, ""));
}

export function readMarkdown(files: Files, dialect: Dialect): OldBlog {
  const blog: OldBlog = {
    ...emptyBlog(dialect.kind),
    roots: dialect.roots,
    site: dialect.site,
    authors: peopleIn(files),
  };
  for (const path of files.paths.filter(isText)) {
    const read = readText(path, files.text(path), dialect);
    if (read === undefined) blog.open.push(`${path}: its front matter cannot be read, so it was left out.`);
    else if (read !== "nothing") {
      (read.role === "post" ? blog.posts : blog.pages).push(read.text);
      if (read.role === "post") blog.authors.push(...peopleBeside(path, read.data));
    }
  }
  for (const path of files.paths.filter((one) => /\.html?$/i.test(one))) {
    const own = parsed(path, files.text(path));
    const role = own && dialect.roleOf(path, dialect.dataOf(path, own.data));
    // Other generators take such pages for templates, which are read elsewhere.
    if (role === undefined || (role === "page" && dialect.kind !== "Hugo")) continue;
    const read = readText(path, files.text(path), dialect);
    if (read === undefined || read === "nothing") continue;
    const body = markdownOf(read.text.body);
    if (body === undefined) blog.open.push(`${path}: its HTML cannot be read, so it was left out.`);
    else (role === "post" ? blog.posts : blog.pages).push({ ...read.text, body });
  }
  const others = files.paths.filter((path) => OTHER_TEXT.test(path));
  if (others.length > 0)
    blog.open.push(
      `${others.length === 1 ? "A text is" : `${others.length} texts are`} in another language than Markdown and left out; convert them first, with Pandoc for example: ${others.slice(0, 5).join(", ")}${others.length > 5 ? " …" : ""}.`,
    );
  return blog;
}

/** Texts in languages that are not read here. */
const OTHER_TEXT = /(?:^|\/)(?:content|_posts|posts|blog)\/.*\.(?:org|rst|adoc|asciidoc|textile|rmd|pandoc)$/i;

function readText(
  path: string,
  written: string,
  dialect: Dialect,
): { role: "post" | "page"; text: OldText; data: Data } | "nothing" | undefined {
  const own = parsed(path, written);
  if (own === undefined && /^\ufeff?(?:---|\+\+\+)\r?\n/.test(written)) return undefined;
  // Some posts have no front matter: their first heading is the title.
  const given: Parsed = own ?? { data: {}, body: written };
  if (isPerson(path, given.data)) return "nothing";
  const data = dialect.dataOf(path, given.data);
  const role = dialect.roleOf(path, data);
  if (role === undefined || (own === undefined && (role === "page" || !/^# /m.test(written)))) return "nothing";
  const text = convert(path, { ...given, data }, dialect.withoutDate(path));
  text.dropped = text.dropped.filter((name) => Object.hasOwn(given.data, name));
  text.addresses = dialect.addressesOf(text, path, data);
  return { role, text, data };
}

const POST_FOLDER = /(?:^|\/)_?(?:posts?|blogs?|articles?|news|notes|writing|journal|entries|essays)\//i;

/** A post has a date, or lies where posts lie. */
export function isPost(path: string, data: Data): boolean {
  const tags = listOf(data.tags);
  return (
    POST_FOLDER.test(`${path}`) ||
    /\d{4}-\d{2}-\d{2}-/.test(path) ||
    tags.some((tag) => /^(?:posts?|blog|articles?)$/i.test(tag)) ||
    ["date", "pubDate", "pubDatetime", "publishDate", "publishedAt", "datePublished"].some(
      (name) => data[name] !== undefined,
    )
  );
}

/** What owners must keep: it becomes a page, while other templates are only listed. */
const KEPT =
  /privacy|terms|contact|imprint|impressum|datenschutz|legal|cookie|disclaimer|faq|about|accessibility|refund|gdpr|conduct/i;

/** Lists a page that is a template. One that is plain text, and must not be lost, becomes a page in Markdown. */
export function addPage(blog: OldBlog, page: OldPage, data: Data, body: string): void {
  const isPlain = !/\{%-?\s*(?:for|paginate|assign|set|macro)\b/.test(body) && data.pagination === undefined;
  const isKept = KEPT.test(page.path.split("/").at(-1) ?? "") || KEPT.test(page.addresses[0] ?? "");
  const html = body.replace(/\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g, "").replace(/\{\{-?\s*["']([^"']*)["'][^}]*\}\}/g, "$1");
  const written = isPlain && isKept ? markdownOf(bodyOf(html)) : undefined;
  if (written === undefined || written.trim().length < 20) {
    blog.others.push(page);
    return;
  }
  const text = convert(page.path, { data, body: written }, false);
  text.addresses = page.addresses;
  if (/<form\b/i.test(body))
    text.notes.push({ message: "it had a form, which is not taken over; write an address instead" });
  if (/\{\{/.test(html))
    text.notes.push({ message: "it showed values of the old blog, which are not filled in", words: "{{" });
  blog.pages.push(text);
}

/** What a page shows, without its frame. */
function bodyOf(html: string): string {
  const main =
    /<main\b[^>]*>([\s\S]*?)<\/main>/i.exec(html)?.[1] ?? /<body\b[^>]*>([\s\S]*?)<\/body>/i.exec(html)?.[1] ?? html;
  return main.replace(/<(nav|header|footer|form|script|style)\b[\s\S]*?<\/\1>/gi, "");
}

/** What a setting says: `title: 'My blog'` in a script or in YAML. */
export function setting(text: string, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = new RegExp(
      `(?:^|[\\s{,.])["']?${name}["']?\\s*[:=]\\s*(["'\`])((?:(?!\\1)[^\\\\\\n]|\\\\.)*)\\1`,
      "m",
    ).exec(text)?.[2];
    if (found !== undefined && found !== "" && !found.includes("$")) return found;
  }
  return undefined;
}
