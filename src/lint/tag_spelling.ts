/**
 * Two spellings of one tag, if no tags.yaml decides.
 */

import { compare, type Problem } from "../base/diagnostic.ts";
import { problemAt } from "../base/source.ts";
import type { Post, TagUse } from "../content/post.ts";

interface Use {
  post: Post;
  tag: TagUse;
}

/** The rarer spellings of each tag, wherever they occur. */
export function spellingProblems(posts: readonly Post[]): Problem[] {
  const uses = new Map<string, Map<string, Use[]>>();
  for (const post of posts) {
    for (const tag of post.tags) {
      const spellings = uses.get(tag.id) ?? new Map<string, Use[]>();
      const same = spellings.get(tag.written);
      if (same) same.push({ post, tag });
      else spellings.set(tag.written, [{ post, tag }]);
      uses.set(tag.id, spellings);
    }
  }
  return [...uses.values()].filter((spellings) => spellings.size > 1).flatMap(rarer);
}

function rarer(spellings: Map<string, Use[]>): Problem[] {
  const [usual, ...others] = [...spellings].sort((a, b) => b[1].length - a[1].length || compare(a[0], b[0]));
  if (usual === undefined) return [];
  return others.flatMap(([written, uses]) =>
    uses.map(({ post, tag }) =>
      problemAt(post, tag.place, {
        rule: "unknown-tag",
        severity: "warn",
        message: `“${written}” is another spelling of the tag “${usual[0]}”, which ${count(usual[1].length)}.`,
        hint: `Write \`${usual[0]}\`, so that both lead to the same topic.`,
      }),
    ),
  );
}

function count(posts: number): string {
  return posts === 1 ? "one post uses" : `${posts} posts use`;
}
