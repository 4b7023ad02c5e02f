import { longDate } from "../calendar.ts";
import type { Site } from "../site.ts";
import type { DateView } from "./views.ts";

/** A moment, in milliseconds since 1970, as the site's readers write dates. */
export function dateView(site: Site, time: number): DateView {
  return { iso: new Date(time).toISOString(), label: longDate(site.timezone, site.language, time) };
}
