/**
 * Exports of Ghost: one JSON file.
 */

import { z } from "zod";
import { urlOf } from "../../../base/urls.ts";
import { emptyBlog, type Files, type OldBlog, type Source } from "../old_blog.ts";
import { htmlText, json, updatedAfter } from "./exported.ts";

const text = z.string().nullish().catch(undefined);
const id = z.union([z.string(), z.number()]).transform(String);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) => items.flatMap((one) => item.safeParse(one).data ?? []));

const post = z.object({
  id,
  title: text,
  slug: text,
  html: text,
  lexical: text,
  mobiledoc: text,
  plaintext: text,
  feature_image: text,
  featured: z.union([z.boolean(), z.number()]).nullish().catch(undefined),
  type: text,
  page: z.union([z.boolean(), z.number()]).nullish().catch(undefined),
  status: text,
  visibility: text,
  published_at: text,
  created_at: text,
  updated_at: text,
  custom_excerpt: text,
  meta_title: text,
  meta_description: text,
  canonical_url: text,
  author_id: id.nullish().catch(undefined),
});
const user = z.object({
  id,
  name: text,
  slug: text,
  bio: text,
  profile_image: text,
  website: text,
  twitter: text,
  facebook: text,
});
const tag = z.object({ id, name: text, slug: text, description: text, visibility: text });
const meta = z.object({
  post_id: id,
  feature_image_alt: text,
  feature_image_caption: text,
  meta_title: text,
  meta_description: text,
});
const data = z.object({
  posts: list(post),
  users: list(user),
  tags: list(tag),
  posts_tags: list(z.object({ post_id: id, tag_id: id })),
  posts_authors: list(z.object({ post_id: id, author_id: id })),
  posts_meta: list(meta),
  settings: list(z.object({ key: z.string(), value: text })),
});
const wrapped = z.union([
  z.object({ db: z.tuple([z.object({ data })]).rest(z.unknown()) }).transform(({ db }) => db[0].data),
  z.object({ data }).transform(({ data: inner }) => inner),
]);

function exportsIn(files: Files): [string, z.infer<typeof data>][] {
  return files.paths.flatMap((path) => {
    if (
      !path.endsWith(".json") ||
      !/"posts"/.test(files.text(path)) ||
      !/"(?:db|data)"/.test(files.text(path).slice(0, 5000))
    )
      return [];
    const found = wrapped.safeParse(json(files.text(path))).data;
    return found === undefined || found.posts.length === 0 ? [] : [[path, found] as [string, typeof found]];
  });
}

export const ghost: Source = {
  detect: (files) => exportsIn(files).length > 0,
  read(files) {
    const blog: OldBlog = { ...emptyBlog("Ghost"), roots: ["", "content", "content/images"] };
    for (const [path, found] of exportsIn(files)) readExport(path, found, blog);
    return blog;
  },
};

function readExport(
  path: string,
  { posts, users, tags, posts_tags, posts_authors, posts_meta, settings }: z.infer<typeof data>,
  blog: OldBlog,
): void {
  const said = new Map(settings.map(({ key, value }) => [key, value ?? undefined]));
  blog.site = {
    name: said.get("title"),
    url: said.get("url"),
    description: said.get("description"),
    language: said.get("lang") ?? said.get("locale"),
  };
  const names = new Map(users.flatMap(({ id: key, name }) => (name ? [[key, name]] : [])));
  for (const { name, slug, bio, profile_image, website, twitter, facebook } of users) {
    if (!name) continue;
    const accounts: [string, string | undefined][] = [
      ["Website", website ?? undefined],
      ["Twitter", twitter ? `https://twitter.com/${twitter.replace(/^@/, "")}` : undefined],
      ["Facebook", facebook ? `https://www.facebook.com/${facebook}` : undefined],
    ];
    const links = accounts.flatMap(([label, url]) => (url !== undefined && urlOf(url) ? [{ label, url }] : []));
    blog.authors.push({
      name,
      path,
      id: slug ?? undefined,
      bio: bio ?? undefined,
      picture: local(profile_image),
      links,
      aliases: [],
    });
  }
  const labels = new Map(
    tags.flatMap(({ id: key, name, visibility }) =>
      name && visibility !== "internal" && !name.startsWith("#") ? [[key, name]] : [],
    ),
  );
  for (const { name, description } of tags) if (name && description) blog.tags.push({ label: name, description });
  const lists = new Set<string>(["/rss/"]);
  for (const one of posts) {
    const isPage = one.type === "page" || one.page === true || one.page === 1;
    const more = posts_meta.find(({ post_id }) => post_id === one.id);
    const own = posts_authors.filter(({ post_id }) => post_id === one.id).map(({ author_id }) => author_id);
    const authors = (own.length > 0 ? own : [one.author_id ?? ""]).flatMap((key) => names.get(key) ?? []);
    const date = one.published_at ?? one.created_at ?? undefined;
    const isOut = one.status === "published" || one.status === "scheduled" || one.status === "sent";
    const topics = posts_tags
      .filter(({ post_id }) => post_id === one.id)
      .flatMap(({ tag_id }) => labels.get(tag_id) ?? []);
    const read = htmlText({
      path: `${path}: “${one.title ?? one.id}”`,
      title: one.title ?? undefined,
      slug: one.slug ?? undefined,
      address: isOut && one.slug ? `/${one.slug}/` : undefined,
      html: local(one.html) ?? htmlOf(one.mobiledoc, one.lexical) ?? one.plaintext ?? "",
      fields: {
        date,
        updated: updatedAfter(date, one.updated_at ?? undefined),
        author: authors.length > 1 ? authors : authors[0],
        tags: [...new Set(topics)],
        description: one.custom_excerpt,
        meta_title: one.meta_title ?? more?.meta_title,
        meta_description: one.meta_description ?? more?.meta_description,
        canonical: one.canonical_url,
        thumbnail: local(one.feature_image),
        thumbnail_alt: more?.feature_image_alt,
        featured: one.featured === true || one.featured === 1,
        draft: !isOut,
      },
    });
    if (one.visibility && one.visibility !== "public")
      read.notes.push({
        message: `Only ${one.visibility} could read it; here everybody can. Make it a draft if that is not meant.`,
      });
    if (!one.html && (one.mobiledoc || one.lexical))
      read.notes.push({ message: "The export holds it only in the editor's own format; compare its text." });
    (isPage ? blog.pages : blog.posts).push(read);
    if (isPage || !isOut) continue;
    for (const { slug, id: key } of tags)
      if (slug && topics.includes(labels.get(key) ?? "\u0000")) lists.add(`/tag/${slug}/`);
    for (const { slug, name } of users) if (slug && name && authors.includes(name)) lists.add(`/author/${slug}/`);
  }
  blog.others.push({ path, addresses: [...lists], holds: "the lists of topics and authors, and the feed" });
}

function local(value: string | null | undefined): string | undefined {
  return value ? value.replaceAll("__GHOST_URL__", "") : undefined;
}

/** The text of the editor's own formats, with the cards that are HTML or Markdown. */
function htmlOf(mobiledoc: string | null | undefined, lexical: string | null | undefined): string | undefined {
  const found: string[] = [];
  const walk = (node: unknown, depth: number): void => {
    if (depth > 60 || typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) {
      if (node[0] === "markdown" || node[0] === "html" || node[0] === "card-markdown") {
        const card: unknown = node[1];
        if (typeof card === "object" && card !== null)
          for (const value of Object.values(card)) if (typeof value === "string") found.push(`<p>${value}</p>`);
        return;
      }
      for (const one of node) walk(one, depth + 1);
    } else {
      const { type, text: words, tag: level, children, src, html, markdown } = node as Record<string, unknown>;
      const mark =
        type === "heading" || type === "extended-heading"
          ? String(level ?? "h2")
          : type === "paragraph"
            ? "p"
            : type === "quote"
              ? "blockquote"
              : type === "listitem"
                ? "li"
                : undefined;
      if (mark !== undefined) found.push(`<${mark}>`);
      if (typeof words === "string") found.push(words.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
      if (type === "image" && typeof src === "string") found.push(`<img src="${src.replaceAll('"', "")}">`);
      for (const value of [html, markdown]) if (typeof value === "string") found.push(value);
      walk(children ?? Object.values(node), depth + 1);
      if (mark !== undefined) found.push(`</${mark}>`);
    }
  };
  walk(json(lexical ?? mobiledoc ?? ""), 0);
  return found.length === 0 ? undefined : local(found.join(""));
}
