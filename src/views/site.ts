import { analyticsScript } from "../config/services.ts";
import type { Site } from "../config/site.ts";
import type { Look } from "../media/bundle.ts";
import { blogCard, cardHead, direction } from "./head/head.ts";
import type { Words } from "./i18n/i18n.ts";
import type { LinkView, SizedPicture } from "./part_types.ts";
import type { AlternateView, HeadView } from "./types.ts";
import { ARCHIVE, AUTHORS, BLOG, feedUrls, HOME, href, SEARCH, TAGS } from "./urls.ts";

/** What every template may read beside its view: the same on all pages. */
export interface SiteView {
  services: ServicesView;
  name: string;
  tagline: string;
  description: string;
  /** Home, with the site's base. */
  home: string;
  navigation: LinkView[];
  /** The address of the search page. */
  search: string;
  feeds: AlternateView[];
  /** What shared links to plain pages show. */
  card: Pick<HeadView, "image" | "imageAlt" | "imageSize">;
  /** Of the browser around a page, in light and in dark. */
  themeColours: { light: string; dark: string };
  /** The address of the style sheet. */
  stylesheet: string;
  /** The address of the one that pages have beside it which are no articles. */
  notInArticlesStylesheet: string;
  /** The addresses of the fonts, by their name in `assets/fonts/`. */
  fonts: Readonly<Record<string, string>>;
  /** The addresses of the scripts, by their name in `assets/js/`. */
  scripts: Readonly<Record<string, string>>;
  /** The content security policy, where the site's host sends no headers. */
  policy?: string | undefined;
  /** Those in the texts of pages that editors write in Markdown, by their address in HTML. */
  pictures?: Readonly<Record<string, SizedPicture>>;
  lang: string;
  dir: "ltr" | "rtl";
  development: boolean;
}

/** The paper of both themes in `css/tokens.css`, for what surrounds a page. */
export const THEME_COLOURS = { light: "#fdfaf4", dark: "#13110d" } as const;

/** What every page shows of the site itself. */
export function siteView(site: Site, words: Words, look: Look, development: boolean): SiteView {
  return {
    name: site.name,
    tagline: site.tagline ?? "",
    description: site.description ?? "",
    home: href(site, HOME),
    navigation: (site.navigation ?? usualNavigation(words)).map((link) => ({ ...link, url: href(site, link.url) })),
    stylesheet: href(site, look.stylesheet),
    notInArticlesStylesheet: href(site, look.notInArticlesStylesheet),
    fonts: hrefs(site, look.fonts),
    scripts: hrefs(site, look.scripts),
    search: href(site, SEARCH),
    card: cardHead(site, blogCard(site)),
    themeColours: THEME_COLOURS,
    feeds: feedLinks(site, HOME, site.name),
    // Nobody's work on the blog is counted or reported.
    services: servicesView(site, words, development),
    lang: site.language,
    dir: direction(site.language),
    development,
  };
}

function hrefs(site: Site, addresses: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, href(site, address)]));
}

/** The feeds of a list, for `<head>`. */
export function feedLinks(site: Site, list: string, title: string): AlternateView[] {
  const { atom, json } = feedUrls(list);
  return [
    { type: "application/atom+xml", title, url: href(site, atom) },
    { type: "application/feed+json", title, url: href(site, json) },
  ];
}

function usualNavigation(words: Words): LinkView[] {
  return [
    { label: words.blog, url: BLOG },
    { label: words.tags, url: TAGS },
    { label: words.authors, url: AUTHORS },
    { label: words.archive, url: ARCHIVE },
    { label: words.about, url: "/about/" },
  ];
}

/** A form with which readers subscribe to the newsletter. */
export interface NewsletterView {
  action: string;
  /** The name of the field with the address. */
  field: string;
  hidden: NamedValue[];
  title: string;
  text: string;
}

export interface NamedValue {
  name: string;
  value: string;
}

/** Services of others, each only where site.yaml names it. */
export interface ServicesView {
  analytics?: { src: string; attributes: NamedValue[] } | undefined;
  newsletter?: NewsletterView | undefined;
  /** `page` is where the discussions can be read without a script. */
  comments?: { page: string; attributes: NamedValue[] } | undefined;
  /** Where it is reported that a call to action was followed. */
  beacon?: string | undefined;
}

/** The services that pages show or call. In development nothing is counted or reported. */
export function servicesView(site: Site, words: Words, development: boolean): ServicesView {
  const { analytics, newsletter, comments, cta_beacon: beacon } = site;
  return {
    analytics: analytics && !development ? analyticsScript(analytics) : undefined,
    newsletter: newsletter && {
      action: newsletter.action,
      field: newsletter.field,
      hidden: named(newsletter.hidden),
      title: newsletter.title ?? words.newsletterTitle,
      text: newsletter.text ?? words.newsletterText,
    },
    comments: comments && {
      page: `https://github.com/${comments.repo}/discussions`,
      attributes: named({
        "data-repo": comments.repo,
        "data-repo-id": comments.repo_id,
        "data-category": comments.category,
        "data-category-id": comments.category_id,
        "data-label": words.comments,
      }),
    },
    beacon: beacon && !development ? href(site, beacon) : undefined,
  };
}

function named(values: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
