import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { clone, eventually, ownersEnvironment, pageAt, type Running, removeClone, runServer, stop } from "./clone.ts";
import { post, ROOT, SETTINGS, writeAll } from "./site.ts";

/** Takes up to two seconds on an idle machine; here, other tests share the cores. */
const SEEN_WITHIN_MS = 10_000;

/** The server bundles changed code before it restarts. */
const RESTARTED_WITHIN_MS = 60_000;

/** A minimal valid image. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describe("npm start in a fresh clone", () => {
  let folder: string;
  let server: Running;

  beforeAll(async () => {
    folder = clone();
    rmSync(join(folder, "content", "posts"), { recursive: true });
    write(
      SETTINGS +
        post("fine", "title: Fine as it is\ntags: [mentoring]", "Text.") +
        post("unfinished", "title: Unfinished\ndraft: true", "Not yet.") +
        post("later", "title: To come\ndate: 2931-01-01", "Not yet.") +
        post("wrong", "title: Wrong", "See [nothing](/blog/nothing/).") +
        post("doomed", "title: To be deleted\ntags: [career]", "Text.") +
        post("old-name", "title: To be renamed", "Text."),
    );
    server = await runServer(folder, "start", "/");
  });

  afterAll(async () => {
    server.stop();
    await removeClone(folder);
  });

  const write = (files: string): void => writeAll(folder, files);
  const pathOf = (name: string): string => join(folder, "content", "posts", `${name}.md`);

  function edit(file: string, from: string | RegExp, to: string): void {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    writeFileSync(path, edited);
  }

  /** Waits until the page at a path contains a text, and returns it. */
  const shows = (path: string, words: string, within = SEEN_WITHIN_MS): Promise<string> =>
    eventually(within, async () => {
      const { text } = await pageAt(server.address + path);
      return text.includes(words) ? text : undefined;
    });

  const forgets = (path: string, words: string): Promise<string> =>
    eventually(SEEN_WITHIN_MS, async () => {
      const { status, text } = await pageAt(server.address + path);
      return status === 200 && !text.includes(words) ? text : undefined;
    });

  const hasStatus = (path: string, status: number): Promise<true> =>
    eventually(SEEN_WITHIN_MS, async () =>
      (await pageAt(server.address + path)).status === status ? true : undefined,
    );

  it("prints the address of the site", () => {
    expect(server.printed()).toContain(`http://localhost:${server.port}/`);
  });

  it("shows drafts and scheduled posts, labelled as such", async () => {
    expect(await shows("/blog/unfinished/", "Unfinished")).toContain("Draft");
    expect(await shows("/blog/later/", "To come")).toContain("Scheduled");
    expect(await shows("/blog/", "Unfinished")).toContain("To come");
  });

  it("shows a post's problems on its page", async () => {
    expect(await shows("/blog/wrong/", "dead-link")).toContain("content/posts/wrong.md:6:5");
    expect(await shows("/blog/fine/", "Text.")).not.toContain("problem-panel");
  });

  it("previews search result, shared link and feed entry of a post", async () => {
    const html = await shows("/blog/fine/", "preview-card");
    const card = html.slice(html.indexOf("<details"), html.indexOf("</details>"));
    expect(card).toContain("blog.example › blog › fine");
    for (const kind of ["search", "social", "feed"]) expect(card).toContain(`preview-card-${kind}`);
    expect(card).toContain("Text.");
  });

  it("updates a page when its text changes", async () => {
    write(post("fine", "title: Fine as it is\ntags: [mentoring]", "Text, changed."));
    await shows("/blog/fine/", "Text, changed.");
  });

  it("updates page and lists when a title changes", async () => {
    write(post("fine", "title: Another title\ntags: [mentoring]", "Text, changed again."));
    await shows("/blog/fine/", "Another title");
    for (const list of ["/", "/blog/", "/archive/", "/tags/mentoring/", "/feed.xml"]) {
      await forgets(list, "Fine as it is");
      await shows(list, "Another title");
    }
  });

  it("notices a file saved by rename", async () => {
    const unfinished = join(folder, "content", "posts", ".fine.md.swp");
    writeFileSync(unfinished, readFileSync(pathOf("fine"), "utf8").replace("Another title", "Saved by renaming"));
    renameSync(unfinished, pathOf("fine"));
    await shows("/blog/fine/", "Saved by renaming");
    await shows("/blog/", "Saved by renaming");
  });

  it("shows a new post on its page and in lists", async () => {
    write(post("new", "title: Brand new", "Text."));
    await shows("/blog/new/", "Brand new");
    await shows("/blog/", "Brand new");
  });

  it("removes a deleted post from its page and lists", async () => {
    await shows("/blog/doomed/", "To be deleted");
    unlinkSync(pathOf("doomed"));
    await hasStatus("/blog/doomed/", 404);
    for (const list of ["/", "/blog/", "/archive/", "/feed.xml"]) await forgets(list, "To be deleted");
    await hasStatus("/tags/career/", 404);
  });

  it("moves a renamed post", async () => {
    renameSync(pathOf("old-name"), pathOf("new-name"));
    await shows("/blog/new-name/", "To be renamed");
    await hasStatus("/blog/old-name/", 404);
    await shows("/blog/", "/blog/new-name/");
    await forgets("/blog/", "/blog/old-name/");
  });

  it("shows an image that is added after the post", async () => {
    write(post("pictured", "title: With a picture", "![A dot](/assets/img/uploads/2024/dot.png)"));
    await shows("/blog/pictured/", "missing-image");
    write("-- assets/img/uploads/2024/dot.png --\n");
    writeFileSync(join(folder, "assets", "img", "uploads", "2024", "dot.png"), PICTURE);
    await forgets("/blog/pictured/", "missing-image");
    await hasStatus("/assets/img/uploads/2024/dot.png", 200);
  });

  it("updates pages when a style sheet changes", async () => {
    edit("assets/css/base.css", /$/, "\n@layer base { .seen-by-the-test { color: red } }\n");
    await eventually(SEEN_WITHIN_MS, async () => {
      const { text } = await pageAt(`${server.address}/blog/fine/`);
      const [, style] = /href="(\/assets\/css\/site\.[^"]+)"/.exec(text) ?? [];
      const css = style === undefined ? undefined : await pageAt(server.address + style);
      return css?.text.includes("seen-by-the-test") ? true : undefined;
    });
  });

  it("updates pages when a layout, partial or page changes", async () => {
    edit("_includes/blog_base.njk", /$/, "<!-- layout seen -->");
    await shows("/blog/fine/", "<!-- layout seen -->");
    edit("_includes/parts/site_footer.njk", "<footer", "<!-- part seen --><footer");
    await shows("/blog/fine/", "<!-- part seen -->");
    await shows("/blog/", "<!-- part seen -->");
    edit("content/pages/about.md", /$/, "\nPage seen.\n");
    await shows("/about/", "Page seen.");
  });

  it("updates pages when a template change is undone", async () => {
    edit("_includes/blog_base.njk", "<!-- layout seen -->", "");
    await forgets("/blog/fine/", "<!-- layout seen -->");
    write(post("fine", "title: Another title", "Saved after the layout."));
    expect(await shows("/blog/fine/", "Saved after the layout.")).not.toContain("<!-- layout seen -->");
  });

  it("updates pages when settings or authors change", async () => {
    write(SETTINGS.replace("name: Test", "name: Another name").replace("Ada Lovelace, role", "Ada King, role"));
    await shows("/", "Another name");
    await shows("/blog/new-name/", "Another name");
    write(SETTINGS);
    await forgets("/", "Another name");
  });

  it("shows the errors of a post at its address until they are fixed", async () => {
    write(post("fine", 'title: "never closed', "Text."));
    await shows("/blog/fine/", "The quotation mark that begins here is never closed.");
    write(post("fine", "title: Fine again", "Text, right again."));
    await shows("/blog/fine/", "Text, right again.");
    await shows("/blog/", "Fine again");
  });

  it("survives broken settings and broken templates", async () => {
    write("-- content/site.yaml --\nname: [\n");
    await eventually(SEEN_WITHIN_MS, async () => (server.printed().includes("content/site.yaml:") ? true : undefined));
    write(SETTINGS);
    edit("_includes/blog_base.njk", /$/, "{% if %}");
    await eventually(SEEN_WITHIN_MS, async () => (server.printed().includes("blog_base.njk") ? true : undefined));
    edit("_includes/blog_base.njk", "{% if %}", "");
    write(post("fine", "title: Fine at last", "Text."));
    await shows("/blog/fine/", "Fine at last");
    await shows("/blog/", "Fine at last");
  });

  it("shows the last of many saves in a row", async () => {
    for (let count = 1; count <= 20; count++) {
      write(post("fine", `title: Saved ${count} times`, `Text ${count}.`));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await shows("/blog/fine/", "Text 20.");
    await shows("/blog/", "Saved 20 times");
  });

  it.runIf(isWhole)("restarts when the configuration changes", async () => {
    edit(
      "eleventy.config.ts",
      "  return blog(",
      '  config.addFilter("shouted", (text: string) => text.toUpperCase());\n\n  return blog(',
    );
    write("-- content/pages/loud.njk --\n---\npermalink: /loud/\n---\n{{ 'louder' | shouted }}\n");
    await shows("/loud/", "LOUDER", RESTARTED_WITHIN_MS);
  });

  it("writes no site folder, and keeps running", () => {
    expect(existsSync(join(folder, "_site"))).toBe(false);
    expect(server.isRunning()).toBe(true);
  });
});

describe("npm start with a wrong command line", () => {
  const start = (...args: string[]): Promise<{ code: number | null; said: string }> =>
    new Promise((resolve) => {
      const running = spawn("npm", ["start", "--", ...args], { cwd: ROOT, env: ownersEnvironment(), detached: true });
      const given = setTimeout(() => stop(running), 20_000);
      let said = "";
      for (const stream of [running.stdout, running.stderr]) {
        stream.on("data", (text) => {
          said += String(text);
        });
      }
      running.on("close", (code) => {
        clearTimeout(given);
        resolve({ code, said });
      });
    });

  it("exits with 2 and suggests the nearest flag", async () => {
    const { code, said } = await start("--prot", "8080");
    expect(said).toContain("Did you mean --port?");
    expect(code).toBe(2);
  });

  it("exits with 2 for an invalid value", async () => {
    expect((await start("--port", "many")).code).toBe(2);
    expect((await start("--now", "yesterday")).code).toBe(2);
  });

  it("prints its flags and exits with 0 for --help", async () => {
    const { code, said } = await start("--help");
    for (const flag of ["--content", "--assets", "--port", "--host", "--now"]) expect(said).toContain(flag);
    expect(code).toBe(0);
  });
});
