/** What an author or owner changes between two builds. */

import type { Corpus } from "./corpus.ts";
import type { Peer } from "./peer.ts";

/** A file and its new text. */
export interface Edit {
  path: string;
  text(before: string): string;
}

type Change = (peer: Peer, corpus: Corpus) => Edit;

/** Changes to posts, which are the same for every generator. */
export const POST_EDITS = {
  "one post edited": (peer, corpus) => ({
    path: middle(peer, corpus).path,
    text: (before) => `${before}\nA sentence that was not here before.\n`,
  }),
  "one post added": ({ postFile }, corpus) => {
    const post = corpus.post(Math.floor(corpus.size / 2));
    const { path, text } = postFile({ ...post, slug: `${post.slug}-again`, title: `${post.title} again` });
    return { path, text: () => text };
  },
  "one post retitled": (peer, corpus) => ({
    path: middle(peer, corpus).path,
    text: (before) => before.replace(/^title: .*$/m, "title: A title that was not here before"),
  }),
} as const satisfies Record<string, Change>;

function middle({ postFile }: Peer, corpus: Corpus): { path: string } {
  return postFile(corpus.post(Math.floor(corpus.size / 2)));
}
