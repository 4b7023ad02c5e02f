import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../site/free_port.ts";
import { type Blog, ROOT } from "../site/site.ts";

export interface CmsServer {
  /** The editor's address. */
  address: string;
  /** Runs git in the blog's folder. */
  git(...args: string[]): string;
  stop(): void;
}

/** Starts `npm run cms` for a blog in a git repository of its own, with all files committed. */
export async function startCms(site: Blog): Promise<CmsServer> {
  const git = (...args: string[]): string => execFileSync("git", ["-C", site.folder, ...args], { encoding: "utf8" });
  git("init", "--quiet");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@blog.example");
  git("config", "core.autocrlf", "false");
  git("add", "content", "assets");
  git("commit", "--quiet", "-m", "The blog");
  const port = await freePort();
  const address = `http://localhost:${port}/admin/`;
  const folders = ["--content", join(site.folder, "content"), "--assets", join(site.folder, "assets")];
  const server: ChildProcess = spawn("npm", ["run", "cms", "--", ...folders, "--port", String(port)], {
    cwd: ROOT,
    stdio: "ignore",
    detached: true,
  });
  for (let tries = 0; tries < 300 && !(await answers(address)); tries++) await setTimeout(100);
  return {
    address,
    git,
    stop: () => {
      if (server.pid !== undefined) process.kill(-server.pid);
    },
  };
}

/** Whether a server answers at an address. */
export async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}
