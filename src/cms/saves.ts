/**
 * Saves of the CMS on an author's machine. Each is compared with what its tab was shown, since an editor on the same
 * machine may have saved the file meanwhile; saves queue behind one another.
 */

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { createFile, removeIfUnchanged, replaceIfUnchanged } from "../base/files.ts";
import { sha256 } from "./reads.ts";
import { type Change, conflictText, type Save } from "./write_requests.ts";

/** A file as a tab of the CMS has it. */
interface Shown {
  /** SHA-256 of its bytes; null if there was no file. */
  id: string | null;
  /** Whether it was opened, and not only listed. */
  isOpen: boolean;
}

const id = z.string().nullable();
/** A file in an answer: a text, or a picture. */
const answered = z.union([
  z.object({ file: z.object({ path: z.string(), id }) }).transform(({ file }) => file),
  z.object({ path: z.string(), id }),
]);

/** Answers with status 409: nothing was written. */
export class Conflict extends Error {}

export class Saves {
  readonly #home: string;
  readonly #commit: (changes: readonly Change[], message: string) => Promise<void>;
  readonly #tabs = new Map<string, Map<string, Shown>>();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param home the folder that paths are relative to
   * @param commit is called after each save, for one save at a time
   */
  constructor(home: string, commit: (changes: readonly Change[], message: string) => Promise<void>) {
    this.#home = home;
    this.#commit = commit;
  }

  /** Remembers which files an answer shows to a tab. */
  noteAnswer(tab: string, answer: unknown): void {
    const isList = Array.isArray(answer);
    const files: unknown[] = isList ? answer : [answer];
    for (const one of files) {
      const file = answered.safeParse(one).data;
      // A list that is read behind an open post does not bring the form up to date.
      if (file !== undefined && !(isList && this.#shownTo(tab).get(file.path)?.isOpen)) {
        this.#note(tab, file.path, file.id, !isList);
      }
    }
  }

  /**
   * Writes and commits a save, after those before it.
   *
   * @throws Conflict when a file is not as the tab was shown it
   */
  save(tab: string, { changes, message }: Save): Promise<void> {
    const turn = this.#last.then(async () => {
      const before = changes.map((change) => this.#checked(tab, change));
      changes.forEach((change, at) => {
        if (!this.#write(change, before[at])) throw new Conflict(conflictText(change.path));
        this.#note(tab, change.path, change.bytes === undefined ? null : sha256(change.bytes), true);
      });
      await this.#commit(changes, message);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** The bytes of a file on the disk, undefined if there is none, after a comparison with what the tab was shown. */
  #checked(tab: string, change: Change): Uint8Array | undefined {
    const path = resolve(this.#home, change.path);
    const found = existsSync(path) ? readFileSync(path) : undefined;
    const isDone = change.bytes === undefined ? found === undefined : found?.equals(change.bytes) === true;
    const foundId = found === undefined ? null : sha256(found);
    if (!isDone && foundId !== (this.#shownTo(tab).get(change.path)?.id ?? null)) {
      throw new Conflict(conflictText(change.path));
    }
    return found;
  }

  /** @returns false when the file is not what it was when it was checked */
  #write({ path, bytes }: Change, before: Uint8Array | undefined): boolean {
    const target = resolve(this.#home, path);
    if (bytes === undefined) return before === undefined || removeIfUnchanged(target, before);
    if (before !== undefined) return replaceIfUnchanged(target, before, bytes);
    mkdirSync(dirname(target), { recursive: true });
    return createFile(target, bytes);
  }

  #shownTo(tab: string): Map<string, Shown> {
    const shown = this.#tabs.get(tab) ?? new Map<string, Shown>();
    this.#tabs.set(tab, shown);
    return shown;
  }

  #note(tab: string, path: string, id: string | null, isOpen: boolean): void {
    this.#shownTo(tab).set(path, { id, isOpen });
  }
}
