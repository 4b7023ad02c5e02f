/**
 * Rules that need all posts: duplicates, and posts that nothing links to.
 */

import { distance } from "fastest-levenshtein";
import { compare, type Problem } from "../base/diagnostic.ts";
import { nearest } from "../base/nearest.ts";
import { type Finding, type Place, problemAt } from "../base/source.ts";
import { isLocal, resolved } from "../base/urls.ts";
import type { PlaceIn, Post } from "../content/post.ts";
import { decodedTerms } from "../content/term_vectors.ts";
import type { Picture } from "../markdown/rendered.ts";

/** The compared parts of a text. */
interface Text {
  links: readonly { target: string }[];
  pictures: readonly Picture[];
}

/** The posts to compare. */
export interface Posts {
  /** Published posts. */
  posts: readonly Post[];
  textOf(post: Post): Text;
  /** The terms of a post, as `encodedTerms` writes them. */
  termsOf(post: Post): string;
  /** The most related posts of a post, the nearest first. */
  nearestTo(post: Post): readonly Post[];
  placeIn: PlaceIn;
  /** Whether there is a tags.yaml. */
  hasTagList: boolean;
}

export function crossPostAdvice(all: Posts): Problem[] {
  const inOrder = { ...all, posts: [...all.posts].sort(oldestFirst) };
  return [
    ...sameValue(inOrder, "title", "duplicate-title", ({ title }) => title),
    ...sameValue(inOrder, "description", "duplicate-description", ({ description }) => description),
    ...sharedCovers(inOrder),
    ...sharedAlts(inOrder),
    ...rareTags(inOrder),
    ...nearCopies(inOrder),
    ...orphans(inOrder),
  ];
}

/** Of two posts that are alike, the later one is reported. */
function oldestFirst(a: Post, b: Post): number {
  return a.date - b.date || compare(a.file, b.file);
}

/** A finding at a field of a post. */
function at({ placeIn }: Posts, post: Post, field: string, finding: Finding): Problem {
  const top: Place = { line: 1, column: 1 };
  return problemAt(post, placeIn(post, field) ?? top, finding);
}

function sameValue(
  all: Posts,
  field: string,
  rule: "duplicate-title" | "duplicate-description",
  read: (post: Post) => string | undefined,
): Problem[] {
  const first = new Map<string, Post>();
  return all.posts.flatMap((post) => {
    const value = read(post)?.trim().replace(/\s+/g, " ").toLowerCase();
    if (value === undefined || value === "") return [];
    const other = first.get(value);
    if (other === undefined) first.set(value, post);
    if (other === undefined) return [];
    return at(all, post, field, {
      rule,
      message: `The ${field} is the same as that of ${other.file}.`,
      hint: "Say what is special about this post, so that readers and search engines can tell the two apart.",
    });
  });
}

/** With this many posts sharing one image, lists look repetitive. */
const COVERS_TOO_MANY = 3;

function sharedCovers(all: Posts): Problem[] {
  return [...grouped(all.posts, ({ thumbnail }) => thumbnail)]
    .filter(([, sharing]) => sharing.length >= COVERS_TOO_MANY)
    .flatMap(([picture, sharing]) =>
      sharing.slice(1).map((post) =>
        at(all, post, "thumbnail", {
          rule: "shared-cover",
          message: `\`${picture}\` is the picture of ${sharing.length} posts.`,
          hint: "Give each post its own picture, or none: two posts with the same picture look like the same post.",
        }),
      ),
    );
}

/** The same alt text on this many images describes none of them. */
const ALTS_TOO_MANY = 3;

function sharedAlts({ posts, textOf }: Posts): Problem[] {
  const uses = new Map<string, { post: Post; picture: Picture }[]>();
  for (const post of posts) {
    for (const picture of textOf(post).pictures) {
      const alt = picture.alt.trim().toLowerCase();
      if (alt !== "") uses.set(alt, [...(uses.get(alt) ?? []), { post, picture }]);
    }
  }
  return [...uses.values()].flatMap((all) => {
    const different = new Set(all.map(({ picture }) => picture.target)).size;
    if (different < ALTS_TOO_MANY) return [];
    return all.map(({ post, picture }) =>
      problemAt(post, picture.place, {
        rule: "shared-alt",
        message: `“${picture.alt.trim()}” describes ${different} different pictures.`,
        hint: "Describe what each one shows.",
      }),
    );
  });
}

/** With this many uses, a tag may be a misspelt one. */
const RARE = 2;
/** A tag has a misspelt form when it has this many times its uses. */
const MORE_USES = 2;

function rareTags({ posts, hasTagList }: Posts): Problem[] {
  // tags.yaml lists the topics that a blog means to have, and a topic may begin with one post.
  if (hasTagList) return [];
  const uses = grouped(
    posts.flatMap((post) => post.tags.map((tag) => ({ post, tag }))),
    ({ tag }) => tag.id,
  );
  return [...uses].flatMap(([id, found]) => {
    const like =
      found.length > RARE
        ? undefined
        : [...uses].find(([other, { length }]) => length >= found.length * MORE_USES && isLike(id, other))?.[0];
    if (like === undefined && found.length > 1) return [];
    return found.map(({ post, tag }) =>
      problemAt(post, tag.place, {
        rule: found.length > 1 ? "unknown-tag" : "single-use-tag",
        ...(like === undefined ? {} : { severity: "warn" }),
        message:
          found.length > 1
            ? `“${tag.written}” looks like a misspelt “${like}”.`
            : `No other post has the tag “${tag.written}”.`,
        hint: like
          ? `Other posts have “${like}”; use one tag for one topic.`
          : "Use a tag that other posts have, or leave it out until a second post needs it.",
      }),
    );
  });
}

/** Whether two tags differ in their ending, or in a letter or two. */
function isLike(one: string, other: string): boolean {
  return (
    one !== other &&
    (sameStem(one, other) || (one.length > 4 && nearest(one, [other]) !== undefined && distance(one, other) <= 2))
  );
}

/** `mentor` and `mentors`, `dashboard` and `dashboarding`. */
function sameStem(one: string, other: string): boolean {
  const stem = (word: string): string => word.replace(/(?:ing|ies|es|s|y)$/, "");
  return stem(one) === stem(other) && stem(one).length > 2;
}

/** Texts with at least this share of common terms count as copies. */
const COPIED = 0.75;

/**
 * Near-duplicate posts, by the Jaccard index of their terms. Compares each post only with the most related ones, so
 * that the work grows linearly.
 *
 * @see https://en.wikipedia.org/wiki/Jaccard_index
 */
function nearCopies(all: Posts): Problem[] {
  const { posts, termsOf, nearestTo } = all;
  return posts.flatMap((post) => {
    const [nearest] = nearestTo(post);
    if (nearest === undefined || oldestFirst(nearest, post) > 0) return [];
    const share = jaccard(termSet(termsOf(post)), termSet(termsOf(nearest)));
    if (share < COPIED) return [];
    return at(all, post, "title", {
      rule: "near-duplicate",
      message: `The text is nearly the same as that of ${nearest.file}.`,
      hint: `Keep one of the two, and redirect the other to it: \`aliases: [${post.url}]\` in the one that stays.`,
    });
  });
}

function termSet(terms: string): Set<number> {
  return new Set(decodedTerms(terms).filter((_, index) => index % 2 === 0));
}

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const shared = [...one].filter((term) => other.has(term)).length;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

/** Posts that no other post links to, once a blog is large enough. */
const ORPHANS_FROM = 5;

function orphans(all: Posts): Problem[] {
  const { posts, textOf } = all;
  if (posts.length < ORPHANS_FROM) return [];
  const linked = new Set<string>();
  for (const post of posts) {
    for (const { target } of textOf(post).links) {
      const { path } = resolved(target, post.url);
      if (isLocal(target) && path !== post.url) linked.add(path);
    }
  }
  return posts
    .filter(({ url, aliases }) => ![url, ...aliases].some((address) => linked.has(address)))
    .map((post) =>
      at(all, post, "title", {
        rule: "orphan",
        message: "No other post links to this one.",
        hint: "Link to it from a post on a similar subject.",
      }),
    );
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(item);
    else if (key !== undefined) groups.set(key, [item]);
  }
  return groups;
}
