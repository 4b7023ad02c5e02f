/**
 * Builds the views of pages that list posts, topics or people.
 */

import { yearLabel } from "../../base/dates.ts";
import type { Author, Tag } from "../../config/authors_and_tags.ts";
import type { Post } from "../../content/post.ts";
import { byYear, type Group, paged, type Series } from "../../content/taxonomies.ts";
import type { Blog, Frame } from "../context.ts";
import { page } from "../head/head.ts";
import { profilePage, webSite } from "../head/structured_data.ts";
import { dateView } from "../i18n/dates.ts";
import { fill } from "../i18n/filters.ts";
import { counted, filled, numeral } from "../i18n/numbers.ts";
import type { LinkView, PersonView, TagView } from "../part_types.ts";
import { cardView, leadView } from "../parts/cards.ts";
import { ctaView } from "../parts/cta.ts";
import { pageNumbers } from "../parts/pagination.ts";
import { personView } from "../parts/people.ts";
import { planned, plannedFrom } from "../planned_page.ts";
import { feedLinks } from "../site.ts";
import type { ArchiveView, AuthorsView, HomeView, ListView, NotFoundView, Planned, TagsView } from "../types.ts";
import {
  ARCHIVE,
  AUTHORS,
  absoluteUrl,
  authorUrl,
  BLOG,
  feedUrls,
  HOME,
  href,
  NOT_FOUND,
  PAGE_TITLES,
  pageUrl,
  SEARCH,
  seriesUrl,
  TAGS,
  tagUrl,
} from "../urls.ts";
import { searchView } from "./search.ts";

const LATEST_ON_HOME = 6;
const TOPICS_ON_HOME = 12;
const PEOPLE_ON_HOME = 6;
const LATEST_ON_NOT_FOUND = 3;
/** A line of the archive takes a tenth of the space of a card. */
const ARCHIVE_LINES_PER_CARD = 10;

/** Plans every page that lists posts, topics or people. */
export function listsOf(blog: Blog): Planned[] {
  const { tags, authors, series } = blog.collections;
  return [
    planned("home", HOME, () => homeView(blog)),
    ...blogPages(blog),
    planned("tags", TAGS, () => tagsView(blog)),
    ...tags.flatMap((group) => tagPages(blog, group)),
    planned("authors", AUTHORS, () => authorsView(blog)),
    ...authors.flatMap((group) => authorPages(blog, group)),
    ...series.flatMap((group) => seriesPages(blog, group)),
    ...archivePages(blog),
    planned("search", SEARCH, () => searchView(blog)),
    planned("not_found", NOT_FOUND, () => notFoundView(blog)),
  ];
}

function homeView(blog: Blog): HomeView {
  const { site, collections } = blog;
  const featured = collections.featured[0] ?? collections.posts[0];
  const restOf = (all: readonly unknown[], shown: number, url: string): string | undefined =>
    all.length > shown ? href(site, url) : undefined;
  const latest = collections.posts.filter((post) => post !== featured).slice(0, LATEST_ON_HOME);
  return {
    kind: "home",
    ...page(site, HOME, {
      title: site.name,
      metaTitle: site.tagline === undefined ? site.name : `${site.name}: ${site.tagline}`,
      description: site.description,
      things: [webSite(site)],
    }),
    tagline: site.tagline ?? site.name,
    cta: ctaView(blog, "home", HOME),
    featured: featured && leadView(blog, featured),
    latest: latest.map((post) => cardView(blog, post)),
    tags: collections.tags.slice(0, TOPICS_ON_HOME).map((group) => tagView(blog, group)),
    authors: collections.authors.slice(0, PEOPLE_ON_HOME).map((group) => personView(blog, group)),
    allPosts: restOf(collections.posts, LATEST_ON_HOME + 1, BLOG),
    allTopics: restOf(collections.tags, TOPICS_ON_HOME, TAGS),
    allAuthors: restOf(collections.authors, PEOPLE_ON_HOME, AUTHORS),
  };
}

function blogPages(blog: Blog): Planned[] {
  const { words, collections, site } = blog;
  return listPages(blog, collections.posts, BLOG, {
    kind: "blog",
    title: words.blog,
    intro: words.blogIntro,
    description: fill(words.blogDescription, { name: site.name }),
    way: [],
    hasFeed: true,
  });
}

function tagPages(blog: Blog, { key: tag, posts }: Group<Tag>): Planned[] {
  return listPages(blog, posts, tagUrl(tag.id), {
    kind: "tag",
    title: tag.label,
    intro: tag.description,
    description: tag.description ?? fill(blog.words.tagDescription, { tag: tag.label, name: blog.site.name }),
    way: [{ label: blog.words.tags, url: href(blog.site, TAGS) }],
    hasFeed: true,
  });
}

function authorPages(blog: Blog, group: Group<Author>): Planned[] {
  const person = personView(blog, group);
  const description = person.bio ?? fill(blog.words.authorDescription, { person: person.name, name: blog.site.name });
  return listPages(blog, group.posts, authorUrl(person.id), {
    kind: "author",
    title: person.name,
    intro: undefined,
    description,
    way: [{ label: blog.words.authors, url: href(blog.site, AUTHORS) }],
    person,
    hasFeed: true,
  });
}

function seriesPages(blog: Blog, { key: { slug, name }, posts }: Group<Series>): Planned[] {
  return listPages(blog, posts, seriesUrl(slug), {
    kind: "series",
    title: name,
    intro: counted(blog.words, blog.words.seriesIntro, posts.length),
    description: fill(blog.words.seriesDescription, { series: name, name: blog.site.name }),
    way: [{ label: blog.words.blog, url: href(blog.site, BLOG) }],
  });
}

function tagsView(blog: Blog): TagsView {
  const { words } = blog;
  return {
    kind: "tags",
    ...indexPage(blog, TAGS, words.tags, words.tagsDescription),
    intro: words.tagsIntro,
    tags: blog.collections.tags.map((group) => tagView(blog, group)),
  };
}

function authorsView(blog: Blog): AuthorsView {
  const { words } = blog;
  return {
    kind: "authors",
    ...indexPage(blog, AUTHORS, words.authors, words.authorsDescription),
    intro: words.authorsIntro,
    authors: blog.collections.authors.map((group) => personView(blog, group)),
  };
}

function archivePages(blog: Blog): Planned[] {
  const pages = paged(blog.collections.posts, blog.site.posts_per_page * ARCHIVE_LINES_PER_CARD);
  return pages.map((posts, index) => {
    const given = { posts, number: index + 1, count: pages.length };
    return plannedFrom(blog, { kind: "archive", url: pageUrl(ARCHIVE, given.number), given, view: archiveView });
  });
}

/** One page of a list. */
interface ListPage {
  /** The posts on this page. */
  posts: readonly Post[];
  /** The number of this page. */
  number: number;
  count: number;
}

function archiveView(frame: Frame, { posts, number, count }: ListPage): ArchiveView {
  const { words, site } = frame;
  const { archive: title } = words;
  return {
    kind: "archive",
    ...page(site, pageUrl(ARCHIVE, number), {
      title,
      metaTitle: numberedTitle(frame, title, number, count),
      description: fill(words.archiveDescription, { name: site.name }),
      breadcrumbs: wayTo(frame, [], title),
    }),
    intro: number === 1 ? words.archiveIntro : undefined,
    pages: pageNumbers(frame, ARCHIVE, number, count),
    years: byYear(posts, site.timezone, site.language).map(({ key, posts: inYear }) => ({
      year: yearLabel(site.language, key),
      id: String(key),
      posts: inYear.map((post) => ({
        title: post.title,
        url: href(site, post.url),
        date: dateView(site, post.date),
      })),
    })),
  };
}

function notFoundView(blog: Blog): NotFoundView {
  const { words, collections } = blog;
  return {
    kind: "not_found",
    ...page(blog.site, NOT_FOUND, {
      title: words.notFoundTitle,
      description: words.notFound,
      head: { robots: "noindex" },
    }),
    pageTitles: href(blog.site, PAGE_TITLES),
    latest: collections.posts.slice(0, LATEST_ON_NOT_FOUND).map((post) => cardView(blog, post)),
  };
}

function indexPage(blog: Blog, url: string, title: string, description: string) {
  return page(blog.site, url, {
    title,
    description: fill(description, { name: blog.site.name }),
    breadcrumbs: wayTo(blog, [], title),
  });
}

interface ListDescription {
  kind: ListView["kind"];
  title: string;
  intro: string | undefined;
  description: string;
  /** The breadcrumbs between home and this list. */
  way: LinkView[];
  person?: PersonView;
  /** Whether the list has feeds of its own, besides those of the blog. */
  hasFeed?: true;
}

function listPages(blog: Blog, posts: readonly Post[], list: string, about: ListDescription): Planned[] {
  const pages = paged(posts, blog.site.posts_per_page);
  return pages.map((onPage, index) => {
    const given = { posts: onPage, number: index + 1, count: pages.length, list, about };
    return plannedFrom(blog, { kind: about.kind, url: pageUrl(list, given.number), given, view: listView });
  });
}

interface DescribedPage extends ListPage {
  /** Address of the list. */
  list: string;
  about: ListDescription;
}

function listView(frame: Frame, { posts, number, count, list, about }: DescribedPage): ListView {
  const { kind, title, intro, description, way, person, hasFeed } = about;
  const { site } = frame;
  return {
    kind,
    ...page(site, pageUrl(list, number), {
      title,
      metaTitle: numberedTitle(frame, title, number, count),
      description,
      breadcrumbs: wayTo(frame, way, title),
      head: {
        type: person ? "profile" : "website",
        alternates: hasFeed && list !== BLOG ? feedLinks(site, list, title) : [],
      },
      things: person && number === 1 ? [profilePage(site, absoluteUrl(site, list), person)] : [],
    }),
    intro: number === 1 ? intro : undefined,
    person,
    feed: hasFeed && href(site, feedUrls(list).atom),
    posts: posts.map((post) => cardView(frame, post)),
    pages: pageNumbers(frame, list, number, count),
  };
}

function numberedTitle({ words }: Frame, title: string, number: number, count: number): string {
  return number === 1 ? title : filled(words, words.numberedTitle, { title, number, count });
}

function tagView(blog: Blog, { key: tag, posts }: Group<Tag>): TagView {
  return {
    id: tag.id,
    label: tag.label,
    url: href(blog.site, tagUrl(tag.id)),
    description: tag.description,
    count: posts.length,
    numeral: numeral(blog.words.language, posts.length),
    posts: counted(blog.words, blog.words.posts, posts.length),
  };
}

function wayTo({ site, words }: Frame, between: LinkView[], title: string): LinkView[] {
  return [{ label: words.home, url: href(site, HOME) }, ...between, { label: title, url: "" }];
}
