import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { blog, post, ROOT, SETTINGS } from "./site.ts";

it("npm run build exits by itself after making the search index", async () => {
  const site = blog(SETTINGS + post("one", "", "One."));
  const folders = ["content", "assets", "output", "cache"].flatMap((name) => [`--${name}`, join(site.folder, name)]);
  const build = promisify(execFile)(process.execPath, ["src/cli/launch.mjs", "build", ...folders], {
    cwd: ROOT,
    timeout: 50_000,
  });
  await expect(build).resolves.toMatchObject({ stdout: expect.stringContaining("no problems") });
});
