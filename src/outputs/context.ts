import type { ImageMaker } from "../cache/blob_store.ts";
import type { Post } from "../content/post.ts";
import { isListed } from "../content/post.ts";
import type { Redirect } from "../hosting/redirects.ts";
import type { Blog } from "../views/context.ts";
import type { Planned } from "../views/types.ts";

/** What the files that machines read are made from. */
export interface Published {
  blog: Blog;
  /** Every page of the plan. */
  pages: readonly Planned[];
  /** The addresses, below the site's base, of pages that are templates of their own and may be found by search engines. */
  ordinary: readonly string[];
  redirects: readonly Redirect[];
  /** The address of the style sheet, below the site's base. */
  stylesheet: string;
  feedCss: string;
  /** The icon of the blog, as SVG. */
  icon: string;
  maker: ImageMaker;
  /** Whether this is an author's own preview, of which nobody shares links. */
  development: boolean;
  /** The text of a post without its front matter, as its page shows it. */
  markdownOf(post: Post): string;
}

/** Posts that readers see; in development the others are shown on pages, and only there. */
export function publishedPosts(posts: readonly Post[]): Post[] {
  return posts.filter(({ status }) => status === "published");
}

/** Posts that search engines and other machines are told of. */
export function listedPosts(posts: readonly Post[]): Post[] {
  return posts.filter(isListed);
}

/** When a post was last changed in a way that matters, in milliseconds since 1970. */
export function modified({ date, updated }: Post): number {
  return Math.max(date, updated ?? date);
}

/** The same of the posts of a list; nothing where there are none. */
export function lastModified(posts: readonly Post[]): number | undefined {
  return posts.length === 0 ? undefined : posts.reduce((latest, post) => Math.max(latest, modified(post)), -Infinity);
}
