/**
 * The words of the interface, by language. Templates print these and none of their own; `{name}` is a placeholder that
 * the filter `fill` replaces.
 */

import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fa } from "./fa.ts";
import { fr } from "./fr.ts";
import type { Table } from "./table.ts";

/** By the language's code. A new language is a file in `words/` and its name here. */
export const TABLES: Readonly<Record<string, Table>> = { ar, de, en, es, fa, fr };

export interface Words extends Table {
  /** The language they are in, BCP 47, as the site names it: numbers beside them are written as it writes numbers. */
  language: string;
}

/** The words for a language, or for English where there are none of its own yet. */
export function wordsFor(language: string): Words {
  const table = TABLES[new Intl.Locale(language).language];
  return table ? { ...table, language } : { ...en, language: "en" };
}
