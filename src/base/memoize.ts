/**
 * Memoization with bounded memory.
 */

import { detachedCopy } from "./text.ts";

/** When a cache has this many results, it is cleared. */
const MOST_RESULTS = 20_000;

/** Memoizes a function of two objects, for as long as the first one lives. */
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

/** Memoizes only the last result of a function: for results needed twice in a row and too big to keep. */
export function memoizeLast<Given extends object, Result>(compute: (given: Given) => Result): (given: Given) => Result {
  let last: { given: Given; result: Result } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, result: compute(given) };
    return last.result;
  };
}

/** Memoizes a function of a string. */
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
