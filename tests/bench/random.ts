/** Seeded random numbers, the same on every machine. */

export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** An integer, bounds included. */
  between(least: number, most: number): number;
  /** True with this probability. */
  chance(share: number): boolean;
  /** An item, with a Zipf distribution, like words in a language. */
  favourite<Item>(items: readonly Item[]): Item;
  /** An item, uniformly. */
  one<Item>(items: readonly Item[]): Item;
}

/**
 * Creates a generator for a list of numbers, so that each post can be generated independently.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32
 */
export function random(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) ^ (mixed >>> 15), 0x85ebca6b);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    favourite: (items) => itemAt(items, next() ** 2),
    one: (items) => itemAt(items, next()),
  };
}

/** The item at a relative position in a list. */
function itemAt<Item>(items: readonly Item[], share: number): Item {
  const item = items[Math.floor(share * items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}

/** A normally distributed number (Box–Muller). */
export function normal({ next }: Random): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
