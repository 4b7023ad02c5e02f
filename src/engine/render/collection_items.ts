import type { Post } from "../../content/post.ts";
import type { Blog } from "../../views/context.ts";
import { outputPath } from "../../views/urls.ts";
import type { CollectionApi, PageItem } from "./eleventy_api.ts";

/** A post in the shape of Eleventy's collection items, so that filters and plugins for other sites work. */
export interface CollectionItem {
  url: string;
  date: Date;
  inputPath: string;
  fileSlug: string;
  page: ItemPage;
  data: Readonly<Record<string, unknown>>;
  /** HTML. */
  content: string;
}

/** What Eleventy says of a page, which plugins read of an item's data. */
type ItemPage = Pick<CollectionItem, "url" | "date" | "inputPath" | "fileSlug"> & { outputPath: string };

/** @see https://www.11ty.dev/docs/collections/#collection-item-data-structure */
export function collectionItems(blog: Blog): CollectionItem[] {
  return blog.collections.posts.map((post) => itemOf(blog, post));
}

function itemOf(blog: Blog, post: Post): CollectionItem {
  const { url, slug: fileSlug } = post;
  const known = { url, date: new Date(post.date), inputPath: `./${post.file}`, fileSlug };
  const page = { ...known, outputPath: `./${outputPath(url)}` };
  return {
    ...known,
    page,
    data: { ...post.data, title: post.title, tags: post.tags.map((tag) => tag.id), page },
    get content() {
      return blog.htmlOf(blog.textKeyOf(post));
    },
  };
}

/** Whether an item was made by an ordinary template, and not from the plan. */
function isOrdinary({ data: { pagination } }: PageItem): boolean {
  return !String(pagination?.data ?? "").startsWith("plan.");
}

/**
 * What callbacks of `addCollection` are given: all posts and all ordinary pages, in whatever runs of Eleventy the pages
 * of the site are rendered.
 *
 * @param posts the newest first
 */
export function withPosts(api: CollectionApi, posts: readonly CollectionItem[]): CollectionApi {
  const oldestFirst = posts.toReversed();
  const all: CollectionApi = Object.create(api, {
    items: { value: [...api.getAll().filter(isOrdinary), ...oldestFirst], writable: true },
    _filteredByGlobsCache: { value: new Map(), writable: true },
    _dirty: { value: true, writable: true },
  });
  const isOfPosts = (tag: string): boolean => tag === "post" || tag === "posts";
  all.getFilteredByTag = (tag) => (isOfPosts(tag) ? [...oldestFirst] : api.getFilteredByTag.call(all, tag));
  return all;
}
