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
  /** Whether it differs from the post's own address in letter case alone. Some disks and hosts take both for one. */
  isCaseOnly?: boolean;
  /** Whether a pattern says the same, so that only hosts without patterns need it. */
  isOfPattern?: boolean;
}

/** A redirect of all addresses below a folder. */
export interface PatternRedirect {
  /** The folder, as in `/tag/`. */
  from: string;
  /** A folder of this site or another, to which the rest of the address is added; or one address for all. */
  to: string;
  keepsRest: boolean;
  status: RedirectStatus;
}

export interface Redirects {
  redirects: Redirect[];
  patterns: PatternRedirect[];
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
 * @param addresses of all pages, for redirects of whole folders
 * @param reserve reserves an output path for a file; returns its owner if it is taken
 */
export function redirectsOf(
  site: Site,
  posts: readonly Post[],
  addresses: readonly string[],
  reserve: (output: string, owner: string) => string | undefined,
  placeIn: PlaceIn,
): Redirects {
  const problems: Problem[] = [];
  const aliases = posts.flatMap((post) =>
    post.aliases.flatMap((from): Redirect[] => {
      if (redirectOutput(from) === outputPath(post.url)) return [];
      if (pathKey(redirectOutput(from)) === pathKey(outputPath(post.url)))
        return [{ from, to: post.url, status: 301, title: post.title, isCaseOnly: true }];
      const owner = reserve(redirectOutput(from), post.file);
      if (owner === undefined) return [{ from, to: post.url, status: 301, title: post.title }];
      const place = placeIn(post, aliasField(from)) ?? { line: 1, column: 1 };
      problems.push(problemAt(post, place, taken(from, owner, post.draft)));
      return [];
    }),
  );
  const titles = new Map(posts.map((post) => [post.url, post.title]));
  const { patterns, ofPatterns, ...further } = patternsOf(site, addresses, reserve);
  problems.push(...further.problems);
  const written = site.redirects.flatMap((redirect): [WrittenRedirect, Redirect][] => {
    const { status, file, fromPlace } = redirect;
    if (isPattern(redirect)) return [];
    const from = aliasPath(redirect.from);
    const owner = from === undefined ? undefined : reserve(redirectOutput(from), file);
    if (from === undefined) problems.push(problemAt({ file }, fromPlace, aliasFinding(redirect.from)));
    else if (owner !== undefined) problems.push(problemAt({ file }, fromPlace, taken(from, owner)));
    if (from === undefined || owner !== undefined) return [];
    const to = onThisSite(redirect.to, site);
    return [[redirect, { from, to, status, title: titles.get(to) }]];
  });
  const redirects = [...aliases, ...written.map(([, redirect]) => redirect), ...ofPatterns];
  return { redirects, patterns, problems: [...problems, ...stepProblems(written, redirects)] };
}

/**
 * Whether every host can express a redirect as a rule; otherwise a page redirects. In paths, characters such as `$`,
 * `%` and `:`, which come from file names, have a meaning on some hosts. Vercel reads `:name` and brackets in a
 * target's query as patterns, even when encoded.
 */
export function hasRule({ from, to, isCaseOnly = false, isOfPattern = false }: Redirect): boolean {
  const isPlain = /^(?:[\w/.~\-+ ,;=@&!'()]|[^\p{ASCII}\p{C}\p{Z}])*$/u.test(from);
  // A host that ignores case would redirect the new address to itself.
  return (
    isPlain &&
    !isCaseOnly &&
    !isOfPattern &&
    ![...new URL(to, "https://here.invalid").searchParams.values()].some((value) => /:\w|[(){}*?+]/.test(value))
  );
}

/** Whether a redirect is for all addresses below a folder: `/tag/*`. */
export function isPattern({ from }: Pick<WrittenRedirect, "from">): boolean {
  return /^\/.*[^/*]\/\*$/.test(from);
}

/** Redirects of whole folders, and for hosts that know no patterns one for each page that such a redirect leads to. */
function patternsOf(
  site: Site,
  addresses: readonly string[],
  reserve: (output: string, owner: string) => string | undefined,
): { patterns: PatternRedirect[]; ofPatterns: Redirect[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const patterns: PatternRedirect[] = [];
  const ofPatterns: Redirect[] = [];
  for (const redirect of site.redirects.filter(isPattern)) {
    const { status, file, fromPlace } = redirect;
    const from = aliasPath(redirect.from.slice(0, -1));
    const covered = from === undefined ? undefined : addresses.find((address) => address.startsWith(from));
    if (from === undefined) problems.push(problemAt({ file }, fromPlace, aliasFinding(redirect.from)));
    else if (covered !== undefined) problems.push(problemAt({ file }, fromPlace, covers(redirect.from, covered)));
    if (from === undefined || covered !== undefined) continue;
    const keepsRest = redirect.to.endsWith("/*");
    const to = onThisSite(keepsRest ? redirect.to.slice(0, -1) : redirect.to, site);
    const pattern = { from, to, keepsRest, status };
    if (hasRule(pattern)) patterns.push(pattern);
    else problems.push(problemAt({ file }, fromPlace, noRule(redirect.from)));
    const targets = keepsRest ? addresses.filter((address) => address.startsWith(to) && address.endsWith("/")) : [];
    for (const target of targets) {
      const old = from + target.slice(to.length);
      if (reserve(redirectOutput(old), file) === undefined)
        ofPatterns.push({ from: old, to: target, status, isOfPattern: true });
    }
  }
  return { patterns, ofPatterns, problems };
}

function covers(pattern: string, address: string): Finding {
  return {
    rule: "duplicate-url",
    message: `\`${pattern}\` is also for \`${address}\`, which is a page of this site.`,
    hint: "Redirect single addresses instead.",
  };
}

function noRule(pattern: string): Finding {
  return {
    rule: "unsafe-path",
    message: `\`${pattern}\` or its target holds characters in which hosts read a pattern.`,
    hint: "Redirect single addresses instead.",
  };
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
