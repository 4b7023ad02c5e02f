import type { BlobStore } from "../cache/blob_store.ts";
import type { Post } from "../content/post.ts";
import { isListed } from "../content/status.ts";
import type { Blog } from "../views/context.ts";
import type { Planned } from "../views/types.ts";

/** What icons and social cards are drawn with. */
export interface ImageMaker {
  /** The generator's folder. */
  root: string;
  /** The versions of packages, by name: part of the cache keys. */
  versions: Readonly<Record<string, string>>;
  /** The cache of drawn images. */
  lasting: BlobStore;
}

/** What the machine-readable files are made from. */
export interface Published {
  blog: Blog;
  /** Every planned page. */
  pages: readonly Planned[];
  /** Addresses, without the site's base path, of listed pages that have a template of their own. */
  ordinary: readonly string[];
  /** Address of the style sheet, without the site's base path. */
  stylesheet: string;
  feedCss: string;
  /** The blog's icon as SVG. */
  icon: string;
  maker: ImageMaker;
  /** Whether this is a preview for the author, whose links are never shared. */
  development: boolean;
  /** Returns the Markdown of a post without its front matter. */
  markdownOf(post: Post): string;
}

/** Posts that readers see. In development, drafts and future posts appear on pages only. */
export function publishedPosts(posts: readonly Post[]): Post[] {
  return posts.filter(({ status }) => status === "published");
}

/** Posts that search engines and other machines may list. */
export function listedPosts(posts: readonly Post[]): Post[] {
  return posts.filter(isListed);
}

/** Time of the last significant change of a post, in milliseconds since 1970. */
export function modified({ date, updated }: Post): number {
  return Math.max(date, updated ?? date);
}

/** Time of the last significant change in a list of posts. Undefined for an empty list. */
export function lastModified(posts: readonly Post[]): number | undefined {
  return posts.length === 0 ? undefined : posts.reduce((latest, post) => Math.max(latest, modified(post)), -Infinity);
}
