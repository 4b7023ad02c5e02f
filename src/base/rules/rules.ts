/**
 * Every rule by which a problem can be reported, and why it matters to an author.
 */

import { BLOG_RULES } from "./blog.ts";
import { FRONT_MATTER_RULES } from "./front_matter.ts";
import { IMAGES_RULES } from "./images.ts";
import { LINKS_RULES } from "./links.ts";
import { TEXT_RULES } from "./text.ts";

/** `site.yaml: checks` may change the severity of a rule, or switch it off. */
export const RULES = {
  ...FRONT_MATTER_RULES,
  ...TEXT_RULES,
  ...LINKS_RULES,
  ...IMAGES_RULES,
  ...BLOG_RULES,
} as const;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES).filter(isRuleName);

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}

export function isFatal(rule: RuleName): boolean {
  return "isFatal" in RULES[rule];
}
