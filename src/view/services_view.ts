import { analyticsScript } from "../config/services.ts";
import type { Site } from "../config/site.ts";
import type { Words } from "../views/i18n/i18n.ts";
import { href } from "../views/urls.ts";

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
