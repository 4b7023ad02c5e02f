/**
 * Results that are computed once: what many pages show of one post is the same each time.
 */

import { detachedCopy } from "./text.ts";

/** So many results are remembered of a function. Of more, all are forgotten, and made again as they are asked for. */
const MOST_RESULTS = 20_000;

/** A function of two objects whose result is remembered for as long as the first is, unless there are too many. */
export function memoizeByPair<Outer extends object, Inner extends object, Result>(
  compute: (outer: Outer, inner: Inner) => Result,
): (outer: Outer, inner: Inner) => Result {
  const known = new WeakMap<Outer, Map<Inner, Result>>();
  return (outer, inner) => {
    const ofOuter = known.get(outer) ?? new Map<Inner, Result>();
    known.set(outer, ofOuter);
    const before = ofOuter.get(inner);
    if (before !== undefined) return before;
    const result = compute(outer, inner);
    if (ofOuter.size >= MOST_RESULTS) ofOuter.clear();
    ofOuter.set(inner, result);
    return result;
  };
}

/** A function of an object that remembers its last result: for what is asked for twice in a row and too big to keep. */
export function memoizeLast<Given extends object, Result>(compute: (given: Given) => Result): (given: Given) => Result {
  let last: { given: Given; result: Result } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, result: compute(given) };
    return last.result;
  };
}

/** A function of a text whose result is remembered, unless there are too many. */
export function memoize<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = compute(text);
    if (known.size >= MOST_RESULTS) known.clear();
    known.set(detachedCopy(text), result);
    return result;
  };
}
