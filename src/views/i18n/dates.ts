import { longDate } from "../../base/dates.ts";
import type { Site } from "../../config/site.ts";
import type { DateView } from "../part_types.ts";

/** A moment, in milliseconds since 1970, as the site's readers write dates. */
export function dateView(site: Site, time: number): DateView {
  return { iso: new Date(time).toISOString(), label: longDate(site.timezone, site.language, time) };
}
