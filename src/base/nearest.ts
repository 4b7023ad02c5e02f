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
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  return best !== undefined && distance(wanted, found) <= allowed ? best : undefined;
}

/** “ Did you mean `x`?”, or an empty string. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `Did you mean \`${found}\`?`;
}
