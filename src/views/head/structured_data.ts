/**
 * Structured data as JSON-LD, in the vocabulary of schema.org.
 *
 * @see https://developers.google.com/search/docs/appearance/structured-data/search-gallery
 */

import type { Article, BreadcrumbList, Organization, Person, ProfilePage, Thing, WebSite } from "schema-dts";
import { urlOf } from "../../base/urls.ts";
import type { Site } from "../../config/site.ts";
import type { Post } from "../../content/post.ts";
import type { Frame } from "../context.ts";
import { dateView } from "../i18n/dates.ts";
import type { AuthorView, LinkView, PersonView } from "../part_types.ts";
import { authorsOf } from "../parts/people.ts";
import { absoluteUrl, HOME, SEARCH } from "../urls.ts";

/** Serializes a graph of things for a `<script type="application/ld+json">` element. */
export function jsonLd(things: readonly Thing[]): string {
  const graph = JSON.stringify({ "@context": "https://schema.org", "@graph": things });
  // `</script>` and `<!--` would end or change the script in HTML. These escapes mean the same in JSON.
  return graph.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The website, and that it has a search. */
export function webSite(site: Site): WebSite {
  return {
    "@type": "WebSite",
    "@id": absoluteUrl(site, "/#website"),
    url: absoluteUrl(site, HOME),
    name: site.name,
    ...(site.description === undefined ? {} : { description: site.description }),
    inLanguage: site.language,
    publisher: publisher(site),
    potentialAction: {
      "@type": "SearchAction",
      target: { "@type": "EntryPoint", urlTemplate: `${absoluteUrl(site, SEARCH)}?q={search_term_string}` },
      // Google's property for the placeholder, missing from the types of schema.org.
      ...{ "query-input": "required name=search_term_string" },
    },
  };
}

function publisher(site: Site): Organization {
  return {
    "@type": "Organization",
    "@id": absoluteUrl(site, "/#publisher"),
    name: site.name,
    url: absoluteUrl(site, HOME),
    logo: absoluteUrl(site, "/icon-512.png"),
  };
}

/** What the structured data of an article needs besides its post. */
export interface ArticleFacts {
  url: string;
  description: string;
  /** Absolute. */
  image: string | undefined;
}

export function article(frame: Frame, post: Post, { url, description, image }: ArticleFacts): Article {
  const { site, tags } = frame;
  const topics = post.tags.flatMap(({ id }) => tags.get(id)?.label ?? []);
  const authors = authorsOf(frame, post.authors);
  return {
    "@type": "Article",
    "@id": `${url}#article`,
    mainEntityOfPage: url,
    headline: post.title,
    description,
    ...(image === undefined ? {} : { image }),
    datePublished: dateView(site, post.date).iso,
    dateModified: dateView(site, post.updated ?? post.date).iso,
    ...(authors.length === 0 ? {} : { author: authors.map((author) => person(site, author)) }),
    publisher: publisher(site),
    isPartOf: { "@id": absoluteUrl(site, "/#website") },
    inLanguage: post.lang ?? site.language,
    wordCount: frame.textOf(post).words,
    ...(topics[0] === undefined ? {} : { articleSection: topics[0], keywords: topics }),
  };
}

/** The page of an author. */
export function profilePage(site: Site, url: string, who: PersonView): ProfilePage {
  return { "@type": "ProfilePage", url, mainEntity: wholePerson(site, who) };
}

function person(site: Site, { name, url, role }: AuthorView): Person {
  return {
    "@type": "Person",
    "@id": `${inFull(site, url)}#person`,
    name,
    url: inFull(site, url),
    ...(role === undefined ? {} : { jobTitle: role }),
  };
}

function wholePerson(site: Site, who: PersonView): Person {
  // A link to the site's own host leads to a booking, for example. Links to other hosts identify the person.
  const profiles = who.links.map(({ url }) => url).filter((url) => /^https?:/i.test(url) && isElsewhere(url, site));
  return {
    "@type": "Person",
    "@id": `${inFull(site, who.url)}#person`,
    name: who.name,
    url: inFull(site, who.url),
    ...(who.role === undefined ? {} : { jobTitle: who.role }),
    ...(who.bio === undefined ? {} : { description: who.bio }),
    ...(who.picture === undefined ? {} : { image: inFull(site, who.picture.uploaded) }),
    ...(profiles.length === 0 ? {} : { sameAs: profiles }),
  };
}

/** Breadcrumbs. The last page needs no address. */
export function breadcrumbList(site: Site, way: readonly LinkView[]): BreadcrumbList {
  return {
    "@type": "BreadcrumbList",
    itemListElement: way.map(({ label, url }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: label,
      ...(url === "" ? {} : { item: inFull(site, url) }),
    })),
  };
}

function isElsewhere(url: string, site: Site): boolean {
  const host = urlOf(url)?.host;
  return host !== undefined && host !== new URL(site.origin).host;
}

/** An address that already has the site's base path. */
function inFull(site: Site, url: string): string {
  return new URL(url, site.origin).href;
}
