/**
 * Compares two sites by their manifests: pages, titles, and hashes of texts. That is all that is known of a site on the
 * web.
 */

import type { SiteManifest } from "../url_manifest.ts";
import type { Change, Difference } from "./types.ts";

export function compareManifests(before: SiteManifest, after: SiteManifest): Difference {
  const gone = Object.keys(before.pages).filter((address) => !(address in after.pages));
  const fresh = Object.keys(after.pages).filter((address) => !(address in before.pages));
  const moves = gone.flatMap((from) => {
    const to = after.redirects[from];
    return to !== undefined && fresh.includes(to) ? [{ from, to }] : [];
  });
  const kept = Object.keys(after.pages)
    .filter((address) => address in before.pages)
    .map((address) => ({ from: address, to: address }));
  const isMove = (address: string): boolean => moves.some(({ from, to }) => from === address || to === address);
  const titleIn = (site: SiteManifest) => (address: string) => ({
    address,
    title: site.pages[address]?.title ?? address,
  });
  const result: Difference = {
    added: fresh.filter((address) => !isMove(address)).map(titleIn(after)),
    removed: gone.filter((address) => !isMove(address)).map(titleIn(before)),
    changed: [],
    shared: [],
    redirected: Object.entries(after.redirects)
      .filter(([from, to]) => before.redirects[from] !== to && !isMove(from))
      .map(([from, to]) => ({ from, to })),
    markupOnly: [],
    following: [],
    files: { added: [], changed: [], removed: [] },
    pages: { before: Object.keys(before.pages).length, after: Object.keys(after.pages).length },
  };
  for (const { from, to } of [...moves, ...kept]) {
    const [was, is] = [before.pages[from], after.pages[to]];
    if (was === undefined || is === undefined) continue;
    const isRetitled = was.title !== is.title;
    const isSame = was.text === is.text && was.description === is.description && !isRetitled;
    if (isSame && from === to) continue;
    if (is.kind !== "post" && is.kind !== "page" && !isRetitled) {
      result.following.push(to);
      continue;
    }
    result.changed.push({
      address: to,
      title: is.title ?? to,
      movedFrom: from === to ? undefined : from,
      heading: isRetitled ? { before: was.title ?? "", after: is.title ?? "" } : undefined,
      changes: [
        ...(was.text === is.text ? [] : [UNSEEN_TEXT]),
        ...(was.description === is.description ? [] : [UNSEEN_DESCRIPTION]),
      ],
      shownOn: 0,
    });
  }
  return result;
}

/** A manifest only tells that a text changed. */
const UNSEEN_TEXT: Change = { kind: "text", before: "(the text before)", after: "(the text now)" };
const UNSEEN_DESCRIPTION: Change = { kind: "text", before: "(the description before)", after: "(the description now)" };
