import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";
import { movements } from "./layout_shift.ts";

/** Long enough for the browser to paint each chunk. */
const PAUSE_MS = 60;

describe("a page that arrives slowly, in chunks", () => {
  let site: Visit;
  let slow: Server;

  beforeAll(async () => {
    const made = blog(SETTINGS + post("one", "title: One\ntags: [career]", "Some words."));
    expect(await made.build()).toMatchObject({ code: 0 });
    site = await visit(made.output);
    slow = createServer(async (request, response) => {
      const answer = await fetch(`${site.served.origin}${request.url}`);
      const type = answer.headers.get("content-type") ?? "";
      response.writeHead(answer.status, { "content-type": type });
      if (!type.startsWith("text/html")) return response.end(Buffer.from(await answer.arrayBuffer()));
      const [head = "", rest = ""] = (await answer.text()).split(/(?=<main)/);
      for (const piece of head.split(/(?=<li|<a|<button)/)) {
        response.write(piece);
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
      return response.end(rest);
    });
    await new Promise<void>((done) => slow.listen(0, "127.0.0.1", done));
  });

  afterAll(async () => {
    await site.close();
    slow.closeAllConnections();
    slow.close();
  });

  it("does not shift its header", async () => {
    const address = slow.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    for (const width of [360, 1280]) {
      const page = await site.browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(`http://127.0.0.1:${address.port}/blog/one/`);
      expect(await page.getByRole("navigation", { name: "Main" }).isVisible()).toBe(true);
      expect(await movements(page)).toEqual([]);
    }
  });
});
