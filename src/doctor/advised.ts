import type { Rendered } from "../markdown/rendered.ts";
import type { PlacedPost } from "../post/post.ts";
import type { Source } from "../source.ts";

/** What advice on one post is made from. */
export interface Advised {
  from: Source;
  /** The offset in the source at which the text begins. */
  bodyStart: number;
  post: PlacedPost;
  rendered: Rendered;
  timezone: string;
}
