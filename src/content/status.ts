/**
 * Decides who sees a post and when: drafts, scheduled and expired posts, unlisted ones.
 */

import type { Post, Status } from "./post.ts";

/** Whether search engines and other machines may list a post. */
export function isListed({ noindex, unlisted, status }: Pick<Post, "noindex" | "unlisted" | "status">): boolean {
  return status === "published" && !noindex && !unlisted;
}

/** The status of a post at a time, in milliseconds since 1970. */
export function statusOf({ draft, date, expires }: Pick<Post, "draft" | "date" | "expires">, now: number): Status {
  if (draft) return "draft";
  if (expires !== undefined && expires <= now) return "expired";
  return date > now ? "scheduled" : "published";
}

/** Which posts are shown: the published ones in production, all in development. */
export function visible(posts: readonly Post[], development: boolean): Post[] {
  return development ? [...posts] : posts.filter((post) => post.status === "published");
}

/** The next time at which a post appears or disappears by itself, in milliseconds since 1970. */
export function nextChange(posts: readonly Post[], now: number): number | undefined {
  const moments = posts
    .filter(({ draft, date, expires }) => !draft && (expires === undefined || expires > Math.max(date, now)))
    .flatMap(({ date, expires }) => [date, expires ?? now])
    .filter((moment) => moment > now);
  return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.min(a, b));
}
