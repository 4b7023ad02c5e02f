import { DateTime } from "luxon";
import { memoize } from "../base/memoize.ts";

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

export type ReadDate = { time: number } | { reason: string; suggestion: string | undefined };

/**
 * Parses an ISO 8601 date or date-time (a space may replace the `T`, and another may precede the offset,
 * as Jekyll writes it). Without an offset it is in `zone`; a date without
 * a time is the start of that day there.
 *
 * @returns milliseconds since 1970, or the reason why it is not a date and a suggestion
 */
export function readDate(written: string, zone: string): ReadDate {
  return datesIn(zone)(written);
}

/** Memoized: many posts share a day, and resolving a zone's offset is slow. */
const datesIn = memoize((zone) => memoize((written) => read(written, zone)));

function read(written: string, zone: string): ReadDate {
  const iso = written
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2})\s+(?=\d)/, "$1T")
    .replace(/\s+(?=[+-]\d{2}:?\d{2}$)/, "")
    .replace(/\s*(?:UTC|GMT)$/, "Z");
  const date = DateTime.fromISO(iso, { zone });
  if (date.isValid && date.year >= FIRST_YEAR && date.year <= LAST_YEAR && /^\d{4}-\d{2}-\d{2}/.test(iso)) {
    return { time: date.toMillis() };
  }
  return { reason: reasonFor(written, date), suggestion: suggestionFor(written) };
}

function reasonFor(written: string, date: DateTime): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(written);
  if (!date.isValid && parts) {
    const month = Number(parts[2]);
    if (month < 1 || month > 12) return `There is no month ${parts[2]}.`;
    const days = DateTime.utc(Number(parts[1]), month).daysInMonth ?? 31;
    if (Number(parts[3]) > days || Number(parts[3]) < 1) {
      return `${DateTime.utc(Number(parts[1]), month).toFormat("MMMM yyyy", { locale: "en" })} has ${days} days, so there is no ${written.slice(0, 10)}.`;
    }
    return `“${written}” is not a time.`;
  }
  if (date.isValid && parts) return `The year ${parts[1]} is not one in which a post can be dated.`;
  if (/^[“”„‘’«].*[“”‘’»]$/.test(written)) return "Curly quotation marks stand around this date.";
  return `“${written}” is not a date.`;
}

/** Rewrites dates in other common formats in the form that is wanted here. */
function suggestionFor(written: string): string | undefined {
  const plain = written
    .trim()
    .replace(/^["'“”„‘’«]+|["'“”‘’».,;]+$/g, "")
    .replace(/(\d)(?:st|nd|rd|th)\b/, "$1");
  const formats = [
    "yyyy-MM-dd",
    "d/M/yyyy",
    "M/d/yyyy",
    "d.M.yyyy",
    "yyyy/M/d",
    "yyyy-M-d",
    "MMMM d, yyyy",
    "MMM d, yyyy",
    "d MMMM yyyy",
    "d MMM yyyy",
  ];
  const readings = formats
    .map((format) => DateTime.fromFormat(plain, format, { zone: "utc", locale: "en" }))
    .filter((date) => date.isValid)
    .map((date) => date.toISODate());
  const [only, ...others] = [...new Set(readings)];
  return others.length === 0 ? (only ?? undefined) : undefined;
}
