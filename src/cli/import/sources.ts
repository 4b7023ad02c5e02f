/**
 * The kinds of blogs that can be imported. The first that knows the files reads them.
 */

import { UsageError } from "../../base/usage_error.ts";
import type { Files, OldBlog, Source } from "./old_blog.ts";
import { eleventy } from "./sources/eleventy.ts";
import { ghost } from "./sources/ghost.ts";
import { articles, blogger } from "./sources/hosted.ts";
import { hugo } from "./sources/hugo.ts";
import { astro, docusaurus, markdownFolder } from "./sources/javascript.ts";
import { jekyll } from "./sources/jekyll.ts";
import { medium, substack } from "./sources/newsletters.ts";
import { wordpress } from "./sources/wordpress.ts";

const SOURCES: readonly Source[] = [
  eleventy,
  docusaurus,
  astro,
  jekyll,
  hugo,
  wordpress,
  blogger,
  ghost,
  medium,
  substack,
  articles,
  markdownFolder,
];

/** @throws UsageError if no source knows the files, or there is nothing to import in them */
export function readBlog(files: Files): OldBlog {
  const blog = read(files);
  if (blog !== undefined && blog.posts.length + blog.pages.length > 0) return blog;
  const isDamaged = files.paths.length === 1 && /\.(?:json|xml|wxr|atom|zip)$/i.test(files.paths[0] ?? "");
  const why = isDamaged
    ? "it is damaged, or no export of WordPress, Ghost, Medium, Substack, Blogger, Hashnode or dev.to"
    : "it holds no Markdown files with a title and no export that is known here";
  throw new UsageError(`Nothing can be imported from ${files.label}: ${why}.`);
}

/** Damage may bring a reader into any state; nesting without end exhausts the stack. */
function read(files: Files): OldBlog | undefined {
  try {
    return SOURCES.find((one) => one.detect(files))?.read(files);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Nothing can be imported from ${files.label}: it is damaged (${reason}).`);
  }
}
