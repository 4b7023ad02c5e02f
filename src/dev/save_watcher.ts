/**
 * Posts that an author saves while the site on their machine still follows an earlier save: that work is given up, so
 * that the page of the post is shown first, and done when the author pauses.
 */

import { existsSync, watch } from "node:fs";

/** A post was saved while work went on that takes longer. */
export class AbortError extends Error {}

export class SaveWatcher {
  #saved = new AbortController();

  /** @param folder of the posts */
  constructor(folder: string) {
    if (!existsSync(folder)) return;
    watch(folder, { persistent: false }, () => this.#saved.abort(new AbortError()));
  }

  /** Aborted when a post is saved. */
  get signal(): AbortSignal {
    return this.#saved.signal;
  }

  /** From now on only later saves count. */
  forget(): void {
    this.#saved = new AbortController();
  }

  /** @throws AbortError when a post is saved before the work is done */
  async unlessAny<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this;
    const saved = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
    // What becomes of work that was given up is nobody's concern.
    for (const promise of [work, saved]) promise.catch(() => {});
    signal.throwIfAborted();
    return Promise.race([work, saved]);
  }
}
