/**
 * Imports an old blog: posts, pages, pictures, authors, topics and addresses. The old blog is only read, and existing
 * files here stay as they are.
 */

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { createFile, removeUnfinished } from "../../base/files.ts";
import { source } from "../../base/source.ts";
import { folderAddress } from "../../base/urls.ts";
import { folded } from "../../config/authors_and_tags.ts";
import { readSettings } from "../../config/load_settings.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { SiteManifest } from "../../hosting/url_manifest.ts";
import { autofix } from "../../lint/fix/autofix.ts";
import { writeSettings } from "./addresses.ts";
import { addAuthors, addTags, peopleOf } from "./authors/registries.ts";
import { linksOf, matchAddresses, nameTexts, newUrl, pageUrl, relink } from "./naming.ts";
import { type Files, listOf, type OldBlog, type OldText } from "./old_blog.ts";
import { readBlog } from "./sources.ts";
import { rewrite } from "./texts/markdown_text.ts";
import { picturesIn, Uploads } from "./uploads.ts";

/** One thing for a person to look at. */
export interface Item {
  /** How much readers lose by it: 1 most, 5 least. */
  worth: 1 | 2 | 3 | 4 | 5;
  /** A file here, relative to the content folder, or one of the old blog. */
  file?: string;
  line?: number;
  message: string;
}

/** What was imported, and what a person has to look at. */
export interface Imported {
  blog: OldBlog;
  /** Files written, relative to the content or assets folder. */
  written: string[];
  /** Posts that exist here already with other content; left alone. */
  kept: string[];
  open: Item[];
  /** How often each rule changed texts. */
  changes: Map<string, number>;
  /** The addresses of the old blog. */
  old: string[];
}

export interface Wanted {
  files: Files;
  options: BuildOptions;
  /** Which addresses the old blog had, if that is known. */
  truth: SiteManifest | undefined;
  fetchesPictures: boolean;
}

export async function importBlog({ files, options, truth, fetchesPictures }: Wanted): Promise<Imported> {
  const blog = readBlog(files);
  const done: Imported = { blog, written: [], kept: [], open: [], changes: new Map(), old: [] };
  for (const folder of [options.content, options.assets]) if (existsSync(folder)) removeUnfinished(folder);
  for (const message of blog.open) done.open.push({ worth: 3, message });
  if (truth !== undefined) matchAddresses(blog, truth);
  done.old = [
    ...(truth === undefined ? [] : [...Object.keys(truth.pages), ...Object.keys(truth.redirects)]),
    ...[...blog.posts, ...blog.pages, ...blog.others].flatMap(({ addresses }) => addresses),
  ];
  nameTexts(blog);
  if (writeSettings(options.content, blog)) done.written.push("site.yaml");
  completeFields(blog, done, options);
  const uploads = new Uploads(files, blog.roots, options.assets, blog.site.url, done.written);
  if (fetchesPictures) await fetchPictures(uploads, blog, done);
  const linkTo = linksOf(blog);
  for (const text of [...blog.posts, ...blog.pages]) {
    rewrite(text, linkTo(text));
    const { body, count } = relink(text.body, linkTo(text));
    text.body = uploads.rewrite(text.path, body, (target) =>
      text.notes.push({ message: `the picture \`${target}\` was not found`, words: target }),
    );
    for (const [does, times] of [
      ...Object.entries(text.changes),
      ["a link to an old address became the new one", count] as const,
    ])
      if (times > 0) done.changes.set(does, (done.changes.get(does) ?? 0) + times);
  }
  register(blog, uploads, options, done);
  writeTexts(blog, uploads, options, done);
  done.open.push(...droppedFields([...blog.posts, ...blog.pages]));
  return done;
}

async function fetchPictures(uploads: Uploads, { posts, pages, authors }: OldBlog, done: Imported): Promise<void> {
  const addresses = [...posts, ...pages].flatMap(({ body, fields }) => [
    ...picturesIn(body),
    String(fields.thumbnail ?? ""),
  ]);
  const failed = await uploads.fetch([...addresses, ...authors.map(({ picture }) => picture ?? "")]);
  for (const [address, reason] of failed)
    done.open.push({
      worth: 3,
      message: `The picture ${address} could not be fetched: ${reason}. The posts still show it from there.`,
    });
}

/** Without a date or an author there is no post: what can be told is filled in, and said. */
function completeFields({ posts, site, authors }: OldBlog, done: Imported, options: BuildOptions): void {
  const count = new Map<string, number>();
  for (const { fields } of posts) for (const name of listOf(fields.author)) count.set(name, (count.get(name) ?? 0) + 1);
  const [most] = [...count].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const usual =
    site.author ??
    most ??
    (authors.length === 1 ? authors[0]?.name : undefined) ??
    site.name ??
    readSettings(options).site?.name ??
    "The editors";
  for (const post of posts) {
    const { fields, layout } = post;
    const names = listOf(fields.author);
    const isTitle = names.some((name) => folded(name) === folded(String(fields.title)));
    if (names.length === 0 || isTitle) {
      const others = posts.filter((one) => one !== post && one.layout === layout && layout !== undefined);
      const [byLayout] = others.flatMap((one) => listOf(one.fields.author));
      const author = isTitle ? (byLayout ?? usual) : usual;
      fields.author = author;
      post.notes.push({
        message: isTitle
          ? `its author field held its title; “${author}” was written instead`
          : `there was no \`author\`; “${author}” was written`,
        words: `author: ${author}`,
      });
    } else if (Array.isArray(fields.author)) fields.author = [...new Set(names)];
    if (fields.date === undefined) {
      const date = new Date(options.now).toISOString().slice(0, 10);
      fields.date = date;
      post.notes.push({ message: "there was no `date`; the day of the import was written", words: `date: ${date}` });
    }
  }
  for (const [spelling, label] of spellings(posts)) done.changes.set(`the topic “${spelling}” became “${label}”`, 1);
}

/** Two spellings of one topic become the usual one. */
function spellings(posts: readonly OldText[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  const key = (tag: string): string => tag.toLowerCase().replace(/[\s_-]+/g, "-");
  for (const { fields } of posts) {
    for (const tag of listOf(fields.tags)) {
      const names = counts.get(key(tag)) ?? new Map<string, number>();
      counts.set(key(tag), names.set(tag, (names.get(tag) ?? 0) + 1));
    }
  }
  const changed = new Map<string, string>();
  for (const { fields } of posts) {
    const tags = listOf(fields.tags).map((tag) => {
      const [[usual = tag] = []] = [...(counts.get(key(tag)) ?? [])].sort((a, b) => b[1] - a[1]);
      if (usual !== tag) changed.set(tag, usual);
      return usual;
    });
    if (tags.length > 0) fields.tags = [...new Set(tags)];
  }
  return changed;
}

function register(blog: OldBlog, uploads: Uploads, options: BuildOptions, done: Imported): void {
  const settings = readSettings(options);
  const people = peopleOf(blog.authors, blog.posts);
  const pictureOf = (author: { name: string; path: string; picture?: string | undefined }): string | undefined => {
    if (author.picture === undefined) return undefined;
    const missing = (): void =>
      void done.open.push({
        worth: 3,
        file: "authors.yaml",
        message: `the picture \`${author.picture}\` of ${author.name} was not found`,
      });
    return (
      uploads.take(author.path, author.picture, "authors", missing) ??
      (/^https:\/\//.test(author.picture) ? author.picture : undefined)
    );
  };
  const authors = addAuthors(people, settings.authors, join(options.content, "authors.yaml"), pictureOf);
  const used = [...new Set(blog.posts.flatMap(({ fields }) => listOf(fields.tags)))].filter((tag) => tag !== "post");
  const hasTags = existsSync(join(options.content, "tags.yaml")) || blog.tags.length > 0;
  const tags = hasTags ? addTags(used, blog.tags, settings.tags, join(options.content, "tags.yaml")) : { names: [] };
  for (const [file, added] of [
    ["authors.yaml", authors],
    ["tags.yaml", tags],
  ] as const) {
    if ("refused" in added)
      done.open.push({
        worth: 2,
        file,
        message: `it is a link, or was saved while this ran; add ${added.refused.join(", ")}`,
      });
    else if (added.names.length > 0) done.written.push(file);
  }
  if (!("refused" in authors)) {
    const bare = people.filter(
      ({ name, picture, bio }) => authors.names.includes(name) && picture === undefined && bio === undefined,
    );
    if (bare.length > 0)
      done.open.push({
        worth: 4,
        file: "authors.yaml",
        message: `${bare.map(({ name }) => `“${name}”`).join(", ")} ${bare.length === 1 ? "has" : "have"} only a name; add a picture, a role and a few sentences`,
      });
    for (const { name, aliases } of people.filter((one) => one.aliases.length > 0 && authors.names.includes(one.name)))
      done.open.push({
        worth: 4,
        file: "authors.yaml",
        message: `${name} is also called ${aliases.map((one) => `“${one}”`).join(", ")} in the old blog; keep the right name`,
      });
  }
}

function writeTexts(blog: OldBlog, uploads: Uploads, options: BuildOptions, done: Imported): void {
  const settings = readSettings(options).site ?? { checks: {}, roots: [] };
  const claimed = new Set(blog.posts.map(newUrl));
  for (const post of blog.posts) {
    const own = newUrl(post);
    const old = [...new Set([...post.addresses, ...post.aliases].map((one) => folderAddress(one)))];
    const aliases = old.filter((one) => one !== own && !claimed.has(one));
    for (const one of aliases) claimed.add(one);
    const thumbnail = typeof post.fields.thumbnail === "string" ? post.fields.thumbnail : undefined;
    const missing = (target: string): void =>
      void post.notes.push({ message: `the picture \`${target}\` was not found`, words: target });
    const taken = thumbnail === undefined ? undefined : uploads.take(post.path, thumbnail, "uploads", missing);
    const fields = {
      ...post.fields,
      ...(taken === undefined ? {} : { thumbnail: taken }),
      ...(aliases.length === 0 ? {} : { aliases }),
    };
    // A picture that is not there is no picture; the note says which it was.
    if (taken === undefined && thumbnail !== undefined && !/^https?:\/\//.test(thumbnail)) delete fields.thumbnail;
    const text = textOf(fields, post.body);
    write(`posts/${post.name}.md`, autofix(source(post.name, text), settings).source.text, post, options, done);
  }
  for (const page of blog.pages) {
    if (page.fields.draft === true) {
      done.open.push({ worth: 3, file: page.path, message: "it is a page that was not published, so it was left out" });
      continue;
    }
    const { title, description } = page.fields;
    const fields = {
      title,
      ...(description === undefined ? {} : { description }),
      layout: "page_base.njk",
      permalink: pageUrl(page),
    };
    write(`pages/${page.name}.md`, textOf(fields, page.body), page, options, done);
  }
}

function textOf(fields: object, body: string): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n${body.startsWith("\n") ? "" : "\n"}${body}`;
}

function write(file: string, text: string, from: OldText, { content }: BuildOptions, done: Imported): void {
  const target = join(content, file);
  mkdirSync(dirname(target), { recursive: true });
  if (createFile(target, text)) done.written.push(file);
  else if (readFileSync(target, "utf8") !== text) {
    done.kept.push(file);
    return;
  }
  const lines = text.split("\n");
  for (const { message, words } of from.notes) {
    const at = words === undefined ? -1 : lines.findIndex((line) => line.includes(words.slice(0, 200)));
    const shown = words === undefined || message.includes(words) ? "" : `: \`${words.slice(0, 80)}\``;
    const worth = /script|shortcode|calls code|component/.test(message) ? 2 : 3;
    done.open.push({
      worth,
      file,
      ...(at === -1 ? {} : { line: at + 1 }),
      message: message.charAt(0).toLowerCase() + message.slice(1) + shown,
    });
  }
}

/** One line per unused field, however many posts have it. */
function droppedFields(texts: readonly OldText[]): Item[] {
  const paths = new Map<string, string[]>();
  for (const { path, dropped } of texts)
    for (const field of dropped) paths.set(field, [...(paths.get(field) ?? []), path]);
  return [...paths].map(([field, [first = "", ...others]]) => ({
    worth: 5,
    file: first,
    message: `${others.length === 0 ? "" : `and ${others.length} more: `}nothing here reads \`${field}\``,
  }));
}
