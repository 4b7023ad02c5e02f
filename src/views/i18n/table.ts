import type { en } from "./en.ts";

/** What is said of a number: a form for each sort of number that the language tells apart. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What every language has to say: a sentence for each sentence of the English table, forms for its forms. */
export type Table = { [Entry in keyof typeof en]: (typeof en)[Entry] extends string ? string : Forms };
