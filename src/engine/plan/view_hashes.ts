/**
 * What the views of pages are called, kept by what they were made from: most of an edit would be to make ten thousand
 * views to find the three that have changed.
 */

import type { Cache } from "../../cache/cache.ts";
import { type ViewName, withName, writtenView } from "../../views/planned_page.ts";
import type { Planned } from "../../views/types.ts";

/** A page's view by its name, and as JSON where it had to be made. */
export interface NamedView {
  name: ViewName;
  json?: string;
}

export interface ViewNames {
  nameOf(page: Planned): NamedView;
  /** Keeps the names that were asked for, and no others. */
  save(): void;
}

const NOTE = "views";

/** The names that the last build has kept. */
export function openViewNames(cache: Cache): ViewNames {
  const before = linesIn(cache.note(NOTE) ?? "");
  const now = new Map<string, string>();
  let isAsKept = true;
  return {
    nameOf(page) {
      const origin = page.origin?.();
      if (origin === undefined) return writtenView(page);
      const kept = before.get(page.output);
      if (kept?.startsWith(origin)) {
        now.set(page.output, kept);
        const [, digest = "", title = ""] = kept.split("\t");
        return { name: withName(page, { digest, title: JSON.parse(title) }) };
      }
      const made = writtenView(page);
      now.set(page.output, [origin, made.name.digest, JSON.stringify(made.name.title)].join("\t"));
      isAsKept = false;
      return made;
    },
    save() {
      if (isAsKept && now.size === before.size) return;
      cache.writeNote(NOTE, [...now].map((line) => line.join("\t")).join("\n"));
    },
  };
}

/** A line for each page: its path, and the rest. */
function linesIn(text: string): Map<string, string> {
  if (text === "") return new Map();
  return new Map(
    text.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)] as const),
  );
}
