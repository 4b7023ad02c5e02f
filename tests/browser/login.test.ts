import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, SETTINGS } from "../site/site.ts";
import { isWhole } from "../whole.ts";
import { openBrowser } from "./browser.ts";
import { type CodeHost, startCodeHost } from "./code_host.ts";
import { type Served, serve } from "./server.ts";

const POST =
  `\ufeff---\n# A comment\ntitle:   "The first"\ndate: 2024-05-02\nauthor: Ada Lovelace\n---\nText.\n`.replaceAll(
    "\n",
    "\r\n",
  );

const LOGINS: Readonly<Record<string, (host: CodeHost) => string>> = {
  github: ({ address, login }) => `base_url: "${login}", api_root: "${address}"`,
  gitlab: ({ address }) => `base_url: "${address}", app_id: x1`,
  gitea: ({ address }) => `base_url: "${address}", app_id: x1`,
  forgejo: ({ address }) => `base_url: "${address}", app_id: x1`,
};

describe.runIf(isWhole)("the editor of a published site", { timeout: 120_000 }, () => {
  const path = "content/posts/first.md";
  const site = blog(`${SETTINGS}-- ${path} --\n${POST}`);
  let browser: Browser;
  let served: Served;
  let host: CodeHost;

  beforeAll(async () => {
    browser = await openBrowser();
    const files = ["authors.yaml", "tags.yaml", "site.yaml"].map((name) => `content/${name}`);
    const texts = files.map((file) => [file, readFileSync(join(site.folder, file))] as const);
    host = await startCodeHost(new Map([...texts, [path, Buffer.from(POST)]]));
  });
  afterAll(async () => {
    await browser.close();
    host.close();
  });

  /** A browser of somebody who has just logged in. */
  async function loggedIn(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
    await context.route(
      (url) => !["localhost", "127.0.0.1"].includes(url.hostname),
      (route) => route.abort(),
    );
    const page = await context.newPage();
    await page.goto(`${served.origin}/admin/`);
    await page.getByRole("button", { name: /^Login with/ }).click();
    await page.getByRole("link", { name: "Posts" }).waitFor();
    return page;
  }

  async function open(page: Page): Promise<void> {
    await page.goto(`${served.origin}/admin/#/collections/posts/entries/first`);
    await page.locator("[contenteditable=true]").first().click();
    await page.keyboard.press("Control+End");
  }

  async function save(page: Page, word: string): Promise<void> {
    await page.keyboard.type(word);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("menuitem", { name: "Publish now", exact: true }).click();
  }

  it.each(Object.keys(LOGINS))(
    "logs an author in at %s, commits a word to the default branch, and tells the other that it changed",
    async (backend) => {
      site.write(
        SETTINGS.replace(
          "name: Test",
          `name: Test\ncms: { backend: ${backend}, repo: team/blog, ${LOGINS[backend]?.(host)} }`,
        ),
      );
      expect((await site.build()).result.problems.filter(({ rule }) => rule === "cms-login")).toEqual([]);
      served = await serve(site.output, "", false);
      host.site = served.origin;
      host.files.set(path, Buffer.from(POST));
      host.commits.length = 0;
      host.unknown.length = 0;
      const [ada, max] = [await loggedIn(), await loggedIn()];
      for (const page of [ada, max]) await open(page);
      await save(ada, "Kilimanjaro");
      await ada.getByRole("button", { name: "Published", exact: true }).waitFor();
      const saved = POST.replace(/\r\n$/, "Kilimanjaro\r\n");
      expect(host.files.get(path)?.toString()).toBe(saved);
      expect(host.commits).toEqual(["Update Post “first”"]);

      await max.evaluate(() => window.dispatchEvent(new Event("focus")));
      await max.getByText("Somebody else has changed this").waitFor();
      await save(max, "Etna");
      await max.getByText("was changed outside this tab").first().waitFor();
      expect(host.files.get(path)?.toString()).toBe(saved);
      expect(await max.locator(".cm-content").textContent()).toContain("Etna");
      expect(host.unknown).toEqual([]);
      for (const page of [ada, max]) await page.context().close();
      await served.close();
    },
  );
});
