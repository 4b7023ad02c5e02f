/**
 * Picks the variant of the call to action for a post, and builds links by which a booking can be traced without
 * cookies.
 */

import { memoize } from "../../base/memoize.ts";
import type { Site } from "../../config/site.ts";
import type { CallToAction, Proof } from "../../config/site_schema.ts";
import type { Post } from "../../content/post.ts";
import type { Frame } from "../context.ts";
import type { Words } from "../i18n/i18n.ts";
import type { CtaView, LinkView, Placement, ProofView } from "../part_types.ts";
import { sizedPicture } from "./images.ts";
import { authorView, initials } from "./people.ts";

/** Whose offer a call to action may be, and for which post. */
interface Occasion {
  post?: Post | undefined;
  /** Ids of authors; the first who offers something is asked. */
  authors?: readonly string[];
}

/** The call to action of a page, or undefined if the site or the post wants none. */
export function ctaView(
  frame: Frame,
  placement: Placement,
  pageUrl: string,
  { post, authors = post?.authors ?? [] }: Occasion = {},
): CtaView | undefined {
  const { site, words } = frame;
  if (site.cta === false || post?.cta === false) return undefined;
  const cta = variantFor(site.cta, post) ?? usualCall(site, words);
  const isChosen = typeof post?.cta === "string";
  const author = isChosen ? undefined : authors.map((id) => frame.authors.get(id)).find((known) => known?.offer);
  const traced = ({ label, url }: LinkView): LinkView => ({ label, url: traceable(url, pageUrl, placement) });
  return {
    placement,
    title: cta.title,
    text: author?.offer?.text ?? cta.text,
    facts: author?.offer?.facts ?? cta.facts,
    primary: traced(author?.offer ?? cta.primary),
    secondary: cta.secondary && traced(cta.secondary),
    person: author && authorView(frame, author),
    proof: post === undefined && site.proof ? proofView(frame, site.proof) : undefined,
  };
}

/** The call to action in the header of all pages. */
export function headerCta(site: Site, words: Words): LinkView | undefined {
  if (site.cta === false) return undefined;
  const { label, url } = (site.cta.default ?? usualCall(site, words)).primary;
  return { label, url: traceable(url, site.base, "header") };
}

const MOST_NUMBERS = 3;

function proofView(frame: Frame, { quote, name, role, picture, numbers }: Proof): ProofView {
  return {
    quote,
    name,
    role,
    picture: picture !== undefined && frame.hasPicture(picture) ? sizedPicture(frame, picture, "face") : undefined,
    initials: initials(name ?? ""),
    numbers: numbers.slice(0, MOST_NUMBERS),
  };
}

/** The variant that the post names, else the first variant for one of its tags, else the default. */
function variantFor(cta: Exclude<Site["cta"], false>, post: Post | undefined): CallToAction | undefined {
  const asked = typeof post?.cta === "string" ? cta.variants[post.cta] : undefined;
  const tags = new Set(post?.tags.map((tag) => tag.id));
  return (
    asked ?? Object.values(cta.variants).find((variant) => variant.tags.some((tag) => tags.has(tag))) ?? cta.default
  );
}

/** The default for a blog that defines none. */
function usualCall({ url }: Site, words: Words): CallToAction {
  return {
    title: words.ctaTitle,
    text: words.ctaText,
    facts: [],
    primary: { label: words.findMentor, url },
    secondary: { label: words.becomeMentor, url },
    tags: [],
  };
}

/**
 * A link that says which page and which place on it the visitor came from.
 *
 * @see https://support.google.com/analytics/answer/10917952 for the names of the parameters
 */
function traceable(target: string, pageUrl: string, placement: Placement): string {
  const page = new URLSearchParams({ [CAMPAIGN]: pageUrl });
  return placedLinks(target)(placement).replace(NO_PAGE, () => page.toString());
}

const CAMPAIGN = "utm_campaign";
const NO_PAGE = `${CAMPAIGN}=%00`;

/** The links of a call to action, without the page, which is the only part that differs between posts. */
const placedLinks = memoize((target) =>
  memoize((placement) => {
    const url = new URL(target);
    url.searchParams.set("utm_source", "blog");
    url.searchParams.set("utm_medium", "cta");
    url.searchParams.set(CAMPAIGN, "\0");
    url.searchParams.set("utm_content", placement);
    return url.href;
  }),
);
