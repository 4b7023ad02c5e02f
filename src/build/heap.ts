/**
 * How much more than what is in use the heap may hold before it is tidied.
 */

import { setFlagsFromString } from "node:v8";

/** From so many posts on, the usual share (see `cli/launch.mjs`) would be hundreds of megabytes. */
const MANY_POSTS = 30_000;

/** Keeps the heap of a very big blog near to what is in use, for which it is tidied more often. */
export function spareHeap(posts: number): void {
  if (posts >= MANY_POSTS) setFlagsFromString("--heap-growing-percent=15");
}
