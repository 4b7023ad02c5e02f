import type { Blog } from "../context.ts";
import { page } from "../head/head.ts";
import type { ReadingView } from "../types.ts";
import { HOME, href, READING } from "../urls.ts";

/** Relative to the usual size of the type. */
const SIZES = [0.9, 1, 1.15, 1.3, 1.5];

/** Builds the view of the page of what a reader saved and chose. */
export function readingView({ site, words }: Blog): ReadingView {
  const percent = new Intl.NumberFormat(words.language, { style: "percent" });
  return {
    kind: "reading",
    ...page(site, READING, {
      title: words.reading,
      description: words.readingIntro,
      breadcrumbs: [
        { label: words.home, url: href(site, HOME) },
        { label: words.reading, url: "" },
      ],
      head: { robots: "noindex" },
    }),
    intro: words.readingIntro,
    sizes: SIZES.map((size) => ({ value: size === 1 ? "" : String(size), label: percent.format(size) })),
  };
}
