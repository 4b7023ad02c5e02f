/**
 * The front matter of a post: which fields there are and what they may hold.
 */

import { z } from "zod";
import { because } from "../fields.ts";
import { isLanguage } from "../language.ts";

/** A title such as `2026`, which YAML takes for a number, is text all the same. */
const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().trim());

/** A list, or the one item of it without the dash. */
const listOf = (item: z.ZodType<string>) => z.union([item.transform((one) => [one]), z.array(item)]);

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
  title: text.optional(),
  date: text.optional(),
  author: listOf(text)
    .refine(
      (names) => names.length > 0,
      because("missing-field", "`author` is empty.", "Write a name from authors.yaml."),
    )
    .optional(),
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
  series: text.optional(),
  aliases: listOf(localPath).default([]),
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
export function isUnsafePath(path: string): boolean {
  return /(^|[/\\])\.\.([/\\]|$)|\p{Cc}/u.test(decoded(path)) || /^[a-z]:[\\/]|^\\\\/i.test(path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
