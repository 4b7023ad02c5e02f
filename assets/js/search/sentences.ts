/** Messages of the search, in the blog's language. */

export interface Sentences {
  language: string;
  /** By plural category. */
  found: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
  /** While the index is on its way. */
  loading: string;
  /** How much was found for other words than those that were asked for. */
  instead: string;
  nothing: string;
  nothingChosen: string;
  failed: string;
}

export function sentencesFrom(json: string): Sentences {
  return JSON.parse(json);
}

/** The result count as text. */
export function said({ language, found }: Sentences, count: number): string {
  const form = found[new Intl.PluralRules(language).select(count)] ?? found.other;
  return form.replace("{count}", new Intl.NumberFormat(language).format(count));
}
