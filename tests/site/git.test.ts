import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, SETTINGS } from "./site.ts";

const NOW = ["--now", "2026-01-01T00:00:00Z"] as const;

function git(folder: string, date: string, ...args: readonly string[]): void {
  const who = {
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.org",
  };
  const env = {
    ...process.env,
    ...who,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
}

function commit(site: Blog, date: string): void {
  git(site.folder, date, "add", "content");
  git(site.folder, date, "commit", "--quiet", "--message", "A change");
}

/** The update date on a post's page. */
function updatedOn(site: Blog, name: string): string | undefined {
  return /"dateModified":"([^"T]+)/.exec(site.page(`blog/${name}/index.html`))?.[1];
}

const DATED = "date: 2024-05-02";
const FIRST = [
  post("changed", DATED, "First."),
  post("never-changed", DATED, "First."),
  post("renamed", DATED, "A text that is long enough to be known again.\n\nAnd goes on."),
  post("says-it", `${DATED}\nupdated: 2024-06-01`, "First."),
  post("ümlaut", DATED, "First."),
].join("");

function repository(): Blog {
  const site = blog(SETTINGS + FIRST);
  git(site.folder, "2024-05-01T00:00:00Z", "init", "--quiet");
  commit(site, "2024-05-10T12:00:00Z");
  site.write(post("changed", DATED, "Second.") + post("says-it", "updated: 2024-06-01", "Second."));
  site.write(post("ümlaut", DATED, "Second."));
  site.write(post("renamed", DATED, "A text that is long enough to be known again!\n\nAnd goes on."));
  commit(site, "2025-02-03T12:00:00Z");
  const posts = join(site.folder, "content", "posts");
  renameSync(join(posts, "renamed.md"), join(posts, "renamed-twice.md"));
  commit(site, "2025-03-04T12:00:00Z");
  return site;
}

describe("a blog in a git repository", () => {
  let site: Blog;

  beforeAll(async () => {
    site = repository();
    expect(await site.build(...NOW)).toMatchObject({ code: 0, result: { problems: [] } });
  });

  it("takes the update date from git, unless front matter has one", () => {
    expect(updatedOn(site, "changed")).toBe("2025-02-03");
    expect(site.page("blog/changed/index.html")).toContain("Updated February 3, 2025");
    expect(updatedOn(site, "uemlaut")).toBe("2025-02-03");
    expect(updatedOn(site, "says-it")).toBe("2024-06-01");
  });

  it("does not take a post's first commit or a rename for an update", () => {
    expect(updatedOn(site, "never-changed")).toBe("2024-05-02");
    expect(updatedOn(site, "renamed-twice")).toBe("2025-02-03");
  });

  it("uses the commit date in sitemap and feeds", () => {
    expect(site.page("sitemap.xml")).toContain("blog/changed/</loc><lastmod>2025-02-03T12:00:00.000Z");
    expect(site.page("feed.xml")).toContain("<updated>2025-02-03T12:00:00.000Z</updated>");
  });

  it("ignores commits after the time given with --now", async () => {
    const before = repository();
    expect((await before.build("--now", "2024-12-01T00:00:00Z")).code).toBe(0);
    expect(updatedOn(before, "changed")).toBe("2024-05-02");
  });

  it("renders a post again when only its last commit is new", async () => {
    site.write(post("changed", DATED, "Third."));
    await site.build(...NOW);
    expect(updatedOn(site, "changed")).toBe("2025-02-03");
    commit(site, "2025-05-06T12:00:00Z");
    const { result } = await site.build(...NOW);
    expect(result.rendered).toBe(1);
    expect(updatedOn(site, "changed")).toBe("2025-05-06");
    const again = await site.build(...NOW);
    expect(again.result).toMatchObject({ rendered: 0, written: 0 });
  });

  it("ignores git with updated_from_git: false", async () => {
    site.write(SETTINGS.replace("url:", "updated_from_git: false\nurl:"));
    expect((await site.build(...NOW)).code).toBe(0);
    expect(updatedOn(site, "changed")).toBe("2024-05-02");
  });
});

describe("a shallow clone", () => {
  it("warns and shows no update dates", async () => {
    const whole = repository();
    const clone = blog("");
    git(clone.folder, "2025-06-01T00:00:00Z", "clone", "--quiet", "--depth", "1", `file://${whole.folder}`, "clone");
    const { code, result } = await clone.build("--content", join(clone.folder, "clone", "content"), ...NOW);
    expect(code).toBe(0);
    expect(result.problems).toMatchObject([{ rule: "partial-history", severity: "warn" }]);
    expect(result.problems[0]?.hint).toContain("fetch-depth: 0");
    expect(updatedOn(clone, "changed")).toBe("2024-05-02");
  });
});

describe("a blog outside a git repository", () => {
  it("builds without warnings", async () => {
    const site = blog(SETTINGS + FIRST);
    expect(await site.build(...NOW)).toMatchObject({ code: 0, result: { problems: [] } });
  });
});

describe("a blog with a public repository", () => {
  it("links each post to its source file", async () => {
    const site = blog(
      SETTINGS.replace("url:", "repository: https://github.com/ada/blog.git\nurl:") + post("one", "", "Text."),
    );
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    const html = site.page("blog/one/index.html");
    expect(html).toContain('<a href="https://github.com/ada/blog/edit/main/content/posts/one.md">Edit this page</a>');
    expect(html).toContain('<a href="https://github.com/ada/blog/blob/main/content/posts/one.md">See its source</a>');
  });
});
