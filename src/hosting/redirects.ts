/**
 * The list of redirects, from which both redirect pages and the hosts' rules are made.
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
  /** Without the site's base path, percent-decoded, in the letter case as written: `/blog/old/`, `/2019/why.html`. */
  from: string;
  /** Without the site's base path, as in `/blog/new/#part`; or the full address on another site. */
  to: string;
  status: RedirectStatus;
  /** The title of the target, if it is a post. */
  title?: string | undefined;
}

export interface Redirects {
  redirects: Redirect[];
  problems: Problem[];
}

/** Path of a redirect's page, for hosts without redirect rules. Relative to the output folder. */
export function redirectOutput(from: string): string {
  return outputPath(/\/$|\.html?$/i.test(from) ? from : `${from}/`);
}

/**
 * Collects the aliases of posts and the redirects of site.yaml. An address that is taken, and a redirect to a redirect,
 * is a problem.
 *
 * @param reserve reserves an output path for a file; returns its owner if it is taken
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

/** A target may name this site in full. */
export function onThisSite(to: string, { origin, base }: Site): string {
  const root = origin + base;
  return to.startsWith(root) ? `/${to.slice(root.length)}` : to;
}

/** Redirects of site.yaml that lead to other redirects, and redirect loops. */
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

/** Redirects are identified by path, like files. */
function comparable(address: string): string {
  return pathKey(decodeAddress(address.replace(/[?#].*$/s, "")));
}

/** The problem of two owners for one address, reported at the later one. */
export function taken(address: string, owner: string, isDraft = false): Finding {
  return {
    rule: "duplicate-url",
    message: `\`${address}\` is already the address of ${owner}.`,
    hint: "Change one of the two addresses.",
    ...(isDraft ? { severity: "warn" } : {}),
  };
}

function loop(from: string): Finding {
  return {
    rule: "redirect-loop",
    message: `\`${from}\` redirects back to itself.`,
    hint: "Point one of the redirects to a page.",
  };
}

function chain(to: string, end: string): Finding {
  return {
    rule: "redirect-chain",
    message: `\`${to}\` is an old address itself.`,
    hint: `Write its target: \`${end}\`.`,
  };
}
