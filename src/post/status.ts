import type { Post, Status } from "../content/post.ts";

/** Whether search engines and other machines are told of a post. */
export function isListed({ noindex, unlisted, status }: Pick<Post, "noindex" | "unlisted" | "status">): boolean {
  return status === "published" && !noindex && !unlisted;
}

/** Where a post stands at a moment, in milliseconds since 1970. */
export function statusOf({ draft, date, expires }: Pick<Post, "draft" | "date" | "expires">, now: number): Status {
  if (draft) return "draft";
  if (expires !== undefined && expires <= now) return "expired";
  return date > now ? "scheduled" : "published";
}
