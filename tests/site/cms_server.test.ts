import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "./free_port.ts";
import { blog, post, ROOT, SETTINGS } from "./site.ts";

describe("the CMS on this machine, asked for nonsense", () => {
  it("answers that it is nonsense, and stays", async () => {
    const place = blog(SETTINGS + post("one", "", "One."));
    writeFileSync(join(place.folder, "secret.svg"), "hush-hush");
    mkdirSync(join(place.folder, "assets", "img", "uploads"), { recursive: true });
    symlinkSync(join(place.folder, "secret.svg"), join(place.folder, "assets", "img", "uploads", "x.svg"));
    writeFileSync(join(place.folder, "assets", "img", "uploads", "y.svg"), "<svg/>");
    execFileSync("git", ["init", "--quiet"], { cwd: place.folder });
    const port = await freePort();
    const folders = ["--content", join(place.folder, "content"), "--assets", join(place.folder, "assets")];
    const running = spawn(process.execPath, ["src/cli/launch.mjs", "cms", ...folders, "--port", String(port)], {
      cwd: ROOT,
      stdio: "ignore",
    });
    try {
      const asked = (path: string): Promise<IncomingMessage> =>
        new Promise((resolve, reject) => get({ host: "127.0.0.1", port, path }, resolve).once("error", reject));
      await expect.poll(() => answers(`http://127.0.0.1:${port}/admin/`), { timeout: 30_000 }).toBe(true);
      for (const path of [
        "/%",
        "//",
        "/assets/%00.svg",
        "/assets/%c0%ae",
        "/assets/../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/secret.svg",
        "/assets/img/uploads/x.svg",
      ]) {
        const { statusCode } = await asked(path);
        expect(statusCode, path).toBeGreaterThanOrEqual(400);
      }
      const { statusCode, headers } = await asked("/assets/img/uploads/y.svg");
      expect(statusCode).toBe(200);
      expect(headers["content-security-policy"]).toMatch(/sandbox/);
      expect(running.exitCode).toBeNull();
    } finally {
      running.kill();
    }
  });
});

function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}
