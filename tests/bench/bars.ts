/**
 * Targets for speed and memory, compared with measurements. The peers' builds include
 * their search index.
 */

import { costOf, median, type PeerName, type Results, type Scenario, type SizeResults, wholeOf } from "./results.ts";

type Unit = "times" | "ms" | "bytes";

export interface Bar {
  what: string;
  /** The upper limit. */
  most: number;
  unit: Unit;
  /** Absent if not measured. */
  measured: number | undefined;
  /** Whether it is met; absent if unknown. */
  isMet: boolean | undefined;
}

const MB = 2 ** 20;
const GB = 2 ** 30;
const TINY = 35;
const SMALL = 350;
const LARGE = 10_000;
const HUGE = 100_000;

/** All targets, measured or not. */
export function bars(results: Results): Bar[] {
  const at = (posts: number): SizeResults | undefined => results.sizes.find((size) => size.posts === posts);
  const against = (posts: number, scenario: Scenario, peer: PeerName): number | undefined =>
    ratio(costOf(at(posts), "ours", scenario).wallMs, wholeOf(at(posts), peer).wallMs);
  const growth = (scenario: Scenario): number | undefined =>
    ratio(costOf(at(HUGE), "ours", scenario).wallMs, costOf(at(LARGE), "ours", scenario).wallMs);
  const save = (posts: number): number | undefined => median(at(posts)?.saves ?? []);
  const peak = (posts: number): number | undefined => peakOf(at(posts));
  return [
    bar("350 posts, one edited, against Hugo", 0.35, "times", against(SMALL, "one post edited", "hugo")),
    bar("350 posts, colour changed, against Hugo", 1.2, "times", against(SMALL, "colour changed", "hugo")),
    bar("350 posts, settings changed, against Hugo", 1.2, "times", against(SMALL, "settings changed", "hugo")),
    bar("350 posts, cold, against Hugo", 1.5, "times", against(SMALL, "cold", "hugo")),
    bar("350 posts, nothing changed, against Hugo", 0.1, "times", against(SMALL, "nothing changed", "hugo")),
    bar("35 posts, cold, against plain Eleventy", 1.2, "times", against(TINY, "cold", "eleventy")),
    bar("10,000 posts, one edited, against Hugo", 0.03, "times", against(LARGE, "one post edited", "hugo")),
    bar("10,000 posts, nothing changed, against Hugo", 0.05, "times", against(LARGE, "nothing changed", "hugo")),
    bar("10,000 posts, cold, against Hugo", 0.55, "times", against(LARGE, "cold", "hugo")),
    bar("10,000 posts, cold, against plain Eleventy", 0.4, "times", against(LARGE, "cold", "eleventy")),
    bar("10,000 posts, cold, against Astro", 0.45, "times", against(LARGE, "cold", "astro")),
    bar("100,000 posts against 10,000, cold", 11, "times", growth("cold")),
    bar("100,000 posts against 10,000, one edited", 11, "times", growth("one post edited")),
    bar("350 posts, memory of the largest process", 250 * MB, "bytes", peak(SMALL)),
    bar("10,000 posts, memory of the largest process", 600 * MB, "bytes", peak(LARGE)),
    bar("100,000 posts, memory of the largest process", 1.5 * GB, "bytes", peak(HUGE)),
    bar("350 posts, npm start to the first page", 2_300, "ms", at(SMALL)?.starts[1]),
    bar("350 posts, from saving to seeing it", 150, "ms", save(SMALL)),
    bar("10,000 posts, from saving to seeing it", 300, "ms", save(LARGE)),
  ];
}

function bar(what: string, most: number, unit: Unit, measured: number | undefined): Bar {
  return { what, most, unit, measured, isMet: measured === undefined ? undefined : measured <= most };
}

/** `a` divided by `b`. */
export function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}

/** Our peak memory in any scenario. */
function peakOf(size: SizeResults | undefined): number | undefined {
  const peaks = (size?.series ?? []).flatMap(({ peer, scenario }) =>
    peer === "ours" ? (costOf(size, peer, scenario).peakBytes ?? []) : [],
  );
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}
