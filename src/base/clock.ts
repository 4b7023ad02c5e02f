/**
 * The only file that reads the time, so that a build can be given its time and be repeated byte for byte.
 */

import { UsageError } from "./usage_error.ts";

/** A date, or a date-time with an offset: without one the result would depend on the machine. */
const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/**
 * The time for which the site is built, in milliseconds since 1970.
 *
 * @param asked an ISO 8601 date-time, as given to `--now`
 * @throws UsageError if `asked` or SOURCE_DATE_EPOCH is not a time
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function buildTime(asked: string | undefined, environment: NodeJS.ProcessEnv): number {
  if (asked !== undefined) {
    const time = Date.parse(asked);
    if (Number.isNaN(time) || !ISO_MOMENT.test(asked))
      throw new UsageError(`--now takes a moment such as 2026-03-31T09:00Z, not “${asked}”.`);
    return time;
  }
  const epoch = environment.SOURCE_DATE_EPOCH;
  if (epoch === undefined || epoch === "") return Date.now();
  if (!/^\d{1,11}$/.test(epoch)) throw new UsageError(`SOURCE_DATE_EPOCH holds “${epoch}”, not a number of seconds.`);
  return Number(epoch) * 1000;
}

/** Starts a stopwatch. Call the result for the elapsed milliseconds. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round(performance.now() - start);
}

/** The wall clock, in milliseconds since 1970: tells whether a file changed a moment ago. Never used for pages. */
export function wallClock(): number {
  return Date.now();
}
