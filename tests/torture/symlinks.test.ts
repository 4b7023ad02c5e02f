import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Blog, blog, command, post, SETTINGS } from "../site/site.ts";

const SECRET = "hush-hush\n";

/** A blog next to a file outside of it that must stay untouched. */
function besideSecret(files: string): { site: Blog; secret: string } {
  const site = blog(files);
  const secret = join(site.folder, "secret.txt");
  writeFileSync(secret, SECRET);
  return { site, secret };
}

const places = (site: Blog): string[] => [
  "--content",
  join(site.folder, "content"),
  "--assets",
  join(site.folder, "assets"),
];

describe("a symlink in the content folder that leads outside", () => {
  it("is not written through by npm run rename", async () => {
    const { site, secret } = besideSecret(
      `${SETTINGS}${post("one", "", "One.")}${post("two", "", "[One](/blog/one/)")}`,
    );
    const posts = join(site.folder, "content", "posts");
    const pages = join(site.folder, "content", "pages");
    mkdirSync(pages);
    writeFileSync(secret, "[One](/blog/one/)");
    for (const path of [join(posts, "new.md.unfinished"), join(posts, "two.md.unfinished"), join(pages, "about.md")]) {
      symlinkSync(secret, path);
    }
    const { code } = await command("rename", ["one", "new", "--content", join(site.folder, "content")]);
    expect(code).toBe(0);
    expect(readFileSync(secret, "utf8")).toBe("[One](/blog/one/)");
    expect(readFileSync(join(posts, "two.md"), "utf8")).toContain("/blog/new/");
    expect(lstatSync(join(posts, "new.md")).isFile()).toBe(true);
  });

  it("is not written through by npm run fix", async () => {
    const { site, secret } = besideSecret(SETTINGS + post("one", "", "todayâ€™s"));
    symlinkSync(secret, join(site.folder, "content", "posts", "one.md.unfinished"));
    expect((await command("fix", ["--content", join(site.folder, "content")])).code).toBe(0);
    expect(readFileSync(secret, "utf8")).toBe(SECRET);
    expect(readFileSync(join(site.folder, "content", "posts", "one.md"), "utf8")).toContain("today’s");
  });
});

describe("npm run import", () => {
  it("copies no file from outside the imported blog", async () => {
    const home = realpathSync(mkdtempSync(join(tmpdir(), "old-")));
    const from = join(home, "blog");
    mkdirSync(from);
    writeFileSync(join(home, "private.svg"), SECRET);
    symlinkSync(join(home, "private.svg"), join(from, "link.svg"));
    writeFileSync(
      join(from, "first.md"),
      `---\ntitle: First\ndate: 2024-05-02\nauthor: New\nthumbnail: ../private.svg\n---\n![a](../private.svg) ![b](${home}/private.svg) ![c](link.svg)\n`,
    );
    const { site, secret } = besideSecret(SETTINGS);
    for (const name of ["authors.yaml", "import-report.md"]) {
      const path = join(site.folder, "content", name);
      if (!existsSync(path)) symlinkSync(secret, path);
    }
    const { code } = await command("import", [from, ...places(site)]);
    expect(code).toBe(0);
    expect(readFileSync(secret, "utf8")).toBe(SECRET);
    expect(
      existsSync(join(site.folder, "assets", "img", "uploads")) &&
        readdirSync(join(site.folder, "assets", "img", "uploads")).length > 0,
    ).toBe(false);
    expect(readFileSync(join(site.folder, "content", "import-report-2.md"), "utf8")).toContain("was not found");
  });
});
