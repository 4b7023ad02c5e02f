/**
 * Posts that an author saves while the site on their machine still follows an earlier save: that work is given up, so
 * that the page of the post is shown first, and done when the author pauses.
 */

import { existsSync, watch } from "node:fs";
import { setImmediate } from "node:timers/promises";

/** A post was saved while work went on that takes longer. */
export class AbortError extends Error {}

export class SaveWatcher {
  #isAny = false;
  #told: () => void = () => {};

  /** @param folder of the posts */
  constructor(folder: string) {
    if (!existsSync(folder)) return;
    watch(folder, { persistent: false }, () => {
      this.#isAny = true;
      this.#told();
    });
  }

  /** From now on only later saves count. */
  forget(): void {
    this.#isAny = false;
  }

  /**
   * Lets others have their turn between two pieces of work.
   *
   * @throws Superseded when a post was saved
   */
  async breathe(): Promise<void> {
    await setImmediate();
    if (this.#isAny) throw new AbortError();
  }

  /** @throws Superseded when a post is saved before the work is done */
  async unlessAny<Result>(work: Promise<Result>): Promise<Result> {
    const saved = new Promise<never>((_, reject) => {
      this.#told = () => reject(new AbortError());
    });
    // What becomes of work that was given up is nobody's concern.
    for (const promise of [work, saved]) promise.catch(() => {});
    if (this.#isAny) throw new AbortError();
    return Promise.race([work, saved]);
  }
}
