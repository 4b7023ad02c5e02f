import { analyticsScript } from "../config/services.ts";
import type { Site } from "../config/site.ts";
import type { Look } from "../media/bundle.ts";
import { direction } from "./head/head.ts";
import { blogCard, cardHead } from "./head/social_card.ts";
import type { Words } from "./i18n/i18n.ts";
import type { AlternateView, LinkColumn, LinkView, SizedPicture } from "./part_types.ts";
import { headerCta } from "./parts/cta.ts";
import type { HeadView } from "./types.ts";
import { ARCHIVE, AUTHORS, BLOG, feedUrls, HOME, href, READING, SEARCH, TAGS } from "./urls.ts";

/** What every template may read besides its view: the same on all pages. */
export interface SiteView {
  services: ServicesView;
  name: string;
  tagline: string;
  description: string;
  /** Address of the home page, with the site's base path. */
  home: string;
  navigation: LinkView[];
  /** The call to action in the header. */
  cta?: LinkView | undefined;
  footer: FooterView;
  /** Address of the search page. */
  search: string;
  /** Address of the page of what a reader saved and chose. */
  reading: string;
  feeds: AlternateView[];
  /** The social image of pages that are not posts. */
  card: Pick<HeadView, "image" | "imageAlt" | "imageSize">;
  /** The colour of the browser's frame, light and dark. */
  themeColours: { light: string; dark: string };
  /** Address of the style sheet. */
  stylesheet: string;
  /** Address of the second style sheet, for all pages except articles. */
  notInArticlesStylesheet: string;
  /** Address of the style sheet for texts with code, callouts and the like. */
  inSomeTextsStylesheet: string;
  /** Addresses of the fonts, by file name in `assets/fonts/`. */
  fonts: Readonly<Record<string, string>>;
  /** Addresses of the scripts, by file name in `assets/js/`. */
  scripts: Readonly<Record<string, string>>;
  /** The content security policy, if the site's host cannot send headers. */
  policy?: string | undefined;
  /** Images in the texts of Markdown pages, by their address in the HTML. */
  pictures?: Readonly<Record<string, SizedPicture>>;
  lang: string;
  dir: "ltr" | "rtl";
  development: boolean;
}

export interface FooterView {
  links: LinkView[];
  social: LinkView[];
  text?: string | undefined;
  /** Topics and people. */
  columns: LinkColumn[];
}

/** The background of both themes in `css/tokens.css`. */
export const THEME_COLOURS = { light: "#fdfaf4", dark: "#13110d" } as const;

/** What every page shows of the site. */
export function siteView(site: Site, words: Words, look: Look, development: boolean): SiteView {
  return {
    name: site.name,
    tagline: site.tagline ?? "",
    description: site.description ?? "",
    home: href(site, HOME),
    navigation: (site.navigation ?? usualNavigation(words)).map((link) => ({ ...link, url: href(site, link.url) })),
    cta: headerCta(site, words),
    footer: {
      links: site.footer.links.map((link) => ({ ...link, url: href(site, link.url) })),
      social: site.footer.social,
      text: site.footer.text,
      columns: [],
    },
    stylesheet: href(site, look.stylesheet),
    notInArticlesStylesheet: href(site, look.notInArticlesStylesheet),
    inSomeTextsStylesheet: href(site, look.inSomeTextsStylesheet),
    fonts: hrefs(site, look.fonts),
    scripts: hrefs(site, look.scripts),
    search: href(site, SEARCH),
    reading: href(site, READING),
    card: cardHead(site, blogCard(site)),
    themeColours: THEME_COLOURS,
    feeds: feedLinks(site, HOME, site.name),
    // Authors' own visits are neither counted nor reported.
    services: servicesView(site, words, development),
    lang: site.language,
    dir: direction(site.language),
    development,
  };
}

function hrefs(site: Site, addresses: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, href(site, address)]));
}

/** Links to the feeds of a list, for `<head>`. */
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

/** The newsletter's sign-up form. */
export interface NewsletterView {
  action: string;
  /** Name of the field for the e-mail address. */
  field: string;
  /** Name of the field for the topic or author that a reader follows, if the provider has one. */
  follow?: string | undefined;
  hidden: NamedValue[];
  title: string;
  text: string;
}

export interface NamedValue {
  name: string;
  value: string;
}

/** Third-party services, each present only if site.yaml names it. */
export interface ServicesView {
  analytics?: { src: string; attributes: NamedValue[] } | undefined;
  newsletter?: NewsletterView | undefined;
  /** `page` is the address of the discussions, for readers without scripts. */
  comments?: { page: string; attributes: NamedValue[] } | undefined;
  /** Address that receives a beacon when a reader follows a call to action. */
  beacon?: string | undefined;
}

/** The services that pages show or call. In development, nothing is counted or reported. */
export function servicesView(site: Site, words: Words, development: boolean): ServicesView {
  const { analytics, newsletter, comments, cta_beacon: beacon } = site;
  return {
    analytics: analytics && !development ? analyticsScript(analytics) : undefined,
    newsletter: newsletter && {
      action: newsletter.action,
      field: newsletter.field,
      follow: newsletter.follow,
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
