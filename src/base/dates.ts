/**
 * Converts times to days of a time zone. Memoizes formatters, since making one takes a hundred times as long as using
 * it.
 */

import { memoize } from "./memoize.ts";

/** The calendar of each language, named explicitly because versions of Node disagree on it. */
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

/** The year of a time, in milliseconds since 1970, in a zone and in the calendar of a language. */
export function yearIn(zone: string, language: string, time: number): number {
  const year = years(zone)(language)
    .formatToParts(time)
    .find(({ type }) => type === "year");
  return Number(year?.value);
}

/** Formats a year in a language. */
export function yearLabel(language: string, year: number): string {
  return yearNumbers(language).format(year);
}

/** Formats a day in a language: `May 2, 2024`. */
export function longDate(zone: string, language: string, time: number): string {
  return longDates(zone)(language).format(time);
}
