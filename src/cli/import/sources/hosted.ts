/**
 * Exports of Blogger (Atom), Hashnode and dev.to (JSON).
 */

import { z } from "zod";
import { isRecord } from "../../../config/yaml.ts";
import { personOf } from "../authors/people.ts";
import { emptyBlog, type Files, listOf, type OldBlog, type Source, textOf } from "../old_blog.ts";
import { elements, fileWith, htmlText, inside, json, markdownText, textIn, updatedAfter, xml } from "./exported.ts";

const ATOM = /\.(?:xml|atom)$/i;
const BLOGGER = /blogger|schemas\.google\.com\/blogger/i;

export const blogger: Source = {
  detect: (files) => fileWith(files, ATOM, /<feed[\s>]/) !== undefined && fileWith(files, ATOM, BLOGGER) !== undefined,
  read(files) {
    const blog = emptyBlog("Blogger");
    for (const path of files.paths.filter((one) => ATOM.test(one) && BLOGGER.test(files.text(one).slice(0, 20_000))))
      readFeed(path, files.text(path), blog);
    return blog;
  },
};

function readFeed(path: string, text: string, blog: OldBlog): void {
  const [feed] = elements(xml(text), "feed");
  if (feed === undefined) return;
  const home = inside(feed, "link").find(({ attribs }) => attribs.rel === "alternate")?.attribs.href;
  blog.site = { name: textIn(feed, "title"), url: home };
  const labels = new Set<string>();
  let comments = 0;
  for (const entry of inside(feed, "entry")) {
    const categories = inside(entry, "category");
    const kind =
      categories.map(({ attribs }) => /kind#(\w+)$/.exec(attribs.term ?? "")?.[1]).find((one) => one !== undefined) ??
      textIn(entry, "blogger:type")?.toLowerCase() ??
      "post";
    if (kind === "comment") comments += 1;
    if (kind !== "post" && kind !== "page") continue;
    const tags = categories
      .filter(({ attribs }) => /atom\/ns#|^tag:/.test(attribs.scheme ?? "") && attribs.term !== undefined)
      .map(({ attribs }) => attribs.term ?? "");
    const isDraft = /yes/i.test(textIn(entry, "app:control") ?? "") || textIn(entry, "blogger:status") === "DRAFT";
    const [author] = inside(entry, "author");
    const date = textIn(entry, "published");
    const name = author === undefined ? undefined : textIn(author, "name");
    const read = htmlText({
      path: `${path}: “${textIn(entry, "title") ?? ""}”`,
      title: textIn(entry, "title"),
      address: isDraft
        ? undefined
        : (inside(entry, "link").find(({ attribs }) => attribs.rel === "alternate")?.attribs.href ??
          textIn(entry, "blogger:filename")),
      html: textIn(entry, "content") ?? textIn(entry, "summary") ?? "",
      fields: {
        date,
        updated: updatedAfter(date, textIn(entry, "updated")),
        author: name,
        tags,
        description: textIn(entry, "blogger:metaDescription"),
        draft: isDraft,
      },
    });
    const face = author === undefined ? undefined : inside(author, "gd:image")[0]?.attribs.src;
    if (name !== undefined && !blog.authors.some((one) => one.name === name)) {
      const isGeneric = face === undefined || /b16-rounded|blank/.test(face);
      blog.authors.push({
        name,
        path,
        picture: isGeneric ? undefined : face.replace(/^\/\//, "https://"),
        links: [],
        aliases: [],
      });
    }
    for (const tag of isDraft ? [] : tags) labels.add(`/search/label/${tag}`);
    (kind === "page" ? blog.pages : blog.posts).push(read);
  }
  blog.others.push({
    path,
    addresses: [...labels, "/feeds/posts/default"],
    holds: "the lists of labels, and the feed",
  });
  if (comments > 0)
    blog.open.push(`${path}: ${comments} comments were left out; a blog without a server has none of its own.`);
}

const loose = z.record(z.string(), z.unknown());

/** Articles of Hashnode or dev.to in a JSON file. */
function articlesIn(files: Files): { path: string; items: z.infer<typeof loose>[] }[] {
  return files.paths.flatMap((path) => {
    if (!path.endsWith(".json") || !/"(?:contentMarkdown|body_markdown|content_markdown)"/.test(files.text(path)))
      return [];
    const data = json(files.text(path));
    const list = Array.isArray(data)
      ? data
      : isRecord(data)
        ? (data.posts ?? data.articles ?? (isRecord(data.data) ? data.data.posts : undefined) ?? [data])
        : [];
    const items = (Array.isArray(list) ? list : []).filter(isRecord).filter((one) => textOf(one.title) !== undefined);
    return items.length === 0 ? [] : [{ path, items }];
  });
}

export const articles: Source = {
  detect: (files) => articlesIn(files).length > 0,
  read(files) {
    const found = articlesIn(files);
    const isHashnode = found.some(({ items }) =>
      items.some((one) => one.contentMarkdown !== undefined || one.cuid !== undefined),
    );
    const blog = emptyBlog(isHashnode ? "Hashnode" : "dev.to");
    for (const { path, items } of found) for (const item of items) readArticle(path, item, isHashnode, blog);
    return blog;
  },
};

function readArticle(path: string, item: z.infer<typeof loose>, isHashnode: boolean, blog: OldBlog): void {
  const author = isRecord(item.author) ? item.author : isRecord(item.user) ? item.user : undefined;
  const name = author === undefined ? textOf(item.author) : textOf(author.name ?? author.username);
  if (author !== undefined && name !== undefined && !blog.authors.some((one) => one.name === name)) {
    const picture = author.profile_image ?? author.photo ?? author.profilePicture;
    blog.authors.push(
      ...personOf(path, textOf(author.username), {
        twitter: author.twitter_username,
        github: author.github_username,
        website: author.website_url,
        bio: author.tagline ?? author.summary,
        ...author,
        name,
        picture,
      }),
    );
  }
  const tags = Array.isArray(item.tags)
    ? item.tags
    : typeof item.tag_list === "string"
      ? item.tag_list.split(",")
      : (item.tag_list ?? item.tags);
  const body = textOf(item.contentMarkdown) ?? textOf(item.body_markdown) ?? textOf(item.content_markdown) ?? "";
  // The text of dev.to may begin with front matter of its own.
  const own = /^---\n[\s\S]*?\n---\n/.exec(body)?.[0] ?? "";
  const date = textOf(
    item.dateAdded ?? item.publishedAt ?? item.published_at ?? item.published_timestamp ?? item.created_at,
  );
  const slug = textOf(item.slug);
  const isOut =
    item.published !== false && item.isActive !== false && item.draft !== true && item.published_at !== null;
  const cover = isRecord(item.coverImage)
    ? item.coverImage.url
    : (item.coverImage ?? item.cover_image ?? item.main_image ?? item.cover);
  const url = textOf(item.canonical_url);
  const isElsewhere = url !== undefined && !/^https?:\/\/dev\.to\//.test(url);
  blog.posts.push(
    markdownText({
      path: `${path}: “${textOf(item.title) ?? ""}”`,
      title: textOf(item.title),
      slug,
      address: isHashnode && isOut && slug !== undefined ? `/${slug}` : undefined,
      body: body.slice(own.length),
      fields: {
        date,
        updated: updatedAfter(date, textOf(item.dateUpdated ?? item.updatedAt ?? item.edited_at)),
        author: name,
        tags: listOf(tags),
        description: textOf(item.brief ?? item.subtitle ?? item.description),
        thumbnail: textOf(cover),
        canonical: isElsewhere ? url : undefined,
        draft: !isOut,
      },
      ...(isHashnode
        ? {}
        : { note: "dev.to does not redirect; delete it there, or set its canonical address to the new one." }),
    }),
  );
}
