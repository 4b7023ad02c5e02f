/**
 * The words of the interface, by language. Templates print only these. The filter `fill` replaces placeholders such as
 * `{name}`.
 */

import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fa } from "./fa.ts";
import { fr } from "./fr.ts";
import type { Table } from "./table.ts";

/** By language code. To add a language, add a file beside this one and its name here. */
export const TABLES: Readonly<Record<string, Table>> = { ar, de, en, es, fa, fr };

export interface Words extends Table {
  /** The language as a BCP 47 tag, as the site names it. Numbers are formatted for it. */
  language: string;
}

/**
 * The words for a language, or the English ones if it has none.
 *
 * @param own the languages that an owner adds
 */
export function wordsFor(language: string, own: typeof TABLES = {}): Words {
  const code = new Intl.Locale(language).language;
  const table = own[code] ?? TABLES[code];
  return table ? { ...table, language } : { ...en, language: "en" };
}
