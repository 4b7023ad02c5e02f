import { memoize } from "../../base/memoize.ts";
import { fill } from "./filters.ts";
import type { Words } from "./i18n.ts";
import type { Forms } from "./table.ts";

const formats = memoize((language) => new Intl.NumberFormat(language));
const plurals = memoize((language) => new Intl.PluralRules(language));

/** Formats a whole number in a language. */
export function numeral(language: string, count: number): string {
  return formats(language).format(count);
}

/** A count with its noun: `1 post`, `5 posts`. */
export function counted(words: Words, forms: Forms, count: number): string {
  const form = forms[plurals(words.language).select(count)] ?? forms.other;
  return fill(form, { count: numeral(words.language, count) });
}

/** Fills in numbers, formatted in the language of the sentence. */
export function filled(words: Words, sentence: string, values: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "number" ? numeral(words.language, value) : value,
  ]);
  return fill(sentence, Object.fromEntries(written));
}
