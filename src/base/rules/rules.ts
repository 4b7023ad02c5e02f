/**
 * Every rule by which a problem can be reported, and why it matters to an author.
 */

import { BLOG_RULES } from "./blog.ts";
import { FRONT_MATTER_RULES } from "./front_matter.ts";
import { IMAGES_RULES } from "./images.ts";
import { LINKS_RULES } from "./links.ts";
import type { Rule } from "./rule.ts";
import { TEXT_RULES } from "./text.ts";

/** `site.yaml: checks` may change the severity of a rule, or switch it off. */
export const RULES = {
  ...FRONT_MATTER_RULES,
  ...TEXT_RULES,
  ...LINKS_RULES,
  ...IMAGES_RULES,
  ...BLOG_RULES,
} as const;

type KnownRule = keyof typeof RULES;

/** The names of rules that an owner adds begin with `own-`. */
export type OwnRuleName = `own-${string}`;

export type RuleName = KnownRule | OwnRuleName;

const OWN: Rule = { severity: "warn", why: "The owner of this blog asks for it." };

export const RULE_NAMES = Object.keys(RULES).filter(isKnown);

function isKnown(name: string): name is KnownRule {
  return Object.hasOwn(RULES, name);
}

export function isRuleName(name: string): name is RuleName {
  return isKnown(name) || /^own-[a-z\d]+(?:-[a-z\d]+)*$/.test(name);
}

export function ruleOf(name: RuleName): Rule {
  return isKnown(name) ? RULES[name] : OWN;
}

export function isFatal(rule: RuleName): boolean {
  return ruleOf(rule).isFatal === true;
}
