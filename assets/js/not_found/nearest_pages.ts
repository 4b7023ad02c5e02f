/** The address and title of a page. */
type Page = readonly [address: string, title: string];

const MOST = 5;
/** Similarity below this is coincidence. */
const LEAST_LIKENESS = 0.35;

/** The pages whose addresses or titles are most similar to the requested address, best first. */
export function nearestPages<Found extends Page>(asked: string, pages: readonly Found[]): Found[] {
  const wanted = pairsOf(nameIn(asked));
  return pages
    .map((page) => {
      const names = [nameIn(page[0]), page[1].toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")];
      return { page, likeness: Math.max(...names.map((name) => likeness(wanted, pairsOf(name)))) };
    })
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ page }) => page);
}

/** The distinctive part of an address: `/blog/Some_Post.html` gives `some-post`. */
function nameIn(address: string): string {
  const parts = address
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "" && !/^index\.\w+$/.test(part));
  return (parts.at(-1) ?? "").replace(/\.\w+$/, "").replace(/[\s_]+/g, "-");
}

/** Counts of letter pairs (bigrams). */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * The Sørensen–Dice coefficient, from 0 (nothing in common) to 1 (equal).
 *
 * @see https://en.wikipedia.org/wiki/Dice-S%C3%B8rensen_coefficient
 */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (pairs: ReadonlyMap<string, number>): number =>
    [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const shared = [...a].reduce((sum, [pair, count]) => sum + Math.min(count, b.get(pair) ?? 0), 0);
  const all = size(a) + size(b);
  return all === 0 ? 0 : (2 * shared) / all;
}
