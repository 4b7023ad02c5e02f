/**
 * Finds addresses of the last deployment that this one would remove without a redirect.
 */

import type { Problem } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import { slug } from "../base/slug.ts";
import { problemAt } from "../base/source.ts";
import { folderAddress } from "../base/urls.ts";
import { folded } from "../config/authors_and_tags.ts";
import type { PlaceIn, Post } from "../content/post.ts";
import { likelyTarget } from "./likely_target.ts";
import type { ManifestPage, SiteManifest } from "./url_manifest.ts";

/** What the new site has. */
export interface Standing {
  manifest: SiteManifest;
  /** Other files of the site, by address. */
  files: ReadonlySet<string>;
  /** All posts, published or not. */
  posts: readonly Post[];
  placeIn: PlaceIn;
  /** Addresses that may disappear. */
  gone: readonly string[];
  /** Path of site.yaml to show. */
  settingsFile: string;
}

/** A shorter list has fewer pages, and nobody links to its last page. */
const FURTHER_PAGE = /\/page\/\d+\/$/;

export function vanishedAddresses(before: SiteManifest, now: Standing): Problem[] {
  const { pages, redirects } = now.manifest;
  const answered = new Set([
    ...Object.keys(pages),
    ...Object.keys(redirects),
    ...now.files,
    ...now.gone.map(folderAddress),
  ]);
  const vanished = [...Object.keys(before.pages), ...Object.keys(before.redirects)].filter(
    (address) => !answered.has(address) && !FURTHER_PAGE.test(address) && !isInPattern(address, redirects, pages),
  );
  const lost: string[] = [];
  const problems = vanished.flatMap((address): Problem[] => {
    const hidden = now.posts.find(({ url, aliases }) => url === address || aliases.includes(address));
    // `expires` removes a post on purpose.
    if (hidden?.status === "expired") return [];
    if (hidden) return [turnedBack(address, hidden, now)];
    const page = before.pages[address];
    const heir = page ? heirOf(address, page, before, now) : heirOfAlias(address, before, now);
    if (heir) return [moved(address, heir, now)];
    lost.push(address);
    return [];
  });
  return [...problems, ...lostAddresses(lost, (address) => answered.has(address), now)];
}

/** Whether a redirect of a whole folder leads an address to a page. */
function isInPattern(address: string, redirects: SiteManifest["redirects"], pages: SiteManifest["pages"]): boolean {
  return Object.entries(redirects).some(([from, to]) => {
    if (!from.endsWith("/*") || !address.startsWith(from.slice(0, -1))) return false;
    return (
      !to.endsWith("*") || !to.startsWith("/") || Object.hasOwn(pages, to.slice(0, -1) + address.slice(from.length - 1))
    );
  });
}

function turnedBack(address: string, post: Post, { placeIn }: Standing): Problem {
  const isDraft = post.status === "draft";
  return problemAt(post, placeIn(post, isDraft ? "draft" : "date") ?? { line: 1, column: 1 }, {
    rule: "vanished-address",
    message: `\`${address}\` was published until now; as a ${isDraft ? "draft" : "future post"} it would lead nowhere.`,
    hint: `Publish the post, or allow it to disappear in site.yaml: \`gone: [${address}]\`.`,
  });
}

/** The new post that replaces another: with the same text or the same title. */
function heirOf(address: string, page: ManifestPage, before: SiteManifest, now: Standing): Post | undefined {
  const isNew = ({ url }: Post): boolean => before.pages[url] === undefined && now.manifest.pages[url] !== undefined;
  const fresh = page.kind === "post" || page.kind === "foreign" ? now.posts.filter(isNew) : [];
  const title = folded(page.title ?? "");
  const name = nameOf(address);
  const named = (post: Post): boolean => didYouMean(address, [post.url]) !== "";
  return (
    fresh.find(({ url }) => now.manifest.pages[url]?.text === page.text) ??
    fresh.find((post) => folded(post.title) === title) ??
    fresh.find(({ url }) => nameOf(url) === name) ??
    (page.kind === "post" ? fresh.find(named) : undefined)
  );
}

/** The last part of an address, without a date and a suffix. */
function nameOf(address: string): string {
  const last = address.replace(/\/$/, "").split("/").at(-1) ?? "";
  return slug(last.replace(/\.html?$/i, "").replace(/^\d{4}-\d{2}-\d{2}-/, ""));
}

/** The post to which an old address redirected. */
function heirOfAlias(address: string, before: SiteManifest, now: Standing): Post | undefined {
  const target = before.redirects[address];
  const post = now.posts.find(({ url }) => url === target);
  const page = target === undefined ? undefined : before.pages[target];
  return post ?? (target !== undefined && page ? heirOf(target, page, before, now) : undefined);
}

function moved(address: string, heir: Post, { placeIn }: Standing): Problem {
  const listed = placeIn(heir, "aliases");
  return problemAt(heir, listed ?? { line: 1, column: 1 }, {
    rule: "vanished-address",
    message: `This post was published at \`${address}\`, which would lead nowhere.`,
    hint: listed
      ? `Add it to the post's aliases: \`- ${address}\` below \`aliases:\`.`
      : `Add the line \`aliases: [${address}]\` between the two \`---\`.`,
  });
}

/** From this many on, lost addresses below one folder are one problem. */
const MANY = 4;
const MOST_NAMED = 10;

/** One problem per address, or one per folder with many addresses. */
function lostAddresses(lost: readonly string[], has: (address: string) => boolean, now: Standing): Problem[] {
  const folders = new Map<string, string[]>();
  for (const address of lost) {
    const folder = address.replace(/[^/]+\/?$/, "");
    folders.set(folder, [...(folders.get(folder) ?? []), address]);
  }
  return [...folders].flatMap(([folder, addresses]) => {
    const [first] = addresses;
    if (first === undefined || folder === "/" || addresses.length < MANY)
      return addresses.map((address) => lostProblem(`\`${address}\``, address, address, has, now));
    const rest = addresses.length > MOST_NAMED ? ` and ${addresses.length - MOST_NAMED} more` : "";
    const named = addresses.slice(0, MOST_NAMED).map((address) => `\`${address}\``);
    return lostProblem(`${named.join(", ")}${rest}`, `${folder}*`, first, has, now);
  });
}

function lostProblem(
  named: string,
  from: string,
  example: string,
  has: (address: string) => boolean,
  { manifest, settingsFile }: Standing,
): Problem {
  const near = didYouMean(example, Object.keys(manifest.pages)).match(/`(.*)`/)?.[1];
  const guess = likelyTarget(from.endsWith("*") ? from.slice(0, -1) : example, has) ?? near ?? "/blog/";
  const gone = from.endsWith("*") ? "" : `, or allow it to disappear: \`gone: [${from}]\``;
  return problemAt(
    { file: settingsFile },
    { line: 1, column: 1 },
    {
      rule: "vanished-address",
      message: `${named} ${named.includes(", ") ? "were" : "was"} published until now; ${named.includes(", ") ? "they" : "it"} would lead nowhere.`,
      hint: `Redirect ${named.includes(", ") ? "them" : "it"} in site.yaml, \`redirects: [{ from: ${from}, to: ${guess} }]\`${gone}.`,
    },
  );
}
