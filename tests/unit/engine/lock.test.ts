import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../../src/base/usage_error.ts";
import { withLock } from "../../../src/engine/write/lock.ts";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "lock-")), "_site");
  lock = `${folder}.lock`;
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const publish = (): Promise<string> => withLock(folder, async () => "published");
const own = async (): Promise<{ host: string; pid: number; started: string }> =>
  withLock(folder, async () => JSON.parse(readFileSync(lock, "utf8")));

describe("the lock of an output folder", () => {
  it("is held while publishing, and released after an error", async () => {
    await withLock(folder, async () => {
      await expect(publish()).rejects.toThrow(UsageError);
    });
    await expect(withLock(folder, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(lock)).toBe(false);
    expect(await publish()).toBe("published");
  });

  describe("of another process", () => {
    let other: ChildProcess;
    beforeEach(() => {
      other = spawn("sleep", ["60"]);
    });
    afterEach(async () => {
      other.kill();
      await once(other, "close");
    });

    it("is held while that process runs, and stale when its pid was reused", async () => {
      const { host, started } = await own();
      const started2 = readFileSync(`/proc/${other.pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[19];
      const holder = { host, pid: other.pid, started: started.replace(/ \d+$/, ` ${started2}`) };
      writeFileSync(lock, JSON.stringify(holder));
      await expect(publish()).rejects.toThrow(`Another build (process ${other.pid}) is publishing into ${folder}.`);
      writeFileSync(lock, String(other.pid));
      await expect(publish()).rejects.toThrow(`Another build (process ${other.pid})`);
      writeFileSync(lock, JSON.stringify({ ...holder, started }));
      expect(await publish()).toBe("published");
    });

    it("is held on another machine as long as it is touched", async () => {
      writeFileSync(lock, JSON.stringify({ host: "elsewhere", pid: other.pid, started: "1" }));
      await expect(publish()).rejects.toThrow(`(process ${other.pid} on elsewhere)`);
      const then = Date.now() / 1000 - 300;
      utimesSync(lock, then, then);
      expect(await publish()).toBe("published");
    });
  });

  it("is stale when an earlier process had this pid, as in a restarted container", async () => {
    const { host, pid, started } = await own();
    for (const before of [
      { host, pid, started: `${started}0` },
      { host, pid },
    ]) {
      writeFileSync(lock, JSON.stringify(before));
      expect(await publish()).toBe("published");
    }
  });

  it.each(["", "{", "null", '{"host":"x"}'])("is stale when it has contained %j for some seconds", async (text) => {
    writeFileSync(lock, text);
    await expect(publish()).rejects.toThrow("has just started");
    const then = Date.now() / 1000 - 10;
    utimesSync(lock, then, then);
    expect(await publish()).toBe("published");
  });
});
