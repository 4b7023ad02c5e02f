import { closest, distance } from "fastest-levenshtein";

/** The candidate that a person most likely meant, if one is near enough to suggest. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > 200) return undefined;
  const wanted = word.toLowerCase();
  const found = closest(
    wanted,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const best = candidates.find((candidate) => candidate.toLowerCase() === found);
  return best !== undefined && isNear(wanted, found) ? best : undefined;
}

/** A third of the letters may differ, without the folders that two addresses share; or two have changed places. */
function isNear(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const folders = one.lastIndexOf("/", shared - 1) + 1;
  const steps = distance(one, other);
  return steps <= Math.floor((one.length - folders) / 3) || (steps <= 2 && sorted(one) === sorted(other));
}

function sorted(word: string): string {
  return [...word].sort().join("");
}

/** “Did you mean `x`?”, or an empty string. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `Did you mean \`${found}\`?`;
}
