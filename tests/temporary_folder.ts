/**
 * One folder for all that the tests write, which is removed after the last. In memory where there is room, since the tests
 * write many small files; `npm run test:whole` writes to the disk, as people do. Vitest calls the default export before
 * the first test file.
 */

import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isWhole } from "./whole.ts";

const IN_MEMORY = "/dev/shm";

/** The tests write less than half of it. */
const ROOM = 4 * 2 ** 30;

export default function makeTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(isWhole || !hasRoom(IN_MEMORY) ? tmpdir() : IN_MEMORY, "blog-tests-"));
  // Some tests run commands as another user, which write here as well.
  chmodSync(folder, 0o1777);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ROOM;
}
