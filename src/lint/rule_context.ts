import type { Source } from "../base/source.ts";
import type { PlacedPost } from "../content/post.ts";
import type { Rendered } from "../markdown/rendered.ts";

/** The input of the rules for one post. */
export interface RuleContext {
  from: Source;
  /** The offset in the source at which the body begins. */
  bodyStart: number;
  post: PlacedPost;
  rendered: Rendered;
  timezone: string;
  /** The time of the build, in milliseconds since 1970. */
  now: number;
  /** The language of the text, as a BCP 47 tag. */
  language: string;
}
