/**
 * Problems that only show when all pages and files of the site are known, above all broken links.
 */

import type { Problem } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { memoizeLast } from "../../base/memoize.ts";
import { slug } from "../../base/slug.ts";
import { postUrl } from "../../content/post.ts";
import { type Redirect, redirectOutput } from "../../hosting/redirects.ts";
import { faceProblems, type LinkTargets, redirectProblems, referenceProblems } from "../../lint/broken_links.ts";
import { spellingProblems } from "../../lint/tag_spelling.ts";
import type { Planned } from "../../views/types.ts";
import { addressOf } from "../../views/urls.ts";
import type { LoadedBlog } from "../load/load_blog.ts";
import { pageProblems } from "../load/markdown_pages.ts";

export function contentProblems({ settings, posts, pages, blog }: LoadedBlog, to: LinkTargets): Problem[] {
  const { site, authors, authorsFile, tags } = settings;
  return [
    ...redirectProblems(site, to),
    ...(authorsFile ? faceProblems(authors?.entries ?? [], authorsFile, to) : []),
    ...(tags ? [] : spellingProblems(posts.parsed)),
    ...blog.shown.flatMap((post) => referenceProblems(post, blog.textOf(post), to)),
    ...posts.cached.flatMap(({ post, file, name, text }) =>
      post === undefined && text ? referenceProblems({ file, url: postUrl(slug(name)) }, text, to) : [],
    ),
    ...pages.markdown.flatMap((page) => pageProblems(page, to)),
  ];
}

/** Everything that a link may lead to. */
export function linkTargets(
  { posts, assets, pages: { ordinary }, blog }: LoadedBlog,
  planned: readonly Planned[],
  files: readonly SiteFile[],
  redirects: readonly Redirect[],
): LinkTargets {
  const shown = new Set(blog.shown);
  const byUrl = new Map(blog.shown.map((post) => [post.url, post]));
  const outlineOf = memoizeLast(blog.outlineOf);
  return {
    pages: new Set([
      ...planned.map(addressOf),
      ...redirects.map(({ from }) => addressOf({ output: redirectOutput(from) })),
      ...ordinary.flatMap(({ address }) => address ?? []),
    ]),
    idsAt(address) {
      const post = byUrl.get(address);
      return post && outlineOf(post).ids;
    },
    placeIn: posts.placeIn,
    hidden: new Map(posts.withUrl.filter((post) => !shown.has(post)).map((post) => [post.url, post.status])),
    unread: new Set(posts.cached.flatMap(({ post, name }) => (post === undefined ? postUrl(slug(name)) : []))),
    moved: new Map(redirects.map(({ from, to }) => [from, to])),
    assets: new Set([
      ...[...assets.published, ...assets.copied].map(({ address }) => address),
      ...files.map(({ path }) => `/${path}`),
    ]),
    refused: assets.refused,
  };
}
