/**
 * The schema of a post's front matter.
 */

import { z } from "zod";
import { decodeAddress } from "../base/urls.ts";
import { type Issue, issue } from "../config/validate.ts";
import { isLanguage } from "../config/validators.ts";

/** YAML reads a title such as `2026` as a number; it is text all the same. */
const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().trim());

const words = text.refine(
  (value) => /[^\s\p{C}]/u.test(value),
  issue("missing-field", "There is nothing to read in this.", "Write it in words."),
);

/** A list, or a single item without the dash. Empty items, which a CMS may leave, are dropped. */
const listOf = (item: z.ZodType<string>) =>
  z.preprocess((value) => {
    const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return items.filter((one) => one !== "" && one !== null);
  }, z.array(item));

const localPath = text.refine(
  (path) => !isUnsafePath(path),
  issue("unsafe-path", "This path leads out of the blog's folders.", "Write it as in /assets/img/uploads/picture.jpg."),
);

const NO_WEB_ADDRESS = issue(
  "wrong-type",
  "This is not a web address.",
  "Write it in full, as in https://www.example.com/a-post/.",
);

const webAddress = text.refine(
  (address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol),
  NO_WEB_ADDRESS,
);

const NO_SLUG = issue(
  "unsafe-path",
  "A slug is one part of an address, without slashes.",
  "Write it as in my-first-post.",
);

const NO_LANGUAGE = issue("wrong-type", "This is not a language code.", "Write one as in en, de or pt-BR.");

/** What forms show beside a field: label, hint, and a pattern that tells certain mistakes. */
interface Shown {
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
  title: words.optional().meta(shown({ title: "Title", description: "The page's headline. Up to about 60 letters." })),
  draft: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Draft", description: "On: nobody but you sees it, and it may be unfinished." })),
  date: text
    .optional()
    .meta(
      shown({ title: "Date", description: "Of publication. With a day that lies ahead the post appears by itself." }),
    ),
  author: listOf(text).meta(shown({ title: "Author", description: "One or several, from authors.yaml." })),
  tags: listOf(text)
    .default([])
    .meta(shown({ title: "Topics", description: "One to three, from tags.yaml." })),
  description: text.optional().meta(
    shown({
      title: "Description",
      description: "What a reader will learn, in 50 to 200 letters. Shown below the title.",
    }),
  ),
  thumbnail: localPath
    .optional()
    .meta(shown({ title: "Picture", description: "At the top of the post, in lists and in shared links." })),
  thumbnail_alt: text
    .optional()
    .meta(shown({ title: "What the picture shows", description: "For readers who do not see it." })),
  featured: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Featured", description: "First on the home page." })),
  series: words
    .optional()
    .meta(shown({ title: "Series", description: "Posts with the same words here are one series, in order of date." })),
  updated: text
    .optional()
    .meta(
      shown({ title: "Updated", description: "When the text was last changed in a way that readers should know of." }),
    ),
  expires: text.optional().meta(shown({ title: "Expires", description: "From then on the post is not published." })),
  meta_title: text
    .optional()
    .meta(shown({ title: "Title in search results", description: "Only where it should differ from the title." })),
  meta_description: text.optional().meta(
    shown({
      title: "Description in search results",
      description: "Only where it should differ from the description.",
    }),
  ),
  slug: localPath
    .refine((slug) => !/[/\\]/.test(slug), NO_SLUG)
    .optional()
    .meta(
      shown({
        title: "Address",
        description: "The last part of the post's address, where it should differ from the file's name.",
        pattern: "^[^/\\\\]+$",
        reason: NO_SLUG,
      }),
    ),
  aliases: listOf(text)
    .default([])
    .meta(
      shown({ title: "Old addresses", description: "That lead here, as in /blog/old-name/, with commas between." }),
    ),
  canonical: webAddress.optional().meta(
    shown({
      title: "Original",
      description: "Where the text stood first, if not here.",
      pattern: "^https?://\\S+$",
      reason: NO_WEB_ADDRESS,
    }),
  ),
  lang: text
    .refine(isLanguage, NO_LANGUAGE)
    .optional()
    .meta(
      shown({
        title: "Language",
        description: "Of the text, if it is not the blog's.",
        pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        reason: NO_LANGUAGE,
      }),
    ),
  toc: z
    .boolean()
    .default(true)
    .meta(shown({ title: "List of contents", description: "Beside a text with several sections." })),
  noindex: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Not for search engines", description: "They are asked to leave the post out." })),
  unlisted: z
    .boolean()
    .default(false)
    .meta(shown({ title: "Unlisted", description: "Only for people who have its address: no list names the post." })),
  cta: z
    .union([z.boolean(), text])
    .optional()
    .meta(shown({ title: "Call to action", description: "Another than the usual one for the post's topics." })),
  layout: text.optional().meta(shown({ title: "Layout", description: "The template of the page." })),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** Whether a path could lead out of its folder, or contains what no path should. */
function isUnsafePath(path: string): boolean {
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(path)) return true;
  return /(^|[/\\])\.\.([/\\]|$)|\p{Cc}/u.test(decodeAddress(path)) || /^[a-z]:[\\/]|^\\\\/i.test(path);
}
