import type { OwnRuleName } from "../base/rules/rules.ts";
import type { Finding, Source } from "../base/source.ts";
import type { PlacedPost } from "../content/post.ts";
import type { Rendered } from "../markdown/rendered.ts";

/** The input of the rules for the text of a post. */
export interface TextContext {
  from: Source;
  /** The offset in the source at which the body begins. */
  bodyStart: number;
  rendered: Rendered;
  /** The language of the text, as a BCP 47 tag. */
  language: string;
}

/** The input of all rules for one post. */
export interface RuleContext extends TextContext {
  post: PlacedPost;
  timezone: string;
  /** The time of the build, in milliseconds since 1970. */
  now: number;
}

/** A rule that an owner adds. */
export interface OwnRule {
  name: OwnRuleName;
  check(on: RuleContext): readonly OwnFinding[];
}

export interface OwnFinding extends Pick<Finding, "message" | "hint" | "severity"> {
  /** The offset in the source; the top of the post when absent. */
  at?: number;
}
