/**
 * Rules for a single post that can be published as it is: for `npm run check`, and on the page in `npm start`.
 */

import { type Checks, type Problem, withSeverities } from "../base/diagnostic.ts";
import {
  dateInName,
  descriptionLength,
  markupInFields,
  offTopicDescription,
  titleLength,
} from "./front_matter_rules.ts";
import { altTexts, picturesAsText } from "./image_rules.ts";
import { insecureLinks, pastedHtml, quotesInCode } from "./link_rules.ts";
import { boldHeadings, emptyTableHeads, repeatedHeadings, unlistedSections } from "./outline_rules.ts";
import type { RuleContext } from "./rule_context.ts";
import { emptyHeadings, emptyLinks, gluedEmphasis, strayEscapes } from "./syntax_rules.ts";

type Adviser = (on: RuleContext) => Problem[];

const ADVISERS: readonly Adviser[] = [
  titleLength,
  descriptionLength,
  offTopicDescription,
  markupInFields,
  dateInName,
  repeatedHeadings,
  boldHeadings,
  unlistedSections,
  emptyTableHeads,
  emptyHeadings,
  emptyLinks,
  gluedEmphasis,
  strayEscapes,
  insecureLinks,
  pastedHtml,
  quotesInCode,
  altTexts,
  picturesAsText,
];

/** Runs all rules on a post, with the severities of its site. */
export function lintPost(advised: RuleContext, checks: Checks): Problem[] {
  return withSeverities(
    ADVISERS.flatMap((adviser) => adviser(advised)),
    checks,
  );
}
