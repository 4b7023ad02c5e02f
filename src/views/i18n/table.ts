import type { en } from "./en.ts";

/** One form per plural category of the language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The entries that every language must have: those of the English table. */
export type Table = { [Entry in keyof typeof en]: (typeof en)[Entry] extends string ? string : Forms };
