/**
 * What could be better in one post, though it can be published as it is: for `npm run check`, and on the page in
 * `npm start`.
 */

import { type Checks, judge, type Problem } from "../problem.ts";
import type { Advised } from "./advised.ts";
import {
  dateInName,
  descriptionLength,
  markupInFields,
  offTopicDescription,
  titleLength,
} from "./front_matter_advice.ts";
import { insecureLinks, pastedHtml, quotesInCode } from "./link_advice.ts";
import { emptyHeadings, emptyLinks, gluedEmphasis, strayEscapes } from "./marks_advice.ts";
import { boldHeadings, emptyTableHeads, repeatedHeadings, unlistedSections } from "./outline_advice.ts";
import { altTexts, picturesAsText } from "./picture_advice.ts";

type Adviser = (on: Advised) => Problem[];

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

/** Everything that is advised on a post, with the severities of its site. */
export function adviceOn(advised: Advised, checks: Checks): Problem[] {
  return judge(
    ADVISERS.flatMap((adviser) => adviser(advised)),
    checks,
  );
}
