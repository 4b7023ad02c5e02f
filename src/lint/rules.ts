/**
 * Rules for a single post that can be published as it is: for `npm run check`, and on the page in `npm start`.
 */

import { type Checks, type Problem, withSeverities } from "../base/diagnostic.ts";
import { placeAt, problemAt } from "../base/source.ts";
import {
  dateInName,
  descriptionLength,
  distantDate,
  expiresBeforeDate,
  markupInFields,
  offTopicDescription,
  titleLength,
  updatedBeforeDate,
} from "./front_matter_rules.ts";
import { altTexts, picturesAsText } from "./image_rules.ts";
import { insecureLinks, lostStyles, pastedHtml, quotesInCode } from "./link_rules.ts";
import { boldHeadings, emptyTableHeads, repeatedHeadings, unlistedSections } from "./outline_rules.ts";
import { listNumbers, mistakenBlocks } from "./post/block_rules.ts";
import { lookAlikes, lostCharacters, softHyphens, textEntities } from "./post/character_rules.ts";
import { foreignMarkup } from "./post/foreign_markup_rules.ts";
import { unclosedLinks, unclosedMarks, unevenMarks } from "./post/inline_marks_rules.ts";
import { cmsLeftovers, quotesInSpans, tablesWithoutHead, vagueLinks } from "./post/leftover_rules.ts";
import { gluedItems, mistypedMarkup, pastedRows } from "./post/mistyped_rules.ts";
import { doubledWords, emptyText, placeholderFields, placeholders, privateLinks } from "./post/placeholder_rules.ts";
import { personalData, secrets } from "./post/privacy_rules.ts";
import { footnoteReferences, linkReferences } from "./post/reference_rules.ts";
import { tableColumns } from "./post/table_rules.ts";
import { unclosedEmphasis, unclosedFormulas, unclosedHtml } from "./post/unclosed_rules.ts";
import type { OwnRule, RuleContext, TextContext } from "./rule_context.ts";
import { emptyHeadings, emptyLinks, gluedEmphasis, strayEscapes } from "./syntax_rules.ts";

const FIELD_RULES: readonly ((on: RuleContext) => Problem[])[] = [
  titleLength,
  descriptionLength,
  offTopicDescription,
  markupInFields,
  placeholderFields,
  dateInName,
  distantDate,
  expiresBeforeDate,
  updatedBeforeDate,
];

const TEXT_RULES: readonly ((on: TextContext) => Problem[])[] = [
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
  lostStyles,
  quotesInCode,
  altTexts,
  picturesAsText,
  unclosedEmphasis,
  unclosedHtml,
  unclosedFormulas,
  tableColumns,
  footnoteReferences,
  linkReferences,
  foreignMarkup,
  mistypedMarkup,
  gluedItems,
  pastedRows,
  placeholders,
  emptyText,
  privateLinks,
  doubledWords,
  unclosedMarks,
  unevenMarks,
  unclosedLinks,
  mistakenBlocks,
  listNumbers,
  secrets,
  personalData,
  textEntities,
  lookAlikes,
  lostCharacters,
  softHyphens,
  cmsLeftovers,
  vagueLinks,
  quotesInSpans,
  tablesWithoutHead,
];

/**
 * Runs all rules on a post, with the severities of its site.
 *
 * @param own rules that the owner adds
 */
export function lintPost(advised: RuleContext, checks: Checks, own: readonly OwnRule[] = []): Problem[] {
  const { from } = advised;
  const found = own.flatMap(({ name: rule, check }) =>
    check(advised).map(({ at = 0, ...finding }) => problemAt(from, placeAt(from, at), { ...finding, rule })),
  );
  const ofFields = FIELD_RULES.flatMap((rule) => rule(advised));
  return withSeverities([...ofFields, ...lintText(advised, checks), ...found], checks);
}

/** Runs the rules that need no fields: for a post whose front matter cannot be used. */
export function lintText(on: TextContext, checks: Checks): Problem[] {
  return withSeverities(
    TEXT_RULES.flatMap((rule) => rule(on)),
    checks,
  );
}
