import { longDate } from "../../base/dates.ts";
import type { Site } from "../../config/site.ts";
import type { DateView } from "../part_types.ts";

/** Formats a time, in milliseconds since 1970, in the site's language and time zone. */
export function dateView(site: Site, time: number): DateView {
  return { iso: new Date(time).toISOString(), label: longDate(site.timezone, site.language, time) };
}
