/**
 * Checks links and images of posts against what the blog has.
 */

import type { Problem } from "../base/diagnostic.ts";
import { didYouMean, nearest } from "../base/nearest.ts";
import { type Finding, type Place, placeAt, problemAt, type Source } from "../base/source.ts";
import { decodeAddress, isLocal, resolved } from "../base/urls.ts";
import type { Author } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import type { PlaceIn, Post } from "../content/post.ts";
import { isPattern, onThisSite } from "../hosting/redirects.ts";
import type { Link, Picture } from "../markdown/rendered.ts";

/** Everything that links and images may point to. Addresses have no base path, as in `/blog/x/`. */
export interface LinkTargets {
  /** Every address with a page. */
  pages: ReadonlySet<string>;
  /** The ids on the page at an address, if known. */
  idsAt(address: string): readonly string[] | undefined;
  placeIn: PlaceIn;
  /** Addresses of unpublished posts, with the reason. */
  hidden: ReadonlyMap<string, string>;
  /** Addresses of posts that cannot be read, which is a problem of its own. */
  unread: ReadonlySet<string>;
  /** Redirects: old addresses and their targets. */
  moved: ReadonlyMap<string, string>;
  /** Every file below `/assets/`, as `/assets/img/uploads/x.jpg`. */
  assets: ReadonlySet<string>;
  /** Files with the name of an image that cannot be used as one, with the reason. */
  refused: ReadonlyMap<string, string>;
}

/** The file that contains a reference: a post or another page. */
export type Referrer = Pick<Post, "file" | "url"> & Partial<Pick<Post, "thumbnail">>;

/** The references of a post's text. */
export interface References {
  links: readonly Pick<Link, "target" | "place">[];
  pictures: readonly Picture[];
}

/** Broken links and images of a post. */
export function referenceProblems(post: Referrer, text: References, to: LinkTargets): Problem[] {
  return [
    ...text.links.flatMap((link) => linkProblem(post, link, to) ?? []),
    ...text.pictures.flatMap((picture) => pictureProblem(post, picture, to) ?? []),
    ...thumbnailProblem(post, to),
  ];
}

function linkProblem(
  post: Referrer,
  { target, place }: Pick<Link, "target" | "place">,
  to: LinkTargets,
): Problem | undefined {
  if (target === "" || !isLocal(target)) return undefined;
  const { path, fragment } = resolved(target, post.url);
  const isHere = path === post.url;
  if (to.unread.has(path)) return undefined;
  if (!isHere && !to.pages.has(path) && !to.assets.has(path)) return deadLink(post, place, target, path, to);
  const moved = to.moved.get(path);
  if (moved !== undefined) return redirected(post, place, target, fragment === "" ? moved : `${moved}#${fragment}`);
  const ids = fragment === "" || fragment === "top" ? undefined : to.idsAt(path);
  if (ids === undefined || ids.includes(fragment)) return undefined;
  return problemAt(post, place, {
    rule: "dead-anchor",
    message: `Nothing on ${isHere ? "this page" : `\`${path}\``} has the id \`${fragment}\`.`,
    hint: didYouMean(fragment, ids) || "Open the page and copy the heading's address.",
  });
}

function deadLink(from: Referrer, place: Place, target: string, path: string, to: LinkTargets): Problem {
  const hidden = to.hidden.get(path);
  const pages = [...to.pages];
  const name = /([^/]+)\.md$/.exec(path)?.[1];
  const suggestion =
    name && to.pages.has(`/blog/${name}/`) ? `Did you mean \`/blog/${name}/\`?` : didYouMean(path, pages);
  return problemAt(from, place, {
    rule: "dead-link",
    message: hidden
      ? `\`${target}\` leads to a post that is not published: it is ${hidden}.`
      : `\`${target}\` leads to no page of this site.`,
    hint: meantElsewhere(target) ?? (suggestion || "Correct the address, or remove the link."),
    ...(path.startsWith("/assets/") ? missingFile(target, to) : {}),
  });
}

/** What is said of a video, a document or another file that is not there. */
function missingFile(target: string, to: LinkTargets): Pick<Finding, "message" | "hint"> {
  const namesake = namesakeOf(target, to);
  return {
    message: `There is no file at \`${target}\`.`,
    hint: namesake ? `Did you mean \`${namesake}\`?` : "Upload it to assets/img/uploads, or correct the path.",
  };
}

/** Addresses without a scheme, which lead to a page of this site by mistake. */
function meantElsewhere(target: string): string | undefined {
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(target)) return `Write \`mailto:${target}\`.`;
  return /^www\.|^[a-z0-9-]+\.(?:com|org|net|io|edu|gov)(?:\/|$)/i.test(target)
    ? `Write \`https://${target}\`.`
    : undefined;
}

function redirected(from: Referrer, place: Place, target: string, to: string): Problem {
  return problemAt(from, place, {
    rule: "redirected-link",
    message: `\`${target}\` is an old address that redirects.`,
    hint: `Write \`${to}\`.`,
  });
}

function pictureProblem(post: Referrer, { target, place }: Picture, to: LinkTargets): Problem | undefined {
  if (!isLocal(target)) return undefined;
  const { path } = resolved(target, post.url);
  const broken = brokenPicture(post, place, path, to, {});
  return broken ?? (to.assets.has(path) ? undefined : missingPicture(post, place, target, to, {}));
}

/** A missing thumbnail only means a page without an image, so it is a warning. */
function thumbnailProblem(post: Referrer, to: LinkTargets): Problem[] {
  const { thumbnail } = post;
  if (thumbnail === undefined || !isLocal(thumbnail)) return [];
  const { path } = resolved(thumbnail, "/");
  if (to.assets.has(path) && !to.refused.has(path)) return [];
  const place = to.placeIn(post, "thumbnail") ?? { line: 1, column: 1 };
  const less = { severity: "warn" } as const;
  const problem = brokenPicture(post, place, path, to, less) ?? missingPicture(post, place, thumbnail, to, less);
  return problem ? [problem] : [];
}

/** Missing portraits of authors. Pages show initials instead. */
export function faceProblems(authors: readonly Author[], from: Source, to: Pick<LinkTargets, "refused">): Problem[] {
  return authors.flatMap(({ picture }) => {
    if (picture === undefined) return [];
    const place = placeAt(from, Math.max(0, from.text.indexOf(picture)));
    return brokenPicture(from, place, picture, to, { severity: "warn" }) ?? [];
  });
}

function brokenPicture(
  from: Pick<Referrer, "file">,
  place: Place,
  address: string,
  to: Pick<LinkTargets, "refused">,
  less: { severity?: "warn" },
): Problem | undefined {
  const reason = to.refused.get(address);
  if (reason === undefined) return undefined;
  return problemAt(from, place, {
    rule: "broken-image",
    message: `\`${address}\` cannot be shown. ${reason}`,
    hint: "Open it in an image editor, save it as JPEG or PNG, and upload it again.",
    ...less,
  });
}

function missingPicture(
  from: Referrer,
  place: Place,
  target: string,
  to: LinkTargets,
  less: { severity?: "warn" },
): Problem {
  const namesake = namesakeOf(target, to);
  return problemAt(from, place, {
    rule: "missing-image",
    message: target === "" ? "This picture has no address." : `There is no picture at \`${target}\`.`,
    hint: namesake ? `Did you mean \`${namesake}\`?` : "Upload it to assets/img/uploads, or correct the path.",
    ...less,
  });
}

/** The file of the same or nearly the same name. */
function namesakeOf(target: string, { assets }: LinkTargets): string | undefined {
  const nameOf = (path: string): string => decodeAddress(path.split("/").at(-1) ?? "").toLowerCase();
  const names = new Map([...assets].map((asset) => [nameOf(asset), asset]));
  if (target === "") return undefined;
  return names.get(nameOf(target)) ?? names.get(nearest(nameOf(target), [...names.keys()]) ?? "");
}

/** Redirects in site.yaml that lead to no page of this site. */
export function redirectProblems(site: Site, to: LinkTargets): Problem[] {
  return site.redirects.flatMap((redirect) => {
    const target = onThisSite(redirect.to, site).replace(isPattern(redirect) ? /\*$/ : /(?!)/, "");
    const { path } = resolved(target, "/");
    if (!target.startsWith("/") || to.pages.has(path) || to.assets.has(path)) return [];
    const status = to.hidden.get(path);
    return problemAt({ file: redirect.file }, redirect.toPlace, {
      rule: "dead-link",
      message: status
        ? `\`${redirect.to}\` leads to a post that is not published: it is ${status}.`
        : `\`${redirect.to}\` leads to no page of this site.`,
      hint: didYouMean(path, [...to.pages]) || "Correct the address, or remove the redirect.",
    });
  });
}
