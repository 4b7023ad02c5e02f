/**
 * What the build would make of the post in the form: its findings, and the view of its page.
 */

import { type Problem, withSeverities } from "../base/diagnostic.ts";
import { source } from "../base/source.ts";
import type { Author, Tag } from "../config/authors_and_tags.ts";
import { authorsOf, tagsOf } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import type { PlacedPost } from "../content/post.ts";
import { postText, textOutline } from "../content/post_text.ts";
import { checkText } from "../lint/check_text.ts";
import { type Frame, markdownSettings } from "../views/context.ts";
import { wordsFor } from "../views/i18n/i18n.ts";
import { articleView, shownArticle } from "../views/pages/article.ts";
import { forAuthor } from "../views/pages/author_preview.ts";
import type { SiteView } from "../views/site.ts";
import type { ShownArticle } from "../views/types.ts";
import { type Entry, fileFromEntry } from "./post_format.ts";

/** What the editor knows of the blog, as JSON. */
export interface EditorSettings {
  site: Site;
  authors?: readonly Author[] | undefined;
  tags?: readonly Tag[] | undefined;
  layouts: readonly string[];
  /** What templates read of the site. */
  siteView: SiteView;
}

export interface Inspected {
  /** Of the file as it would be saved, with its lines ending in LF. */
  problems: Problem[];
  /** The number of lines above the text. */
  linesAbove: number;
  /** The length of what is above the text. */
  headLength: number;
  /** Undefined if there is no page. */
  view: ShownArticle | undefined;
}

/**
 * @param entry the fields in the form
 * @param name of the file, without `.md`
 * @param now the time at which the page is looked at
 */
export async function inspected(entry: Entry, name: string, settings: EditorSettings, now: number): Promise<Inspected> {
  const { site, layouts } = settings;
  const text = fileFromEntry(entry).replaceAll("\r\n", "\n");
  const headLength = text.lastIndexOf(String(entry.body ?? "").replaceAll("\r\n", "\n"));
  const authors = settings.authors && authorsOf(settings.authors);
  const tags = settings.tags && tagsOf(settings.tags);
  const markdown = markdownSettings({ site, words: wordsFor(site.language) }, []);
  const written = source("", text);
  const { post, rendered, problems, advice } = await checkText(
    written,
    name,
    { site, authors, tags, layouts, now },
    markdown,
  );
  const found = [...withSeverities(problems, site.checks), ...advice];
  const view =
    post &&
    rendered &&
    shownArticle(
      forAuthor(
        site,
        articleView(frameOf(post, rendered, settings), {
          post,
          previous: undefined,
          next: undefined,
          series: undefined,
          related: [],
        }),
        found,
      ),
      () => rendered.html,
    );
  return { problems: found, linesAbove: text.slice(0, headLength).split("\n").length - 1, headLength, view };
}

/** A blog with one post, whose pictures are all there. */
function frameOf(
  post: PlacedPost,
  rendered: Parameters<typeof postText>[0],
  { site, authors = [], tags = [] }: EditorSettings,
): Frame {
  const free = post.tags.map(({ id, written }): Tag => ({ id, label: written, synonyms: [], start: [] }));
  return {
    site,
    words: wordsFor(site.language),
    tags: new Map([...free, ...tags].map((tag) => [tag.id, tag])),
    authors: new Map(authors.map((author) => [author.id, author])),
    socialCards: "none",
    textOf: () => postText(rendered),
    outlineOf: () => textOutline(rendered),
    textKeyOf: () => "",
    hasPicture: () => true,
    pictureAt: () => undefined,
    makesVariants: false,
  };
}
