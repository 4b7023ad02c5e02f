/**
 * The schema of a post's front matter.
 */

import { z } from "zod";
import { decodeAddress, resourceIssue } from "../base/urls.ts";
import { type Issue, issue } from "../config/validate.ts";
import { isLanguage, isWebAddress } from "../config/validators.ts";
import type { FieldPath, YamlText } from "../config/yaml.ts";

/** YAML reads a title such as `2026` as a number; it is text all the same. */
const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().trim());

const words = text.refine(
  (value) => /[^\s\p{C}]/u.test(value),
  issue("missing-field", "There is nothing to read in this.", "Write it in words."),
);

/** A list, or a single item without the dash. Empty items, which a CMS may leave, are dropped. */
const listOf = (item: z.ZodType<string>) =>
  z.preprocess(
    (value) => {
      const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return items.filter((one) => !isEmptyItem(one));
    },
    z.array(item).meta({ kind: "text or list" }),
  );

function isEmptyItem(item: unknown): boolean {
  return item === "" || item === null;
}

const date = text.meta({ kind: "date" });

const localPath = text
  .refine(
    (path) => !isUnsafePath(path),
    issue(
      "unsafe-path",
      "This path leads out of the blog's folders.",
      "Write it as in /assets/img/uploads/picture.jpg.",
    ),
  )
  .meta({ kind: "path" });

const NO_WEB_ADDRESS = issue(
  "wrong-type",
  "This is not a web address.",
  "Write it in full, as in https://www.example.com/a-post/.",
);

const webAddress = text
  .refine((address) => isWebAddress(address, ["http:", "https:"]), NO_WEB_ADDRESS)
  .meta({ kind: "web address" });

const NO_SLUG = issue(
  "unsafe-path",
  "A slug is one part of an address, without slashes.",
  "Write it as in my-first-post.",
);

const FOCUS_PATTERN =
  "^(?:whole|center|(?:top|bottom)(?: (?:left|right))?|left|right|(?:100|\\d{1,2})% (?:100|\\d{1,2})%)$";

const NO_FOCUS = issue(
  "wrong-type",
  "This is no place in a picture.",
  "Write it as in top, bottom left, center or 30% 20% (from the left and from the top), or whole for an uncut picture.",
);

const NO_LANGUAGE = issue("wrong-type", "This is not a language code.", "Write one as in en, de or pt-BR.");

/** What forms show beside a field: label, hint, and a pattern that tells certain mistakes. */
interface Shown {
  /** What the documentation says that it holds, where the type does not tell. */
  kind?: string;
  title: string;
  description: string;
  pattern?: string;
  /** The message if the pattern does not match. */
  reason?: Issue;
}

const shown = ({ reason, ...more }: Shown): Record<string, unknown> => ({
  ...more,
  ...(reason ? { message: `${reason.error} ${reason.params.hint}` } : {}),
});

/** Required fields. They are optional in the schema, so that a post without one is validated to its end. */
export const REQUIRED = ["title", "date", "author"] as const;

/** In the order in which an author is asked. */
export const frontMatterSchema = z.object({
  title: words
    .optional()
    .meta(shown({ title: "Title", description: "The headline of the page, up to about 60 characters." })),
  draft: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Draft", description: "A draft is not published, and it may be unfinished." })),
  date: date
    .optional()
    .meta(shown({ title: "Date", description: "The date of publication. A date in the future schedules the post." })),
  author: listOf(text).meta(
    shown({ title: "Author", description: "One or several, by name or id from authors.yaml." }),
  ),
  tags: z
    .preprocess(
      (value) => (typeof value === "string" ? value.split(",").map((tag) => tag.trim()) : value),
      listOf(text),
    )
    .default([])
    .meta(shown({ title: "Topics", description: "One to three topics from tags.yaml." })),
  description: text.optional().meta(
    shown({
      title: "Description",
      description:
        "What a reader will learn, in 50 to 200 characters. Shown below the title, in lists and in search results.",
    }),
  ),
  thumbnail: localPath
    .optional()
    .meta(shown({ title: "Picture", description: "The image at the top of the post, in lists and in shared links." })),
  thumbnail_alt: text.optional().meta(
    shown({
      title: "What the picture shows",
      description: "Alternative text, for readers who cannot see the image.",
    }),
  ),
  thumbnail_focus: text
    .refine((focus) => new RegExp(FOCUS_PATTERN).test(focus), NO_FOCUS)
    .optional()
    .meta(
      shown({
        kind: "place",
        title: "What no crop may cut",
        description:
          "Where in the picture the important part is, if the build does not find it: top, bottom left, center or 30% 20%; or whole, for a picture that must not be cut.",
        pattern: FOCUS_PATTERN,
        reason: NO_FOCUS,
      }),
    ),
  featured: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Featured", description: "Puts the post first on the home page." })),
  series: words.optional().meta(
    shown({
      title: "Series",
      description: "The name of a series. Posts with the same name form one, ordered by date.",
    }),
  ),
  updated: date
    .optional()
    .meta(shown({ title: "Updated", description: "The date of the last change that readers should know of." })),
  expires: date
    .optional()
    .meta(shown({ title: "Expires", description: "From this date on the post is no longer published." })),
  meta_title: text
    .optional()
    .meta(
      shown({ title: "Title in search results", description: "The title in search results, if it should differ." }),
    ),
  meta_description: text.optional().meta(
    shown({
      title: "Description in search results",
      description: "The description in search results, if it should differ.",
    }),
  ),
  slug: localPath
    .refine((slug) => !/[/\\]/.test(slug), NO_SLUG)
    .optional()
    .meta(
      shown({
        kind: "text",
        title: "Address",
        description: "The last part of the post's address, if it should differ from the file name.",
        pattern: "^[^/\\\\]+$",
        reason: NO_SLUG,
      }),
    ),
  aliases: listOf(text)
    .default([])
    .meta(
      shown({ title: "Old addresses", description: "Old addresses that redirect to the post, as in /blog/old-name/." }),
    ),
  canonical: webAddress.optional().meta(
    shown({
      title: "Original",
      description: "The address of the original, if the text was first published elsewhere.",
      pattern: "^https?://\\S+$",
      reason: NO_WEB_ADDRESS,
    }),
  ),
  lang: text
    .refine(isLanguage, NO_LANGUAGE)
    .optional()
    .meta(
      shown({
        kind: "language code",
        title: "Language",
        description: "The language of the text, if it is not the blog's.",
        pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        reason: NO_LANGUAGE,
      }),
    ),
  toc: z
    .boolean()
    .default(true)
    .meta(
      shown({
        title: "List of contents",
        description: "The table of contents beside a text with several sections. On, unless it is switched off.",
      }),
    ),
  noindex: z
    .boolean()
    .default(false)
    .meta(
      shown({
        title: "Not for search engines",
        description:
          "Asks search engines to leave the post out. The blog's own search, the sitemap and llms.txt leave it out, too.",
      }),
    ),
  unlisted: z
    .boolean()
    .default(false)
    .meta(
      shown({
        title: "Unlisted",
        description: "Only people who have the address find the post: no list, feed or search shows it.",
      }),
    ),
  cta: z
    .union([z.boolean(), text])
    .optional()
    .meta(
      shown({
        kind: "name or `false`",
        title: "Call to action",
        description:
          "A call to action of site.yaml to use instead of the one for the post's topics, or false for none.",
      }),
    ),
  layout: text
    .optional()
    .meta(
      shown({ kind: "file name", title: "Layout", description: "A template in _includes/, if not the usual one." }),
    ),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** Whether a path could lead out of its folder, or contains what no path should. */
function isUnsafePath(path: string): boolean {
  if (/^data:/i.test(path) || resourceIssue(path) !== undefined) return true;
  return /(^|\/)\.\.(\/|$)|[\p{Cc}\\]/u.test(decodeAddress(path));
}

/** The place of an item of a checked list in the file, where empty items may precede it. */
export function itemPath(yaml: YamlText, field: "author" | "tags" | "aliases", index: number): FieldPath {
  const written = yaml.value[field];
  if (!Array.isArray(written)) return [field];
  return [field, [...written.keys()].filter((at) => !isEmptyItem(written[at]))[index] ?? index];
}
