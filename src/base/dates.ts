/**
 * Moments as days of a time zone. Formatters are made once: making one takes a hundred times as long as using it.
 */

import { memoize } from "./memoize.ts";

/** Years are counted as people do who read a language. Named, since versions of Node do not agree on it for all. */
const calendarOf = memoize((language) => (new Intl.Locale(language).language === "fa" ? "persian" : "gregory"));

const years = memoize((timeZone) =>
  memoize(
    (language) =>
      new Intl.DateTimeFormat("en", {
        timeZone,
        year: "numeric",
        calendar: calendarOf(language),
        numberingSystem: "latn",
      }),
  ),
);

const yearNumbers = memoize((language) => new Intl.NumberFormat(language, { useGrouping: false }));

const longDates = memoize((timeZone) =>
  memoize(
    (language) =>
      new Intl.DateTimeFormat(language, {
        timeZone,
        year: "numeric",
        month: "long",
        day: "numeric",
        calendar: calendarOf(language),
      }),
  ),
);

/** The year of a moment, in milliseconds since 1970, in a zone, as those count years who read a language. */
export function yearIn(zone: string, language: string, time: number): number {
  const year = years(zone)(language)
    .formatToParts(time)
    .find(({ type }) => type === "year");
  return Number(year?.value);
}

/** A year as a language writes it. */
export function yearLabel(language: string, year: number): string {
  return yearNumbers(language).format(year);
}

/** A day as people write it in a language: `May 2, 2024`. */
export function longDate(zone: string, language: string, time: number): string {
  return longDates(zone)(language).format(time);
}
