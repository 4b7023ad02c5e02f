import type { Rendered } from "../markdown/rendered.ts";
import type { Post } from "../post/post.ts";
import { absoluteUrl, BLOG, HOME, href, seriesUrl } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { cardView, statusOf, tagLinks, thumbnailOf } from "./cards.ts";
import { contentsOf } from "./contents.ts";
import { ctaView } from "./cta.ts";
import { dateView } from "./dates.ts";
import { page } from "./head.ts";
import { authorsOf } from "./people.ts";
import { readingMinutes, summaryOf } from "./summary.ts";
import type { ArticleView, HeadView, LinkView } from "./views.ts";

export function articleView(blog: Blog, post: Post): ArticleView {
  const { site, words, collections } = blog;
  const rendered = blog.renderedOf(post);
  const neighbours = collections.neighbours.get(post);
  return {
    kind: "post",
    file: post.file,
    ...page(site, post.url, {
      title: post.title,
      metaTitle: post.metaTitle,
      description: post.metaDescription ?? post.description ?? summaryOf(rendered.text),
      breadcrumbs: [
        { label: words.home, url: href(site, HOME) },
        { label: words.blog, url: href(site, BLOG) },
        { label: post.title, url: "" },
      ],
      language: post.lang,
      head: articleHead(blog, post),
    }),
    layout: post.layout,
    standfirst: post.description,
    date: dateView(site, post.date),
    updated: post.updated === undefined ? undefined : dateView(site, post.updated),
    authors: authorsOf(blog, post.authors),
    tags: tagLinks(blog, post),
    thumbnail: thumbnailOf(blog, post),
    minutes: readingMinutes(rendered.words),
    ...textWithCta(blog, post, rendered),
    ctaEnd: ctaView(site, "article-end", post.url, post),
    contents: post.toc ? contentsOf(rendered.headings) : [],
    series: seriesOf(blog, post),
    related: (collections.related.get(post) ?? []).map((other) => cardView(blog, other)),
    previous: neighbours?.previous && postLink(blog, neighbours.previous),
    next: neighbours?.next && postLink(blog, neighbours.next),
    status: statusOf(post),
    problems: [],
  };
}

function articleHead(blog: Blog, post: Post): Partial<HeadView> {
  const { site } = blog;
  const thumbnail = thumbnailOf(blog, post);
  return {
    type: "article",
    published: dateView(site, post.date).iso,
    modified: dateView(site, post.updated ?? post.date).iso,
    ...(post.canonical === undefined ? {} : { canonical: post.canonical }),
    ...(post.noindex || post.status !== "published" ? { robots: "noindex" } : {}),
    ...(thumbnail && post.thumbnail ? { image: absoluteUrl(site, post.thumbnail), imageAlt: thumbnail.alt } : {}),
  };
}

/** A long text is interrupted once, at the section that begins nearest to its middle. */
function textWithCta(
  blog: Blog,
  post: Post,
  { html, words, breaks }: Rendered,
): Pick<ArticleView, "text" | "ctaInside" | "textAfter"> {
  const cta = ctaView(blog.site, "article-inside", post.url, post);
  const isLong = blog.site.cta !== false && words >= blog.site.cta.inside_from_words;
  const inner = breaks.filter((point) => point.words > words / 4 && point.words < (words * 3) / 4);
  const [middle] = inner.sort((a, b) => Math.abs(a.words - words / 2) - Math.abs(b.words - words / 2));
  if (!cta || !isLong || !middle) return { text: html };
  return { text: html.slice(0, middle.offset), ctaInside: cta, textAfter: html.slice(middle.offset) };
}

function seriesOf(blog: Blog, post: Post): ArticleView["series"] {
  const series = blog.collections.series.find((group) => group.key === post.series);
  if (series === undefined) return undefined;
  return {
    title: series.key,
    url: href(blog.site, seriesUrl(series.key)),
    position: series.posts.indexOf(post) + 1,
    posts: series.posts.map((other) => ({
      title: other.title,
      url: href(blog.site, other.url),
      current: other === post,
    })),
  };
}

function postLink(blog: Blog, post: Post): LinkView {
  return { label: post.title, url: href(blog.site, post.url) };
}
