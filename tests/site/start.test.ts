import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { get } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./free_port.ts";
import { type Blog, blog, post, ROOT, SETTINGS } from "./site.ts";

/** So many that several processes read and render them, and load code while they do. */
const OTHERS = Array.from({ length: 420 }, (_, index) =>
  post(`other-${index}`, `title: Other ${index}\ndate: 2020-01-01`, "```js\nlet a;\n```"),
).join("");

describe("npm start", () => {
  let site: Blog;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    site = blog(
      SETTINGS +
        post("fine", "", "Text.") +
        post("unfinished", "title: Unfinished\ndraft: true", "Not yet.") +
        post("later", "title: To come\ndate: 2931-01-01", "Not yet.") +
        post("wrong", "", "See [nothing](/blog/nothing/).") +
        OTHERS,
    );
    const port = await freePort();
    address = `http://localhost:${port}`;
    const folders = ["--content", join(site.folder, "content"), "--assets", join(site.folder, "assets")];
    server = spawn("npm", ["start", "--", ...folders, "--port", String(port)], {
      cwd: ROOT,
      env: { ...process.env, BLOG_PREVIEW: join(site.folder, "preview"), BLOG_CACHE: join(site.folder, "cache") },
      stdio: "ignore",
      // The leader of a group, since npm runs the server in a process of its own.
      detached: true,
    });
    await shows("/", "Test");
  });

  afterAll(() => {
    if (server.pid !== undefined) process.kill(-server.pid);
  });

  /** The page at a path, once it holds some words. */
  async function shows(path: string, words: string): Promise<string> {
    let html = "";
    for (let tries = 0; tries < 300; tries++) {
      html = await fetch(address + path).then(
        (response) => response.text(),
        () => "",
      );
      if (html.includes(words)) return html;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path} never showed “${words}”. It showed:\n${html}`);
  }

  it("shows drafts and future posts, and says what they are", async () => {
    expect(await shows("/blog/unfinished/", "Unfinished")).toContain("Draft");
    expect(await shows("/blog/later/", "To come")).toContain("Scheduled");
    expect(await shows("/blog/", "Unfinished")).toContain("To come");
  });

  it("shows a post's problems on its page", async () => {
    const html = await shows("/blog/wrong/", "dead-link");
    expect(html).toContain("content/posts/wrong.md:6:5");
    expect(await shows("/blog/fine/", "Text.")).not.toContain("problem-panel");
  });

  it("shows how a post looks as a search result, a shared link and in a feed reader", async () => {
    const html = await shows("/blog/fine/", "preview-card");
    const card = html.slice(html.indexOf("<details"), html.indexOf("</details>"));
    expect(card).toContain("blog.example › blog › fine");
    for (const kind of ["search", "social", "feed"]) expect(card).toContain(`preview-card-${kind}`);
    expect(card).toContain("Text.");
  });

  it("shows a post again when it was saved", async () => {
    site.write(post("fine", "", "Text, changed."));
    await shows("/blog/fine/", "Text, changed.");
  });

  it("shows a post that was saved at once, and then what else that changes", async () => {
    site.write(post("fine", "title: Another title", "Text, changed again."));
    await shows("/blog/fine/", "Text, changed again.");
    await shows("/blog/", "Another title");
  });

  it("shows settings again when they were saved", async () => {
    site.write(SETTINGS.replace("name: Test", "name: Another name"));
    await shows("/", "Another name");
  });

  it("shows what is wrong at the address of a post that cannot be shown, and the post when it is right", async () => {
    site.write(post("fine", 'title: "never closed', "Text."));
    await shows("/blog/fine/", "The quotation mark that begins here is never closed.");
    site.write(post("fine", "", "Text, right again."));
    await shows("/blog/fine/", "Text, right again.");
  });

  it("forgets a post that was deleted", async () => {
    await shows("/blog/later/", "To come");
    rmSync(join(site.folder, "content", "posts", "later.md"));
    for (let tries = 0; tries < 100 && (await fetch(`${address}/blog/later/`)).status !== 404; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await fetch(`${address}/blog/later/`)).status).toBe(404);
  });

  it("shows a new post", async () => {
    site.write(post("new", "title: Brand new", "Text."));
    await shows("/blog/new/", "Brand new");
  });

  it("is for this machine alone, and for no page of another site", async () => {
    const port = Number(new URL(address).port);
    expect(await statusOf(port, { host: `localhost:${port}` })).toBe(200);
    expect(await statusOf(port, { host: `elsewhere.example:${port}` })).toBe(403);
    expect(await statusOf(port, { host: `localhost:${port}`, origin: "https://elsewhere.example" })).toBe(403);
    const outside = ownAddress();
    if (outside !== undefined) expect(await statusOf(port, { host: `localhost:${port}` }, outside)).toBe(403);
  });

  it("has pictures that were uploaded run no script", async () => {
    site.write('-- assets/img/uploads/x.svg --\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n');
    site.write(post("drawn", "title: A drawing", "![A drawing](/assets/img/uploads/x.svg)"));
    await shows("/blog/drawn/", "A drawing");
    const { headers } = await fetch(`${address}/assets/img/uploads/x.svg`);
    expect(headers.get("content-security-policy")).toMatch(/sandbox/);
  });
});

/** The status of an answer to a request with such headers, which `fetch` would not send. */
function statusOf(port: number, headers: Readonly<Record<string, string>>, hostname = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ hostname, port, path: "/", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once("error", reject);
  });
}

/** An address at which this machine is seen by others. */
function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}
