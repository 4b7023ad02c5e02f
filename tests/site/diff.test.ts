import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Difference } from "../../src/hosting/diff/types.ts";
import { type Blog, blog, command, post, SETTINGS } from "./site.ts";

const POSTS = ["apples", "bears", "cats", "dogs", "eels", "foxes"];

const usual = (name: string): string =>
  post(
    name,
    `title: All about ${name}\ndate: 2024-05-0${POSTS.indexOf(name) + 1}`,
    `First of ${name}.\n\nMore of them.`,
  );

/** Simulates a template change. */
function onEveryPage(site: Blog, change: (html: string) => string): void {
  for (const file of readdirSync(site.output, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".html")) continue;
    const path = join(site.output, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
}

async function diff(...args: string[]): Promise<Difference> {
  const { stdout, stderr, code } = await command("diff", [...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe("npm run diff", () => {
  const site = blog(SETTINGS + POSTS.map(usual).join(""));
  const old = join(site.folder, "old");

  beforeAll(async () => {
    await site.build();
    cpSync(site.output, old, { recursive: true });
  });

  it("prints “Nothing changes” for two identical sites", async () => {
    const { stdout } = await command("diff", [old, site.output]);
    expect(stdout).toBe("Nothing changes.\n");
  });

  it("reports changed text, titles, slugs and templates once each", async () => {
    site.write(usual("apples").replace("More of them.", "Much more of them."));
    site.write(usual("bears").replace("All about bears", "Bears and honey"));
    rmSync(join(site.folder, "content/posts/cats.md"));
    site.write(usual("cats").replace("cats.md --\n---", "felines.md --\n---\naliases: [/blog/cats/]"));
    await site.build();
    onEveryPage(site, (html) => html.replace("<body", '<body data-theme="new"'));

    const found = await diff(old, site.output);
    expect(found.added).toEqual([]);
    expect(found.removed).toEqual([]);
    expect(found.shared).toEqual([]);
    expect(found.redirected).toEqual([]);
    expect(found.changed).toHaveLength(3);
    expect(found.changed).toContainEqual(
      expect.objectContaining({
        address: "/blog/apples/",
        changes: [{ kind: "text", before: "More of them.", after: "Much more of them." }],
      }),
    );
    expect(found.changed).toContainEqual(
      expect.objectContaining({
        address: "/blog/bears/",
        heading: { before: "All about bears", after: "Bears and honey" },
        changes: [],
      }),
    );
    expect(found.changed).toContainEqual(
      expect.objectContaining({ address: "/blog/felines/", movedFrom: "/blog/cats/", changes: [] }),
    );
    expect(found.markupOnly).toContain("/about/");
    expect([...found.markupOnly, ...found.following]).toContain("/blog/foxes/");
    expect(found.following).toContain("/archive/");

    const { stdout } = await command("diff", [old, site.output]);
    expect(stdout).toContain("[-More-]{+Much+} {+more +}of them.");
    expect(stdout.match(/Only the markup changed/g)).toHaveLength(1);
    expect(stdout).not.toContain("/blog/foxes/ All about foxes");
  });

  it("escapes page content in its Markdown output", async () => {
    site.write(usual("apples").replace("More of them.", "More of @them and \\<b\\>."));
    await site.build();
    const { stdout } = await command("diff", [old, site.output, "--markdown"]);
    expect(stdout).toContain("### Changed: 3 pages");
    expect(stdout).toContain("\\<b\\>");
    expect(stdout).not.toMatch(/@them/);
  });

  it("reports text added on every page once", async () => {
    rmSync(join(site.folder, "fresh"), { recursive: true, force: true });
    cpSync(old, site.output, { recursive: true });
    onEveryPage(site, (html) => html.replace("</body>", "<p>We are hiring.</p></body>"));
    const { changed, shared } = await diff(old, site.output);
    expect(changed.filter(({ address }) => POSTS.some((name) => address.includes(name)))).toEqual([]);
    expect(shared).toContainEqual(
      expect.objectContaining({ change: { kind: "text", before: "", after: "We are hiring." } }),
    );
  });

  it("reports added and removed posts, and not the lists that show them", async () => {
    const other = blog(SETTINGS + POSTS.map(usual).join(""));
    await other.build();
    const before = join(other.folder, "old");
    cpSync(other.output, before, { recursive: true });
    other.write(post("gnus", "title: A word on gnus\ndate: 2024-05-09", "They run."));
    rmSync(join(other.folder, "content/posts/foxes.md"));
    await other.build();
    const { added, removed, changed, shared, following } = await diff(before, other.output);
    expect(added).toEqual([{ address: "/blog/gnus/", title: "A word on gnus" }]);
    expect(removed).toEqual([{ address: "/blog/foxes/", title: "All about foxes" }]);
    expect(changed).toEqual([]);
    expect(shared).toEqual([]);
    expect(following).toContain("/");
  });

  it("compares with a manifest when the old site is not on disk", async () => {
    const next = blog(SETTINGS + POSTS.map(usual).join(""));
    next.write(usual("dogs").replace("More of them.", "Less of them."));
    await next.build();
    const { changed, added, removed } = await diff(join(old, "site-manifest.json"), next.output);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(changed.map(({ address }) => address)).toEqual(["/blog/dogs/"]);
  });

  it("exits with 2 and its usage without arguments", async () => {
    const { code, stderr } = await command("diff", []);
    expect(code).toBe(2);
    expect(stderr).toContain("npm run diff -- ");
  });
});
