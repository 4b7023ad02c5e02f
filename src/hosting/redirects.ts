/**
 * Addresses at which nothing stands any more, and where each leads: the one list from which both pages and the settings
 * of hosts are made.
 */

import type { Problem } from "../base/diagnostic.ts";
import { type Finding, problemAt } from "../base/source.ts";
import { decodeAddress, pathKey } from "../base/urls.ts";
import type { Site, WrittenRedirect } from "../config/site.ts";
import type { RedirectStatus } from "../config/site_schema.ts";
import { aliasField, aliasFinding, aliasPath } from "../content/alias.ts";
import type { PlaceIn, Post } from "../content/post.ts";
import { outputPath } from "../views/urls.ts";

export interface Redirect {
  /** Below the site's base, percent signs resolved, in the letter case that was written: `/blog/old/`, `/2019/why.html`. */
  from: string;
  /** Below the site's base, as in `/blog/new/#part`; or an address elsewhere, in full. */
  to: string;
  status: RedirectStatus;
  /** What stands at the new address, where that is a post. */
  title?: string | undefined;
}

export interface Redirects {
  redirects: Redirect[];
  problems: Problem[];
}

/** Where the page of a redirect is written, for hosts that are not told of redirects. Relative to the output folder. */
export function redirectOutput(from: string): string {
  return outputPath(/\/$|\.html?$/i.test(from) ? from : `${from}/`);
}

/**
 * The old addresses of posts, and the redirects of site.yaml. Where something else stands at an address, or one redirect
 * leads to another, that is a problem.
 *
 * @param reserve takes a path of the output for a file; says who has it already, where somebody has
 */
export function redirectsOf(
  site: Site,
  posts: readonly Post[],
  reserve: (output: string, owner: string) => string | undefined,
  placeIn: PlaceIn,
): Redirects {
  const problems: Problem[] = [];
  const aliases = posts.flatMap((post) =>
    post.aliases.flatMap((from): Redirect[] => {
      if (pathKey(redirectOutput(from)) === pathKey(outputPath(post.url))) return [];
      const owner = reserve(redirectOutput(from), post.file);
      if (owner === undefined) return [{ from, to: post.url, status: 301, title: post.title }];
      const place = placeIn(post, aliasField(from)) ?? { line: 1, column: 1 };
      problems.push(problemAt(post, place, taken(from, owner, post.draft)));
      return [];
    }),
  );
  const titles = new Map(posts.map((post) => [post.url, post.title]));
  const written = site.redirects.flatMap((redirect): [WrittenRedirect, Redirect][] => {
    const { status, file, fromPlace } = redirect;
    const from = aliasPath(redirect.from);
    const owner = from === undefined ? undefined : reserve(redirectOutput(from), file);
    if (from === undefined) problems.push(problemAt({ file }, fromPlace, aliasFinding(redirect.from)));
    else if (owner !== undefined) problems.push(problemAt({ file }, fromPlace, taken(from, owner)));
    if (from === undefined || owner !== undefined) return [];
    const to = onThisSite(redirect.to, site);
    return [[redirect, { from, to, status, title: titles.get(to) }]];
  });
  const redirects = [...aliases, ...written.map(([, redirect]) => redirect)];
  return { redirects, problems: [...problems, ...stepProblems(written, redirects)] };
}

/** What is written may name this site in full. */
export function onThisSite(to: string, { origin, base }: Site): string {
  const root = origin + base;
  return to.startsWith(root) ? `/${to.slice(root.length)}` : to;
}

/** Redirects of site.yaml that lead to other redirects, and those that lead to themselves in the end. */
function stepProblems(written: readonly [WrittenRedirect, Redirect][], all: readonly Redirect[]): Problem[] {
  const next = new Map(all.map(({ from, to }) => [comparable(from), to]));
  return written.flatMap(([{ file, toPlace }, { from, to }]) => {
    const way = [comparable(from)];
    let end = to;
    for (let step = next.get(comparable(to)); step !== undefined; step = next.get(comparable(end))) {
      if (way.includes(comparable(end))) return problemAt({ file }, toPlace, loop(from));
      way.push(comparable(end));
      end = step;
    }
    return way.length === 1 ? [] : problemAt({ file }, toPlace, chain(to, end));
  });
}

/** Redirects are told apart by their paths, as files are. */
function comparable(address: string): string {
  return pathKey(decodeAddress(address.replace(/[?#].*$/s, "")));
}

/** What is said where two things want one address: at the later of the two. */
export function taken(address: string, owner: string, isDraft = false): Finding {
  return {
    rule: "duplicate-url",
    message: `\`${address}\` is already the address of ${owner}.`,
    hint: "Give one of the two another address.",
    ...(isDraft ? { severity: "warn" } : {}),
  };
}

function loop(from: string): Finding {
  return {
    rule: "redirect-loop",
    message: `From here \`${from}\` leads back to itself.`,
    hint: "Let one of the redirects on the way lead to a page.",
  };
}

function chain(to: string, end: string): Finding {
  return {
    rule: "redirect-chain",
    message: `\`${to}\` is an old address itself.`,
    hint: `Write where it leads: \`${end}\`.`,
  };
}
