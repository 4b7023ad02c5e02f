import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clone, type Running, removeClone, runServer } from "../site/clone.ts";
import { post, SETTINGS, writeAll } from "../site/site.ts";
import { isWhole } from "../whole.ts";
import { openBrowser } from "./browser.ts";

describe("a page served by npm start", () => {
  let folder: string;
  let server: Running;
  let browser: Browser;

  beforeAll(async () => {
    folder = clone();
    writeAll(folder, SETTINGS + post("open", "title: An open page", "Text."));
    server = await runServer(folder, "start", "/blog/open/");
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.stop();
    await removeClone(folder);
  });

  it("reloads when its post is saved, as do lists when a title changes", async () => {
    const [page, list] = [await browser.newPage(), await browser.newPage()];
    await page.goto(`${server.address}/blog/open/`);
    await list.goto(`${server.address}/archive/`);
    writeAll(folder, post("open", "title: Another title", "Saved while it was open."));
    await page.getByRole("paragraph").filter({ hasText: "Saved while it was open." }).waitFor();
    await list.getByText("Another title").first().waitFor();
    await page.close();
    await list.close();
  });

  it.runIf(isWhole)("reloads after the server restarts with changed code", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.address}/blog/open/`);
    // The code is compiled again.
    const reloaded = page.waitForEvent("load", { timeout: 60_000 });
    const config = join(folder, "eleventy.config.ts");
    writeFileSync(config, `${readFileSync(config, "utf8")}// Changed.\n`);
    await reloaded;
    await page.close();
  });

  it("cannot be read from a page of another local server", async () => {
    const other = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Elsewhere</title>");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    const seen = await page.evaluate(async (target) => {
      const shown = (url: string): Promise<boolean> =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(true);
          image.onerror = () => resolve(false);
          image.src = url;
        });
      const connected = (url: string): Promise<boolean> =>
        new Promise((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve(true);
          socket.onerror = () => resolve(false);
        });
      return [
        await shown(`${target}/assets/img/uploads/stairs.jpg`),
        await shown(`${target}/100%`),
        await connected(target.replace("http", "ws")),
      ];
    }, server.address);
    expect(seen).toEqual([false, false, false]);
    expect((await fetch(`${server.address}/assets/img/uploads/stairs.jpg`)).status).toBe(200);
    await page.close();
    other.close();
  });
});
