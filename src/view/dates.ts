import { DateTime } from "luxon";
import type { Site } from "../site.ts";
import type { DateView } from "./views.ts";

/** A moment, in milliseconds since 1970, as the site's readers write dates. */
export function dateView(site: Site, time: number): DateView {
  const date = DateTime.fromMillis(time, { zone: site.timezone, locale: site.language });
  return {
    iso: date.toUTC().toISO() ?? "",
    label: date.toLocaleString({ year: "numeric", month: "long", day: "numeric" }),
  };
}
