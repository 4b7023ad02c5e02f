import type { Source } from "../base/source.ts";
import type { PlacedPost } from "../content/post.ts";
import type { Rendered } from "../markdown/rendered.ts";

/** What advice on one post is made from. */
export interface RuleContext {
  from: Source;
  /** The offset in the source at which the text begins. */
  bodyStart: number;
  post: PlacedPost;
  rendered: Rendered;
  timezone: string;
}
