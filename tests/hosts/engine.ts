import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { freePort } from "../site/free_port.ts";
import { type Blog, blog, post, SETTINGS } from "../site/site.ts";

/** A built blog for a host. */
export async function builtFor(host: string): Promise<Blog> {
  const site = blog(
    SETTINGS.replace("timezone:", `hosts: [${host}]\nprecompress: true\ntimezone:`) +
      post("first", "aliases: [/blog/früher/, /2019/why.html]", "Text."),
  );
  const { result } = await site.build();
  expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return site;
}

export interface Engine {
  origin: string;
  stop(): void;
}

/** Starts a server and waits until it answers. */
export async function start(command: string, args: (port: number) => readonly string[], env = {}): Promise<Engine> {
  const port = await freePort();
  const server: ChildProcess = spawn(command, args(port), {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, ...env },
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = (): void => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid);
  };
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) throw new Error(`${command} ended with ${server.exitCode}.`);
    const answers = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (answers) return { origin, stop };
    await setTimeout(200);
  }
  stop();
  throw new Error(`${command} did not answer.`);
}

/** @throws Error that says what to install */
export function needs(command: string, args: readonly string[], install: string): void {
  try {
    execFileSync(command, args, { stdio: "ignore" });
  } catch {
    throw new Error(`This needs ${command}: ${install}`);
  }
}

/** What every host must send. */
export async function expectServed(origin: string, site: Blog): Promise<void> {
  const ask = (path: string) => fetch(origin + path, { redirect: "manual" });
  const css = [...site.snapshot().keys()].find((file) => file.startsWith("assets/css/"));

  const page = await ask("/blog/first/");
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'/);
  expect(page.headers.get("content-security-policy")).not.toContain("unsafe-inline");
  expect(page.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(page.headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  const tag = page.headers.get("etag") ?? "";
  expect((await fetch(`${origin}/blog/first/`, { headers: { "if-none-match": tag } })).status).toBe(304);

  const style = await ask(`/${css}`);
  expect(style.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(style.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);

  for (const [from, to] of [
    ["/blog/fr%C3%BCher/", "/blog/first/"],
    ["/blog/fr%C3%BCher", "/blog/first/"],
    ["/2019/why.html", "/blog/first/"],
  ] as const) {
    const moved = await ask(from);
    expect([from, moved.status, moved.headers.get("location")?.replace(origin, "")]).toEqual([from, 301, to]);
  }

  const none = await ask("/nothing/here");
  expect(none.status).toBe(404);
  expect(await none.text()).toContain("<h1");
  expect(none.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
}

/** Sends exactly the precompressed bytes, in the encodings that the host supports. */
export async function expectCompressed(origin: string, site: Blog, codings: readonly ("br" | "gzip")[]): Promise<void> {
  for (const coding of codings) {
    const { encoding, bytes } = await sent(`${origin}/`, coding);
    expect(encoding).toBe(coding);
    expect(bytes.equals(readFileSync(join(site.output, `index.html.${coding === "br" ? "br" : "gz"}`)))).toBe(true);
  }
}

/** The raw response, which `fetch` would decompress. */
function sent(url: string, coding: string): Promise<{ encoding: string | undefined; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers: { "accept-encoding": coding } }, async (answer) => {
      resolve({ encoding: answer.headers["content-encoding"], bytes: await buffer(answer) });
    });
    asked.on("error", reject);
  });
}
