import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, command, post, SETTINGS } from "./site.ts";

describe("a file in public/", () => {
  let site: Blog;
  let first: Built;
  beforeAll(async () => {
    site = blog(`${SETTINGS}${post("one", "", "See [our ads](/ads.txt).")}
-- public/ads.txt --
google.com, pub-1, DIRECT
-- public/.well-known/security.txt --
Contact: mailto:ada@blog.example
-- public/google1.html --
google-site-verification: google1.html
-- public/.git/HEAD --
ref: refs/heads/main
-- public/.DS_Store --
x
-- public/deep/.DS_Store --
x
`);
    first = await site.build();
  });

  it("is copied unchanged to the root of the site, from dot folders too", () => {
    expect(first.result.problems).toEqual([]);
    expect(site.page("ads.txt")).toBe("google.com, pub-1, DIRECT\n");
    expect(site.page(".well-known/security.txt")).toBe("Contact: mailto:ada@blog.example\n");
    expect(site.page("google1.html")).toBe("google-site-verification: google1.html\n");
  });

  it("is left out if it belongs to git or to macOS", () => {
    expect([".git/HEAD", ".DS_Store", "deep/.DS_Store"].filter(site.has)).toEqual([]);
  });

  it("is not checked as a page of the blog", async () => {
    const folders = ["content", "assets", "cache"].flatMap((name) => [`--${name}`, join(site.folder, name)]);
    const { stdout } = await command("check", [...folders, "--output", site.output, "--json"]);
    expect(JSON.parse(stdout).problems.filter(({ file }: { file: string }) => file.includes("google1"))).toEqual([]);
  });

  it("is updated by the next build, and removed with its source", async () => {
    site.write("-- public/ads.txt --\nexample.com, pub-2, DIRECT\n");
    site.remove("public/google1.html");
    const { result } = await site.build();
    expect(site.page("ads.txt")).toContain("pub-2");
    expect(site.has("google1.html")).toBe(false);
    expect(result).toMatchObject({ rendered: 0, written: 1, removed: 1 });
  });

  it("is an error when its path is in use, or when it is a symlink", async () => {
    const clashes = blog(`${SETTINGS}${post("one", "aliases: [/old/]", "Text.")}
-- public/robots.txt --
x
-- public/blog/one/index.html --
x
-- public/_headers --
x
-- public/OLD/index.html --
x
-- public/a.txt/b --
x
-- public/A.txt --
x
`);
    symlinkSync("/etc/hostname", join(clashes.folder, "public", "link.txt"));
    const { code, result } = await clashes.build();
    expect(code).toBe(1);
    expect(result.problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      "content/posts/one.md duplicate-url",
      "public/_headers duplicate-url",
      "public/a.txt/b duplicate-url",
      "public/blog/one/index.html duplicate-url",
      "public/link.txt unsafe-path",
      "public/robots.txt duplicate-url",
    ]);
  });

  it("is part of a shard, and so of the merged site", async () => {
    const parts = ["1/2", "2/2"].map((shard) => [shard, join(site.folder, shard.slice(0, 1))] as const);
    for (const [shard, output] of parts) await site.build("--shard", shard, "--output", output);
    const merged = join(site.folder, "merged");
    const { code } = await command("merge", ["--output", merged, ...parts.map(([, output]) => output)]);
    expect(code).toBe(0);
    expect(readFileSync(join(merged, "ads.txt"), "utf8")).toBe("example.com, pub-2, DIRECT\n");
  });
});
