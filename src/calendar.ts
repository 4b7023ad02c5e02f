/**
 * Moments as days of a time zone. Formatters are made once: making one takes a hundred times as long as using it.
 */

import { onceFor } from "./once.ts";

const years = onceFor(
  (timeZone) =>
    new Intl.DateTimeFormat("en", { timeZone, year: "numeric", calendar: "gregory", numberingSystem: "latn" }),
);

const longDates = onceFor((timeZone) =>
  onceFor(
    (language) => new Intl.DateTimeFormat(language, { timeZone, year: "numeric", month: "long", day: "numeric" }),
  ),
);

/** The year of a moment, in milliseconds since 1970, in a zone. */
export function yearIn(zone: string, time: number): number {
  return Number(years(zone).format(time));
}

/** A day as people write it in a language: `May 2, 2024`. */
export function longDate(zone: string, language: string, time: number): string {
  return longDates(zone)(language).format(time);
}
