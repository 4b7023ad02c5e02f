/**
 * Compares two built sites page by page. Reports a change that many pages share once.
 */

import { SITE_MANIFEST, type SiteManifest, siteManifestFrom } from "../url_manifest.ts";
import { type Compared, sortedOut } from "./attribute_changes.ts";
import { type BuiltSite, builtSite } from "./built_site.ts";
import { type PageContent, pageContent } from "./page_content.ts";
import type { Difference, Page } from "./types.ts";

/** @param old and @param fresh are folders with a built site each */
export function compareSites(old: string, fresh: string): Difference {
  const [before, after] = [builtSite(old), builtSite(fresh)];
  const [ledBefore, ledAfter] = [redirectsOf(before), redirectsOf(after)];
  const isPage = (led: ReadonlyMap<string, string>) => (address: string) => !led.has(address);
  const oldPages = [...before.pages.keys()].filter(isPage(ledBefore));
  const newPages = [...after.pages.keys()].filter(isPage(ledAfter));
  const [wasPage, isPageNow] = [new Set(oldPages), new Set(newPages)];
  const gone = oldPages.filter((address) => !isPageNow.has(address));
  const fresher = newPages.filter((address) => !wasPage.has(address));
  const moves = new Map(
    gone.flatMap((from) => {
      const to = ledAfter.get(from);
      return to !== undefined && fresher.includes(to) ? [[to, from] as const] : [];
    }),
  );
  const movedAway = new Set(moves.values());
  const compared = newPages.flatMap((address) => {
    const from = moves.get(address) ?? address;
    return wasPage.has(from) ? (comparedPage(before, after, from, address) ?? []) : [];
  });
  const entry =
    (site: BuiltSite) =>
    (address: string): Page => ({ address, title: contentOf(site, address).heading });
  return {
    added: fresher.filter((address) => !moves.has(address)).map(entry(after)),
    removed: gone.filter((address) => !movedAway.has(address)).map(entry(before)),
    redirected: [...ledAfter]
      .filter(([from, to]) => ledBefore.get(from) !== to && !movedAway.has(from))
      .map(([from, to]) => ({ from, to })),
    ...sortedOut(compared, [manifestOf(before), manifestOf(after)]),
    files: fileChanges(before, after),
    pages: { before: oldPages.length, after: newPages.length },
    weight: { before: weightOf(before), after: weightOf(after) },
  };
}

/** Redirects, from the site's manifest and from pages that redirect. */
function redirectsOf(site: BuiltSite): Map<string, string> {
  const found = new Map(Object.entries(manifestOf(site)?.redirects ?? {}));
  for (const [address, file] of site.pages) {
    const bytes = site.read(file);
    if (!bytes.subarray(0, REFRESH_WITHIN).includes('http-equiv="refresh"')) continue;
    const { refresh } = pageContent(bytes.toString("utf8"));
    if (refresh !== undefined && !found.has(address)) found.set(address, refresh);
  }
  return found;
}

function manifestOf(site: BuiltSite): SiteManifest | undefined {
  return site.files.has(SITE_MANIFEST) ? siteManifestFrom(site.read(SITE_MANIFEST).toString("utf8")) : undefined;
}

/** Redirecting pages say so at their beginning. */
const REFRESH_WITHIN = 2_000;

function contentOf(site: BuiltSite, address: string): PageContent {
  const file = site.pages.get(address);
  return pageContent(file === undefined ? "" : site.read(file).toString("utf8"));
}

/** Undefined if the bytes are the same. */
function comparedPage(before: BuiltSite, after: BuiltSite, from: string, address: string): Compared | undefined {
  const oldBytes = before.read(before.pages.get(from) ?? "");
  const newBytes = after.read(after.pages.get(address) ?? "");
  if (from === address && oldBytes.equals(newBytes)) return undefined;
  const [was, is] = [pageContent(oldBytes.toString("utf8")), pageContent(newBytes.toString("utf8"))];
  return {
    address,
    movedFrom: from === address ? undefined : from,
    before: was,
    after: is,
    weight: { before: oldBytes.length, after: newBytes.length },
  };
}

function fileChanges(before: BuiltSite, after: BuiltSite): Difference["files"] {
  const isChanged = (file: string): boolean =>
    before.size(file) !== after.size(file) || !before.read(file).equals(after.read(file));
  return {
    added: [...after.files].filter((file) => !before.files.has(file)),
    changed: [...after.files].filter((file) => before.files.has(file) && isChanged(file)),
    removed: [...before.files].filter((file) => !after.files.has(file)),
  };
}

function weightOf(site: BuiltSite): number {
  return [...site.pages.values(), ...site.files].reduce((sum, file) => sum + site.size(file), 0);
}
