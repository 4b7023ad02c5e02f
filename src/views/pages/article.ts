import type { PostInContext } from "../../content/collections.ts";
import type { Post } from "../../content/post.ts";
import type { TextOutline } from "../../content/post_text.ts";
import { isListed } from "../../content/status.ts";
import type { Group, Series } from "../../content/taxonomies.ts";
import type { Frame } from "../context.ts";
import { page } from "../head/head.ts";
import { cardHead, sharedPicture, socialCardOf } from "../head/social_card.ts";
import { article } from "../head/structured_data.ts";
import { dateView } from "../i18n/dates.ts";
import type { Words } from "../i18n/i18n.ts";
import { filled } from "../i18n/numbers.ts";
import type { LinkView } from "../part_types.ts";
import { withPictures } from "../parts/body_images.ts";
import { cardView, statusOf, tagLinks } from "../parts/cards.ts";
import { contentsOf } from "../parts/contents.ts";
import { ctaView } from "../parts/cta.ts";
import { picturesIn, standsBeside, thumbnailOf } from "../parts/images.ts";
import { authorsOf } from "../parts/people.ts";
import { readingTime } from "../parts/reading_time.ts";
import { repositoryLinks } from "../parts/repository_links.ts";
import type { ArticleView, HeadView, ShownArticle } from "../types.ts";
import { absoluteUrl, BLOG, HOME, href, markdownUrl, seriesUrl } from "../urls.ts";

/** Builds the view of a post's page. */
export function articleView(frame: Frame, { post, previous, next, series, related }: PostInContext): ArticleView {
  const { site, words } = frame;
  const text = frame.textOf(post);
  const outline = frame.outlineOf(post);
  const description = post.metaDescription ?? post.description ?? text.summary;
  const head = articleHead(frame, post);
  const ctaEnd = ctaView(frame, "article-end", post.url, { post });
  const isPictureBeside = standsBeside(frame, post);
  return {
    kind: "post",
    file: post.file,
    ...page(site, post.url, {
      title: post.title,
      metaTitle: post.metaTitle,
      description,
      breadcrumbs: [
        { label: words.home, url: href(site, HOME) },
        { label: words.blog, url: href(site, BLOG) },
        { label: post.title, url: "" },
      ],
      language: post.lang,
      head,
      things: [article(frame, post, { url: absoluteUrl(site, post.url), description, image: head.image })],
    }),
    layout: post.layout,
    standfirst: post.description,
    date: dateView(site, post.date),
    updated: post.updated === undefined ? undefined : dateView(site, post.updated),
    authors: authorsOf(frame, post.authors),
    tags: tagLinks(frame, post),
    thumbnail: thumbnailOf(frame, post, isPictureBeside ? "beside" : "article"),
    isPictureBeside,
    pictures: picturesIn(frame, text, post.url),
    ...readingTime(words, text.words),
    ...textWithCta(frame, post, text.words, outline.breaks),
    ctaEnd,
    otherAuthors: authorsOf(frame, post.authors).filter(({ id }) => id !== ctaEnd?.person?.id),
    sources: repositoryLinks(site.repository, post.file, words),
    contents: post.toc ? contentsOf(outline.headings) : [],
    hasOwnContents: outline.hasOwnContents,
    needsMoreStyles: outline.needsMoreStyles,
    shareLinks: shareLinks(words, post.title, absoluteUrl(site, post.url)),
    series: series && seriesView(frame, series, post),
    related: related.map((other) => cardView(frame, other)),
    previous: previous && postLink(frame, previous),
    next: next && postLink(frame, next),
    status: statusOf(post),
    problems: [],
  };
}

function articleHead(frame: Frame, post: Post): Partial<HeadView> {
  const { site, words } = frame;
  return {
    type: "article",
    published: dateView(site, post.date).iso,
    modified: dateView(site, post.updated ?? post.date).iso,
    authors: authorsOf(frame, post.authors).map(({ name, url }) => ({
      label: name,
      url: new URL(url, site.origin).href,
    })),
    fediverse: post.authors.flatMap((id) => frame.authors.get(id)?.fediverse?.replace(/^@?/, "@") ?? []),
    topics: tagLinks(frame, post).map(({ label }) => label),
    alternates: isListed(post)
      ? [{ type: "text/markdown", title: words.asMarkdown, url: href(site, markdownUrl(post)) }]
      : [],
    ...(post.canonical === undefined ? {} : { canonical: post.canonical }),
    robots: isListed(post) ? "max-image-preview:large" : "noindex",
    ...sharedPictureHead(frame, post),
  };
}

/** The image that a shared link to a post shows: its social image, else its thumbnail. */
function sharedPictureHead(frame: Frame, post: Post): Partial<HeadView> {
  const { card } = socialCardOf(frame, post);
  if (card) return cardHead(frame.site, card);
  const picture = sharedPicture(frame, post);
  if (picture === undefined) return {};
  return { image: absoluteUrl(frame.site, picture), imageAlt: post.thumbnailAlt ?? "", imageSize: undefined };
}

/** A long text gets one call to action, before the section that begins nearest to its middle. */
function textWithCta(
  frame: Frame,
  post: Post,
  words: number,
  breaks: TextOutline["breaks"],
): Pick<ArticleView, "textKey" | "ctaInside" | "interruptedAt"> {
  const cta = ctaView(frame, "article-inside", post.url, { post });
  const isLong = frame.site.cta !== false && words >= frame.site.cta.inside_from_words;
  const inner = breaks.filter((point) => point.words > words / 4 && point.words < (words * 3) / 4);
  const [middle] = inner.sort((a, b) => Math.abs(a.words - words / 2) - Math.abs(b.words - words / 2));
  const textKey = frame.textKeyOf(post);
  return cta && isLong && middle ? { textKey, ctaInside: cta, interruptedAt: middle.offset } : { textKey };
}

/** An article with its text, which is read when the template asks for it. */
export function shownArticle(view: ArticleView, htmlOf: (textKey: string) => string): ShownArticle {
  const { textKey, interruptedAt, pictures, url } = view;
  const shown = (html: string): string => (pictures === undefined ? html : withPictures(html, pictures, url));
  return {
    ...view,
    get text() {
      return shown(htmlOf(textKey).slice(0, interruptedAt));
    },
    get textAfter() {
      return interruptedAt === undefined ? "" : shown(htmlOf(textKey).slice(interruptedAt));
    },
  };
}

function seriesView({ site, words }: Frame, { key, posts }: Group<Series>, post: Post): ArticleView["series"] {
  return {
    title: key.name,
    url: href(site, seriesUrl(key.slug)),
    part: filled(words, words.seriesPart, { position: posts.indexOf(post) + 1, count: posts.length }),
    posts: posts.map((other) => ({
      title: other.title,
      url: href(site, other.url),
      current: other === post,
    })),
  };
}

/** Plain links: no network gets to know of readers who do not follow them. */
function shareLinks(words: Words, title: string, url: string): LinkView[] {
  const [text, address] = [encodeURIComponent(title), encodeURIComponent(url)];
  return [
    // @see https://www.rfc-editor.org/rfc/rfc6068
    { label: words.shareByMail, url: `mailto:?subject=${text}&body=${address}` },
    { label: "LinkedIn", url: `https://www.linkedin.com/sharing/share-offsite/?url=${address}` },
    { label: "X", url: `https://x.com/intent/post?text=${text}&url=${address}` },
    { label: "Bluesky", url: `https://bsky.app/intent/compose?text=${text}%20${address}` },
    { label: "WhatsApp", url: `https://wa.me/?text=${text}%20${address}` },
    { label: "Mastodon", url: `https://share.joinmastodon.org/#text=${text}%20${address}` },
  ];
}

function postLink(frame: Frame, post: Post): LinkView {
  return { label: post.title, url: href(frame.site, post.url) };
}
