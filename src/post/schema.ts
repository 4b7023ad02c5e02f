/**
 * The front matter of a post: which fields there are and what they may hold.
 */

import { z } from "zod";
import { decodeAddress } from "../address.ts";
import { because } from "../fields.ts";
import { isLanguage } from "../language.ts";

/** A title such as `2026`, which YAML takes for a number, is text all the same. */
const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().trim());

const words = text.refine(
  (value) => /[^\s\p{C}]/u.test(value),
  because("missing-field", "There is nothing to read in this.", "Write it in words."),
);

/** A list, or the one item of it without the dash; what a CMS left empty is no item. */
const listOf = (item: z.ZodType<string>) =>
  z.preprocess((value) => {
    const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return items.filter((one) => one !== "" && one !== null);
  }, z.array(item));

const localPath = text.refine(
  (path) => !isUnsafePath(path),
  because(
    "unsafe-path",
    "This path leads out of the blog's folders.",
    "Write it as in /assets/img/uploads/picture.jpg.",
  ),
);

const webAddress = text.refine(
  (address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol),
  because("wrong-type", "This is not a web address.", "Write it in full, as in https://www.example.com/a-post/."),
);

/** What no post can do without. They are optional in the schema so that a post without one is checked to its end. */
export const REQUIRED = ["title", "date", "author"] as const;

export const frontMatterSchema = z.object({
  title: words.optional(),
  date: text.optional(),
  author: listOf(text),
  layout: text.optional(),
  description: text.optional(),
  meta_title: text.optional(),
  meta_description: text.optional(),
  tags: listOf(text).default([]),
  thumbnail: localPath.optional(),
  thumbnail_alt: text.optional(),
  draft: z.boolean().default(false),
  updated: text.optional(),
  expires: text.optional(),
  featured: z.boolean().default(false),
  series: words.optional(),
  aliases: listOf(text).default([]),
  canonical: webAddress.optional(),
  slug: localPath
    .refine(
      (slug) => !/[/\\]/.test(slug),
      because("unsafe-path", "A slug is one part of an address, without slashes.", "Write it as in my-first-post."),
    )
    .optional(),
  toc: z.boolean().default(true),
  lang: text
    .refine(isLanguage, because("wrong-type", "This is not a language code.", "Write one as in en, de or pt-BR."))
    .optional(),
  noindex: z.boolean().default(false),
  cta: z.union([z.boolean(), text]).optional(),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** Whether a path could lead out of the folder it is meant for, or holds what no path should. */
function isUnsafePath(path: string): boolean {
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(path)) return true;
  return /(^|[/\\])\.\.([/\\]|$)|\p{Cc}/u.test(decodeAddress(path)) || /^[a-z]:[\\/]|^\\\\/i.test(path);
}
