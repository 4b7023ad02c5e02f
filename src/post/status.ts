import type { Post, Status } from "./post.ts";

/** Whether search engines and other machines are told of a post. */
export function isListed({ noindex, status }: Pick<Post, "noindex" | "status">): boolean {
  return status === "published" && !noindex;
}

/** Where a post stands at a moment, in milliseconds since 1970. */
export function statusOf({ draft, date, expires }: Pick<Post, "draft" | "date" | "expires">, now: number): Status {
  if (draft) return "draft";
  if (expires !== undefined && expires <= now) return "expired";
  return date > now ? "scheduled" : "published";
}
