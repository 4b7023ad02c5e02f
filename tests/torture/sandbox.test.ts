import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT, type Run } from "../site/site.ts";

/** A Node with a permission model: the one running the tests, or `BLOG_NODE`. */
const node = process.env.BLOG_NODE ?? process.execPath;

function sandboxed(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(node, ["src/cli/sandbox.mjs", ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

async function majorVersion(): Promise<number> {
  const version = await new Promise<string>((resolve) => execFile(node, ["--version"], (_, stdout) => resolve(stdout)));
  return Number(version.slice(1).split(".")[0]);
}

/** Inside the project, because a sandboxed build accesses nothing outside of it. */
const folder = mkdtempSync(join(import.meta.dirname, "sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isOld = (await majorVersion()) < 22;

describe("a sandboxed build", () => {
  const content = join(folder, "content");
  const stolen = join(ROOT, "it-ran.txt");
  const write = (path: string, text: string): void => {
    mkdirSync(join(content, path, ".."), { recursive: true });
    writeFileSync(join(content, path), text);
  };
  write("site.yaml", "name: Test\nurl: https://blog.example\n");
  write("posts/one.md", "---\ntitle: One\ndate: 2024-05-02\nauthor: Ada\n---\nText.\n");
  write("pages/about.md", "---\ntitle: About\n---\nUs.\n");
  const args = ["--content", content, "--output", join(folder, "_site"), "--cache", join(folder, "cache")];

  it(isOld ? "fails with the Node version it needs" : "publishes the site", { timeout: 120_000 }, async () => {
    const { code, stdout, stderr } = await sandboxed(...args);
    if (isOld) {
      expect(stderr).toMatch(/needs Node 22 or newer/);
      expect(code).toBe(2);
      return;
    }
    expect(stdout + stderr).toMatch(/pages in .*no problems/);
    expect(existsSync(join(folder, "_site", "blog", "one", "index.html"))).toBe(true);
    expect(existsSync(join(folder, "_site", "about", "index.html"))).toBe(true);
  });

  it("refuses an output folder outside the project", async () => {
    const { code } = await sandboxed("--output", join(ROOT, "..", "somewhere"));
    expect(code).toBe(2);
  });

  const need = isOld ? " (skipped: set BLOG_NODE to a Node 22 or newer)" : "";
  it.skipIf(isOld)(
    `stops a template from writing outside the site and the cache${need}`,
    { timeout: 120_000 },
    async () => {
      const code = `process.getBuiltinModule('fs').writeFileSync('${stolen}', '')`;
      write("pages/evil.njk", `---\npermalink: /evil/\n---\n{{ range.constructor("${code}")() }}\n`);
      const said = await sandboxed(...args);
      expect(existsSync(stolen)).toBe(false);
      expect(said.code).toBe(1);
      expect(said.stdout).toMatch(/Access to this API has been restricted/);
    },
  );
});
