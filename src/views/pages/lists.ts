/**
 * Builds the views of pages that list posts, topics or people.
 */

import { yearLabel } from "../../base/dates.ts";
import type { Author, Tag } from "../../config/authors_and_tags.ts";
import type { Post } from "../../content/post.ts";
import { byYear, type Group, type Series } from "../../content/taxonomies.ts";
import type { Blog, Frame } from "../context.ts";
import { page } from "../head/head.ts";
import { profilePage } from "../head/structured_data.ts";
import { dateView } from "../i18n/dates.ts";
import { fill } from "../i18n/filters.ts";
import { counted, filled } from "../i18n/numbers.ts";
import type { LinkView, PersonView } from "../part_types.ts";
import { cardView, tagLinks } from "../parts/cards.ts";
import { ctaView } from "../parts/cta.ts";
import { paged, pageNumbers } from "../parts/pagination.ts";
import { personView } from "../parts/people.ts";
import { hueOf, tagView } from "../parts/topics.ts";
import { planned, plannedFrom } from "../planned_page.ts";
import { feedLinks } from "../site.ts";
import type { ArchiveView, AuthorsView, HubView, ListView, NotFoundView, Planned, TagsView } from "../types.ts";
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
  READING,
  SEARCH,
  seriesUrl,
  TAGS,
  tagUrl,
} from "../urls.ts";
import { homeView } from "./home.ts";
import { readingView } from "./reading.ts";
import { searchView } from "./search.ts";

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
    planned("reading", READING, () => readingView(blog)),
    planned("not_found", NOT_FOUND, () => notFoundView(blog)),
  ];
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
  const start = tag.start.flatMap((name) => posts.find((post) => post.name === name) ?? []);
  const around = seriesAndPeople(blog, posts);
  const rest = start.length === 0 ? posts : posts.filter((post) => !start.includes(post));
  return listPages(blog, rest, tagUrl(tag.id), {
    kind: "tag",
    title: tag.label,
    intro: tag.description,
    description: tag.description ?? fill(blog.words.tagDescription, { tag: tag.label, name: blog.site.name }),
    way: [{ label: blog.words.tags, url: href(blog.site, TAGS) }],
    hub: { hue: hueOf(tag.id), start, ...around },
    offeredBy: around.people.map(({ id }) => id),
    hasFeed: true,
  });
}

const PEOPLE_OF_A_TOPIC = 4;

/** The series that posts of a topic belong to, and who wrote most of them. */
function seriesAndPeople(blog: Blog, posts: readonly Post[]): Pick<HubView, "series" | "people"> {
  const names = new Set(posts.map(({ series }) => series));
  const series = blog.collections.series
    .filter(({ key }) => names.has(key.name))
    .map(({ key }) => ({ label: key.name, url: href(blog.site, seriesUrl(key.slug)) }));
  const people = blog.collections.authors
    .map(({ key }) => ({ key, posts: posts.filter((post) => post.authors.includes(key.id)) }))
    .filter((group) => group.posts.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length)
    .slice(0, PEOPLE_OF_A_TOPIC);
  return { series, people: people.map((group) => personView(blog, group)) };
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
    offeredBy: [person.id],
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
    offeredBy: posts.flatMap(({ authors }) => authors),
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
        topic: tagLinks(frame, post)[0],
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
  /** What the first page of a topic shows before the list. */
  hub?: Omit<HubView, "start"> & { start: readonly Post[] };
  /** Ids of the authors whose offer the page shows. */
  offeredBy?: string[];
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

const PLACEMENTS = { author: "author", tag: "topic", series: "list", blog: "list" } as const;

function listView(frame: Frame, { posts, number, count, list, about }: DescribedPage): ListView {
  const { kind, title, intro, description, way, person, hub, offeredBy = [], hasFeed } = about;
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
    hub: number === 1 && hub ? { ...hub, start: hub.start.map((post) => cardView(frame, post)) } : undefined,
    cta: ctaView(frame, PLACEMENTS[kind], list, { authors: offeredBy }),
    feed: hasFeed && href(site, feedUrls(list).atom),
    posts: posts.map((post) => cardView(frame, post)),
    pages: pageNumbers(frame, list, number, count),
  };
}

function numberedTitle({ words }: Frame, title: string, number: number, count: number): string {
  return number === 1 ? title : filled(words, words.numberedTitle, { title, number, count });
}

function wayTo({ site, words }: Frame, between: LinkView[], title: string): LinkView[] {
  return [{ label: words.home, url: href(site, HOME) }, ...between, { label: title, url: "" }];
}
