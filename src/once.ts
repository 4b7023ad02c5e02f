/**
 * Results that are computed once: what many pages show of one post is the same each time.
 */

/** A function of two objects whose result is remembered for as long as both are. */
export function once<Outer extends object, Inner extends object, Result>(
  compute: (outer: Outer, inner: Inner) => Result,
): (outer: Outer, inner: Inner) => Result {
  const known = new WeakMap<Outer, WeakMap<Inner, Result>>();
  return (outer, inner) => {
    const ofOuter = known.get(outer) ?? new WeakMap<Inner, Result>();
    known.set(outer, ofOuter);
    const before = ofOuter.get(inner);
    if (before !== undefined) return before;
    const result = compute(outer, inner);
    ofOuter.set(inner, result);
    return result;
  };
}

/** A function of an object that remembers its last result: for what is asked for twice in a row and too big to keep. */
export function onceInARow<Given extends object, Result>(compute: (given: Given) => Result): (given: Given) => Result {
  let last: { given: Given; result: Result } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, result: compute(given) };
    return last.result;
  };
}

/** A function of a text whose result is remembered. For texts of which there are few: languages, zones, days. */
export function onceFor<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = compute(text);
    // A copy: to V8 a part of a long text is a view of it, which holds on to the whole.
    known.set(Buffer.from(text).toString(), result);
    return result;
  };
}
