import type { PostText } from "../collections/post_text.ts";
import type { Post } from "../post/post.ts";
import { isListed } from "../post/status.ts";
import { absoluteUrl, BLOG, HOME, href, markdownUrl, seriesUrl } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { cardView, statusOf, tagLinks } from "./cards.ts";
import { contentsOf } from "./contents.ts";
import { ctaView } from "./cta.ts";
import { dateView } from "./dates.ts";
import { cardHead, page } from "./head.ts";
import { filled } from "./numbers.ts";
import { authorsOf } from "./people.ts";
import { picturesIn, thumbnailOf } from "./pictures.ts";
import { repositoryLinks } from "./repository.ts";
import { sharedPicture, socialCardOf } from "./social_card.ts";
import { article } from "./structured_data.ts";
import { readingTime } from "./summary.ts";
import { withPictures } from "./text_pictures.ts";
import type { ArticleView, HeadView, LinkView, ShownArticle } from "./views.ts";

export function articleView(blog: Blog, post: Post): ArticleView {
  const { site, words, collections } = blog;
  const text = blog.textOf(post);
  const description = post.metaDescription ?? post.description ?? text.summary;
  const head = articleHead(blog, post);
  const neighbours = collections.neighbours.get(post);
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
      things: [article(blog, post, { url: absoluteUrl(site, post.url), description, image: head.image })],
    }),
    layout: post.layout,
    standfirst: post.description,
    date: dateView(site, post.date),
    updated: post.updated === undefined ? undefined : dateView(site, post.updated),
    authors: authorsOf(blog, post.authors),
    tags: tagLinks(blog, post),
    thumbnail: thumbnailOf(blog, post, "article"),
    pictures: picturesIn(blog, blog.textOf(post), post.url),
    ...readingTime(words, text.words),
    ...textWithCta(blog, post, text),
    ctaEnd: ctaView(blog, "article-end", post.url, post),
    sources: repositoryLinks(site.repository, post.file, words),
    contents: post.toc ? contentsOf(text.headings) : [],
    hasOwnContents: text.hasOwnContents,
    shareByMail: mailTo(post.title, absoluteUrl(site, post.url)),
    series: seriesOf(blog, post),
    related: (collections.related.get(post) ?? []).map((other) => cardView(blog, other)),
    previous: neighbours?.previous && postLink(blog, neighbours.previous),
    next: neighbours?.next && postLink(blog, neighbours.next),
    status: statusOf(post),
    problems: [],
  };
}

function articleHead(blog: Blog, post: Post): Partial<HeadView> {
  const { site, words } = blog;
  return {
    type: "article",
    published: dateView(site, post.date).iso,
    modified: dateView(site, post.updated ?? post.date).iso,
    authors: authorsOf(blog, post.authors).map(({ name, url }) => ({
      label: name,
      url: new URL(url, site.origin).href,
    })),
    topics: tagLinks(blog, post).map(({ label }) => label),
    alternates: isListed(post)
      ? [{ type: "text/markdown", title: words.asMarkdown, url: href(site, markdownUrl(post)) }]
      : [],
    ...(post.canonical === undefined ? {} : { canonical: post.canonical }),
    robots: isListed(post) ? "max-image-preview:large" : "noindex",
    ...sharedPictureHead(blog, post),
  };
}

/** The picture that a shared link to a post shows: its card, else its own. */
function sharedPictureHead(blog: Blog, post: Post): Partial<HeadView> {
  const { card } = socialCardOf(blog, post);
  if (card) return cardHead(blog.site, card);
  const picture = sharedPicture(blog, post);
  if (picture === undefined) return {};
  return { image: absoluteUrl(blog.site, picture), imageAlt: post.thumbnailAlt ?? "", imageSize: undefined };
}

/** A long text is interrupted once, at the section that begins nearest to its middle. */
function textWithCta(
  blog: Blog,
  post: Post,
  { words, breaks }: PostText,
): Pick<ArticleView, "textKey" | "ctaInside" | "interruptedAt"> {
  const cta = ctaView(blog, "article-inside", post.url, post);
  const isLong = blog.site.cta !== false && words >= blog.site.cta.inside_from_words;
  const inner = breaks.filter((point) => point.words > words / 4 && point.words < (words * 3) / 4);
  const [middle] = inner.sort((a, b) => Math.abs(a.words - words / 2) - Math.abs(b.words - words / 2));
  const textKey = blog.textKeyOf(post);
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

function seriesOf(blog: Blog, post: Post): ArticleView["series"] {
  const series = blog.collections.seriesOf.get(post);
  if (series === undefined) return undefined;
  return {
    title: series.key.name,
    url: href(blog.site, seriesUrl(series.key.slug)),
    part: filled(blog.words, blog.words.seriesPart, {
      position: series.posts.indexOf(post) + 1,
      count: series.posts.length,
    }),
    posts: series.posts.map((other) => ({
      title: other.title,
      url: href(blog.site, other.url),
      current: other === post,
    })),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc6068 */
function mailTo(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

function postLink(blog: Blog, post: Post): LinkView {
  return { label: post.title, url: href(blog.site, post.url) };
}
