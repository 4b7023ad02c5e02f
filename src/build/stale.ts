/**
 * Which of the planned pages have to be rendered: those whose inputs, or whose files, are not those of the last build.
 */

import { relative } from "node:path";
import { digest } from "../cache.ts";
import type { View } from "../view/views.ts";
import { isCurrent, type Manifest } from "./manifest.ts";
import { pagesFolder } from "./options.ts";
import type { Plan } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import type { Templates } from "./templates.ts";

/** A page's output and a name for everything that it is made from. */
export type Keys = Map<string, string>;

export interface Work {
  /** Of every page, rendered or not. */
  keys: Keys;
  /** The views whose pages are to be rendered. */
  plan: Plan;
  /** Ordinary templates, by their path from the pages folder, that need not be rendered. */
  skipped: string[];
  /** Outputs that stand as they are. */
  current: string[];
}

/**
 * A page is its view, put through its templates, with what all pages share: the key is made of these. Where a template
 * reads lists of posts itself, every page depends on every post.
 */
export function staleWork(prepared: Prepared, templates: Templates, manifest: Manifest): Work {
  const { options, plan, ordinary, sharedKey, postsKey } = prepared;
  const common = digest(templates.key, sharedKey, templates.readsCollections ? postsKey : "");
  const keys: Keys = new Map();
  const current: string[] = [];
  const isStale = (output: string, key: string): boolean => {
    keys.set(output, key);
    const stands = isCurrent(options.output, output, key, manifest);
    if (stands) current.push(output);
    return !stands;
  };
  const stale = <Kind extends View>(views: readonly Kind[]): Kind[] =>
    views.filter((view) => isStale(view.output, digest(common, JSON.stringify(view))));
  const skipped = ordinary
    .filter(({ output, text }) => !isStale(output, digest(common, text)))
    .map(({ path }) => relative(pagesFolder(options), path));
  return {
    keys,
    plan: {
      post: stale(plan.post),
      home: stale(plan.home),
      blog: stale(plan.blog),
      tags: stale(plan.tags),
      tag: stale(plan.tag),
      authors: stale(plan.authors),
      author: stale(plan.author),
      series: stale(plan.series),
      archive: stale(plan.archive),
      not_found: stale(plan.not_found),
      redirect: stale(plan.redirect),
      broken: stale(plan.broken),
    },
    skipped,
    current,
  };
}
