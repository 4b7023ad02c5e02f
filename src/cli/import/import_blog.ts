/**
 * Imports a Markdown blog: posts, images, authors and addresses. The other blog is only read, and existing files here
 * stay as they are.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { stringify } from "yaml";
import { compare } from "../../base/diagnostic.ts";
import { createFile, leadsOut, removeUnfinished, replaceIfUnchanged } from "../../base/files.ts";
import { slug } from "../../base/slug.ts";
import { source } from "../../base/source.ts";
import { decodeAddress, isLocal } from "../../base/urls.ts";
import { folded, type Registry } from "../../config/authors_and_tags.ts";
import { readSettings } from "../../config/load_settings.ts";
import type { BuildOptions } from "../../config/options.ts";
import { autofix } from "../../lint/fix/autofix.ts";
import { type ForeignPost, foreignPost } from "./convert_front_matter.ts";
import { PERMALINK_FILES, type Permalinks, permalinksIn } from "./old_permalinks.ts";

/** What was imported, and what a person has to look at. */
export interface Imported {
  /** Files written, relative to the content or assets folder. */
  written: string[];
  /** Posts that exist here already with other content; left alone. */
  kept: string[];
  /** One line each, for a person. */
  open: string[];
}

const POST = /\.(?:md|markdown)$/i;
const NOT_POSTS = /^(?:readme|license|changelog|contributing|code_of_conduct|security|_index)$/i;
const SKIPPED = new Set(["node_modules", "_site", "public", "dist", ".git", "vendor", "themes"]);
const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
/** Folders whose files the other generator publishes at the root. */
const ROOTS = ["", "static", "public", "src", "source", "assets", "src/assets", "content"];

/** Imports the posts of a folder. */
export function importBlog(from: string, options: BuildOptions): Imported {
  const done: Imported = { written: [], kept: [], open: [] };
  for (const folder of [options.content, options.assets]) removeUnfinished(folder);
  const all = filesBelow(from);
  const permalinks = permalinksOf(from);
  for (const path of all.filter((path) => /\.mdx$/i.test(path)))
    done.open.push(`${path}: it is MDX, which holds code, so it was left out; save it as Markdown.`);
  const posts = all
    .filter((path) => isPostPath(path))
    .flatMap((path): [string, ForeignPost][] => {
      const post = foreignPost(path, readFileSync(join(from, path), "utf8"), permalinks);
      if (post === undefined) done.open.push(`${path}: its front matter cannot be read, so it was left out.`);
      return post === undefined ? [] : [[path, post]];
    });
  const uploads = new Uploads(from, all, options.assets, done);
  const authors = new Names(readSettings(options).authors, "authors", options, done);
  const tags = new Names(readSettings(options).tags, "tags", options, done);
  for (const [path, post] of posts) {
    for (const author of listOf(post.fields.author)) if (!isTitle(author, post)) authors.add(author);
    for (const tag of listOf(post.fields.tags)) if (tag !== "post") tags.add(tag);
    writePost(path, post, uploads, options, done);
  }
  done.open.push(...droppedFields(posts));
  authors.write();
  if (existsSync(join(options.content, "tags.yaml"))) tags.write();
  return done;
}

function permalinksOf(from: string): Permalinks {
  const there = PERMALINK_FILES.filter((name) => existsSync(join(from, name)));
  return permalinksIn(Object.fromEntries(there.map((name) => [name, readFileSync(join(from, name), "utf8")])));
}

/** One line per unused field, however many posts have it. */
function droppedFields(posts: readonly [string, ForeignPost][]): string[] {
  const paths = new Map<string, string[]>();
  for (const [path, { dropped }] of posts) {
    for (const field of dropped) paths.set(field, [...(paths.get(field) ?? []), path]);
  }
  return [...paths].map(([field, [first = "", ...others]]) =>
    others.length === 0
      ? `${first}: nothing here reads \`${field}\`.`
      : `${first} and ${others.length} more: nothing here reads \`${field}\`.`,
  );
}

/** Pasted into the wrong field; the build reports it. */
function isTitle(author: string, { fields }: ForeignPost): boolean {
  return folded(author) === folded(String(fields.title));
}

function isPostPath(path: string): boolean {
  return POST.test(path) && !NOT_POSTS.test(basename(path).replace(POST, ""));
}

function filesBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory())
        return SKIPPED.has(entry.name) || entry.name.startsWith(".") ? [] : filesBelow(folder, path);
      return entry.isFile() ? [path] : [];
    });
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

function writePost(path: string, post: ForeignPost, uploads: Uploads, options: BuildOptions, done: Imported): void {
  const name = post.name.replace(/[/\\]/g, "-");
  const file = `posts/${name}.md`;
  const body = uploads.withPictures(path, post.body);
  const thumbnail = typeof post.fields.thumbnail === "string" ? uploads.take(path, post.fields.thumbnail) : undefined;
  const fields = {
    ...post.fields,
    ...(thumbnail === undefined ? {} : { thumbnail }),
    ...(post.oldAddresses.length === 0 ? {} : { aliases: post.oldAddresses }),
  };
  const text = `---\n${stringify(fields, { lineWidth: 0 })}---\n${body.startsWith("\n") ? "" : "\n"}${body}`;
  const settings = readSettings(options).site ?? { checks: {}, roots: [] };
  const target = join(options.content, file);
  const wanted = autofix(source(file, text), settings).source.text;
  noteOpen(path, post, done);
  if (createAt(target, wanted)) done.written.push(file);
  else if (readFileSync(target, "utf8") !== wanted) done.kept.push(file);
}

/** Notes what a person has to decide. */
function noteOpen(path: string, post: ForeignPost, done: Imported): void {
  const { body, fields } = post;
  if (listOf(fields.author).some((author) => isTitle(author, post)))
    done.open.push(`${path}: its author field holds its title; write the author's name.`);
  for (const field of ["date", "author"]) {
    if (fields[field] === undefined) done.open.push(`${path}: there is no \`${field}\`; add one.`);
  }
  const lines = body.split("\n");
  lines.forEach((line, index) => {
    const code = /\{%-?\s*(\w+)|\{\{[<%]\s*(\w+)|^(import|export)\s.+from\s/.exec(line);
    if (code)
      done.open.push(
        `${path}: line ${index + 1} of its text calls code of the old blog (\`${line.trim().slice(0, 60)}\`).`,
      );
  });
}

function createAt(path: string, content: string | Uint8Array): boolean {
  mkdirSync(dirname(path), { recursive: true });
  return createFile(path, content);
}

/** Adds unknown authors or tags to their file. */
class Names {
  readonly #known: Registry<{ id: string }> | undefined;
  readonly #file: string;
  readonly #done: Imported;
  readonly #label: string;
  readonly #fresh = new Map<string, string>();

  constructor(
    known: Registry<{ id: string }> | undefined,
    kind: "authors" | "tags",
    options: BuildOptions,
    done: Imported,
  ) {
    this.#known = known;
    this.#label = kind === "authors" ? "name" : "label";
    this.#file = join(options.content, `${kind}.yaml`);
    this.#done = done;
  }

  add(name: string): void {
    if (this.#known?.find(name) === undefined && !this.#fresh.has(folded(name))) this.#fresh.set(folded(name), name);
  }

  write(): void {
    if (this.#fresh.size === 0) return;
    const file = basename(this.#file);
    const names = [...this.#fresh.values()].map((name) => `“${name}”`).join(", ");
    if (this.#append()) {
      this.#done.written.push(file);
      this.#done.open.push(`${file}: ${names} were added. Complete their entries.`);
    } else
      this.#done.open.push(`${file}: it is a link, or was saved while this ran, so ${names} were not added; add them.`);
  }

  /** @returns false when the file was saved meanwhile, or is a link that leads elsewhere */
  #append(): boolean {
    const isOwn = existsSync(this.#file) && !leadsOut(this.#file, dirname(this.#file));
    const before = isOwn ? readFileSync(this.#file) : Buffer.of();
    const added = [...this.#fresh.values()]
      .map((name) => stringify({ [slug(name) || name]: { [this.#label]: name } }))
      .join("");
    if (!isOwn) return createAt(this.#file, added);
    const end = before.length === 0 || before.at(-1) === NEWLINE ? "" : "\n";
    return replaceIfUnchanged(this.#file, before, Buffer.concat([before, Buffer.from(end + added)]));
  }
}

const NEWLINE = 0x0a;

/** Images of the other blog, each copied once. */
class Uploads {
  readonly #from: string;
  readonly #files: readonly string[];
  readonly #assets: string;
  readonly #done: Imported;

  /** @param files all files below the folder `from` */
  constructor(from: string, files: readonly string[], assets: string, done: Imported) {
    this.#from = from;
    this.#files = files;
    this.#assets = assets;
    this.#done = done;
  }

  /** Rewrites the image paths of a text. */
  withPictures(post: string, body: string): string {
    return body.replace(
      /(!\[[^\]\n]*\]\(<?|<img\b[^>]*?\bsrc=["'])([^)"'<>\s]+)/g,
      (whole, before: string, target: string) => {
        const address = this.take(post, target);
        return address === undefined ? whole : before + encodeURI(address);
      },
    );
  }

  /** Copies an image. Returns its address here, or undefined if it lies elsewhere or is missing. */
  take(post: string, target: string): string | undefined {
    if (!isLocal(target) || !PICTURE.test(target.replace(/[?#].*$/, ""))) return undefined;
    const found = this.#find(post, decodeAddress(target.replace(/[?#].*$/, "")));
    if (found === undefined) {
      this.#done.open.push(`${post}: the picture \`${target}\` was not found.`);
      return undefined;
    }
    const bytes = readFileSync(found);
    for (let number = 1; ; number++) {
      const end = extname(found);
      const name = number === 1 ? basename(found) : `${basename(found, end)}-${number}${end}`;
      const path = join(this.#assets, "img", "uploads", name);
      if (createAt(path, bytes)) this.#done.written.push(relative(this.#assets, path).split(sep).join("/"));
      if (readFileSync(path).equals(bytes)) return `/assets/img/uploads/${name}`;
    }
  }

  #find(post: string, target: string): string | undefined {
    const beside = target.startsWith("/") ? [] : [join(dirname(post), target)];
    const below = ROOTS.map((root) => join(root, target));
    const named = this.#files.filter((path) => basename(path) === basename(target));
    // In a site assembled from several folders, a name is enough if only one file has it.
    return [...beside, ...below, ...(named.length === 1 ? named : [])]
      .map((path) => resolve(this.#from, path))
      .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() && !leadsOut(path, this.#from));
  }
}
