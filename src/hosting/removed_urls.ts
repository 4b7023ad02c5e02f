/**
 * Finds addresses of the last deployment that this one would remove without a redirect.
 */

import type { Problem } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import { problemAt } from "../base/source.ts";
import { folded } from "../config/authors_and_tags.ts";
import type { PlaceIn, Post } from "../content/post.ts";
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
  const answered = new Set([...Object.keys(pages), ...Object.keys(redirects), ...now.files, ...now.gone.map(asFolder)]);
  const lost = [...Object.keys(before.pages), ...Object.keys(before.redirects)].filter(
    (address) => !answered.has(address) && !FURTHER_PAGE.test(address),
  );
  return lost.flatMap((address) => vanished(address, before, now) ?? []);
}

function asFolder(address: string): string {
  return /\/$|\.\w+$/.test(address) ? address : `${address}/`;
}

function vanished(address: string, before: SiteManifest, now: Standing): Problem | undefined {
  const hidden = now.posts.find(({ url, aliases }) => url === address || aliases.includes(address));
  // `expires` removes a post on purpose.
  if (hidden?.status === "expired") return undefined;
  if (hidden) return turnedBack(address, hidden, now);
  const page = before.pages[address];
  const heir = page ? heirOf(address, page, before, now) : heirOfAlias(address, before, now);
  return heir ? moved(address, heir, now) : lost(address, now);
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
  const fresh = page.kind === "post" ? now.posts.filter(isNew) : [];
  const title = folded(page.title ?? "");
  const named = (post: Post): boolean => didYouMean(address, [post.url]) !== "";
  return (
    fresh.find(({ url }) => now.manifest.pages[url]?.text === page.text) ??
    fresh.find((post) => folded(post.title) === title) ??
    fresh.find(named)
  );
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

function lost(address: string, { manifest, settingsFile }: Standing): Problem {
  const guess = didYouMean(address, Object.keys(manifest.pages)).match(/`(.*)`/)?.[1] ?? "/blog/";
  return problemAt(
    { file: settingsFile },
    { line: 1, column: 1 },
    {
      rule: "vanished-address",
      message: `\`${address}\` was published until now; it would lead nowhere.`,
      hint: `Redirect it in site.yaml, \`redirects: [{ from: ${address}, to: ${guess} }]\`, or allow it to disappear: \`gone: [${address}]\`.`,
    },
  );
}
