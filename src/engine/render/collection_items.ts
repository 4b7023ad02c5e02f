import type { Post } from "../../content/post.ts";
import type { Blog } from "../../views/context.ts";

/** A post in the shape of Eleventy's collection items, so that filters and plugins for other sites work. */
export interface CollectionItem {
  url: string;
  date: Date;
  inputPath: string;
  fileSlug: string;
  data: Readonly<Record<string, unknown>>;
  /** HTML. */
  content: string;
}

/** @see https://www.11ty.dev/docs/collections/#collection-item-data-structure */
export function collectionItems(blog: Blog): CollectionItem[] {
  return blog.collections.posts.map((post) => itemOf(blog, post));
}

function itemOf(blog: Blog, post: Post): CollectionItem {
  return {
    url: post.url,
    date: new Date(post.date),
    inputPath: `./${post.file}`,
    fileSlug: post.slug,
    data: { ...post.data, title: post.title, tags: post.tags.map((tag) => tag.id) },
    get content() {
      return blog.htmlOf(blog.textKeyOf(post));
    },
  };
}
