/**
 * Words by which two texts can be told to be about the same.
 */

/** Frequent in texts about anything, so that they tell nothing. Shorter ones are left out by their length. */
const COMMON = new Set(
  `about above after again also another around because been before being between both cannot could does doing down
  during each ever every everything from further gain have having help here improve into itself just know learn like
  long look made make many more most much must need never only other others over people same should some still such
  take than that their them then there these they thing things this those through under understand until very want well
  were what when where which while will with within without would your yours using used uses good great best better
  first your article blog post discover explore guide read ensure provide provides including include includes`.split(
    /\s+/,
  ),
);

const SHORTEST = 4;
/** Endings differ, beginnings do not: `mentor`, `mentors` and `mentoring` share theirs. */
const STEM = 5;

/** The beginnings of the words of a text that matter, as they come. */
export function* stems(text: string): Generator<string> {
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (word.length >= SHORTEST && !COMMON.has(word)) yield word.slice(0, STEM);
  }
}
