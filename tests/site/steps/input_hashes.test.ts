import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildOptions } from "../../../src/config/options.ts";
import { prepare } from "../../../src/engine/plan/plan_site.ts";
import { WorkerPool } from "../../../src/engine/workers/worker_pool.ts";
import type { Planned } from "../../../src/views/types.ts";
import { cases } from "../../whole.ts";
import { ROOT } from "../site.ts";
import { changed } from "./changes.ts";
import { rehearsalOf } from "./check.ts";
import { filesOf } from "./files.ts";
import { type Blog, moment } from "./model.ts";
import { isIncident } from "./step.ts";

const BLOGS = cases({ sample: 2, whole: 6 });
const STEPS = 20;

/** The planned pages of a blog; none if it has errors. */
async function planOf(blog: Blog, folder: string): Promise<readonly Planned[]> {
  rmSync(join(folder, "content"), { recursive: true, force: true });
  rmSync(join(folder, "assets"), { recursive: true, force: true });
  for (const [path, text] of filesOf(blog)) {
    if (!path.startsWith("content/posts/") && !path.endsWith(".yaml") && !path.startsWith("assets/img/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const [content, assets, output, cache] = ["content", "assets", "_site", "cache"].map((name) => join(folder, name));
  const asked = { content, assets, output, cache, now: moment(blog.now) };
  const options = buildOptions({ root: ROOT, codeVersion: "input-hashes" }, asked, {});
  const { plan } = await prepare(options, new WorkerPool(options, 0));
  return plan?.pages ?? [];
}

describe("a page whose input hash is unchanged", () => {
  it("has the same view, whatever else changes", { timeout: 300_000 }, async () => {
    const seen = { again: 0, first: 0 };
    for (let seed = 1; seed <= BLOGS; seed += 1) {
      const folder = mkdtempSync(join(tmpdir(), "blog-hashes-"));
      const views = new Map<string, string>();
      let { blog, steps } = rehearsalOf(seed, STEPS);
      for (const { events } of [{ events: [] }, ...steps]) {
        for (const event of events) if (!isIncident(event)) blog = changed(blog, event);
        for (const page of await planOf(blog, folder)) {
          const hash = page.inputHash?.();
          if (hash === undefined) continue;
          const view = JSON.stringify(page.view());
          const before = views.get(hash);
          if (before !== undefined) expect(view, `seed ${seed}, ${page.output}`).toBe(before);
          seen[before === undefined ? "first" : "again"] += 1;
          views.set(hash, view);
        }
      }
      rmSync(folder, { recursive: true, force: true });
    }
    expect(seen.first).toBeGreaterThan(100);
    expect(seen.again).toBeGreaterThan(100);
  });
});
