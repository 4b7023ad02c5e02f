/** What the search says, in the language of the blog. */

export interface Sentences {
  language: string;
  /** By the plural category of the number. */
  found: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
  nothing: string;
  nothingChosen: string;
  failed: string;
}

export function sentencesFrom(json: string): Sentences {
  return JSON.parse(json);
}

/** How much was found. */
export function said({ language, found }: Sentences, count: number): string {
  const form = found[new Intl.PluralRules(language).select(count)] ?? found.other;
  return form.replace("{count}", new Intl.NumberFormat(language).format(count));
}
