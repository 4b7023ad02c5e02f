import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, ROOT } from "./site.ts";

/** A copy of the example blog. */
function copy(): { folder: string; args: string[] } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "own-")));
  cpSync(join(ROOT, "content"), join(folder, "content"), { recursive: true });
  mkdirSync(join(folder, "assets/img"), { recursive: true });
  writeFileSync(join(folder, "content/site.yaml"), "name: Example\nurl: https://example.com\n");
  mkdirSync(join(folder, "content/posts"), { recursive: true });
  writeFileSync(
    join(folder, "content/posts/an-example.md"),
    "---\ntitle: T\ndate: 2024-01-01\nauthor: A\n---\nText.\n",
  );
  return { folder, args: ["--content", join(folder, "content"), "--assets", join(folder, "assets")] };
}

const GIVEN = ["--name", "Data & Daughters", "--url", "https://blog.example/notes", "--language", "de"];

describe("npm run init", () => {
  it("sets up a blog that builds without problems, and npm run new adds a post", async () => {
    const { folder, args } = copy();
    const cta = ["--colour", "#7a1f6b", "--cta", "Termin buchen", "--cta-url", "https://blog.example/termin"];
    const done = await command("init", [...args, ...GIVEN, ...cta]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "content/authors.yaml"))).toBe(false);
    expect(readdirSync(join(folder, "content/posts"))).toEqual([]);

    const places = [...args, "--output", join(folder, "_site"), "--cache", join(folder, "cache")];
    const empty = await command("build", [...places, "--json"]);
    expect(JSON.parse(empty.stdout).problems).toEqual([]);
    const home = readFileSync(join(folder, "_site/index.html"), "utf8");
    expect(home).toContain('<html lang="de"');
    expect(home).toContain("Data &amp; Daughters");
    expect(home).toContain("Termin buchen");
    expect(home).not.toContain("Mentors");
    const [css = ""] = readdirSync(join(folder, "_site/assets/css")).filter((name) => name.startsWith("site."));
    expect(readFileSync(join(folder, "_site/assets/css", css), "utf8")).toMatch(/--accent: ?light-dark\(#7a1f6b,/);

    const begun = await command("new", ["Mein Anfang", "--author", "Ada", "--content", join(folder, "content")]);
    expect(begun.code).toBe(0);
    const second = await command("build", [...places, "--json"]);
    expect(
      JSON.parse(second.stdout).problems.filter(({ severity }: { severity: string }) => severity === "error"),
    ).toEqual([]);
  });

  it("adjusts a colour with too little contrast and says so", async () => {
    const { folder, args } = copy();
    const { stdout, code } = await command("init", [...args, ...GIVEN, "--colour", "#ffee00"]);
    expect(code).toBe(0);
    const moved = /the colour is (#[0-9a-f]{6})\./.exec(stdout)?.[1] ?? "no colour";
    expect(readFileSync(join(folder, "content/site.yaml"), "utf8")).toContain(`colour: "${moved}"`);
  });

  it("exits with 2 for missing or invalid answers", async () => {
    const { folder, args } = copy();
    expect((await command("init", args)).stderr).toContain("--name");
    const wrong = await command("init", [...args, "--name", "X", "--url", "blog", "--language", "klingonisch!"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("This is not a web address.");
    expect(wrong.stderr).toContain("This is not a language code.");
    expect(existsSync(join(folder, "content/posts/an-example.md"))).toBe(true);
  });

  it("refuses to run twice, so that new posts are safe", async () => {
    const { folder, args } = copy();
    await command("init", [...args, ...GIVEN]);
    writeFileSync(join(folder, "content/posts/mine.md"), "mine");
    const again = await command("init", [...args, ...GIVEN]);
    expect(again.code).toBe(2);
    expect(readFileSync(join(folder, "content/posts/mine.md"), "utf8")).toBe("mine");
  });

  it("refuses to delete uncommitted files", async () => {
    const { folder, args } = copy();
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const refused = await command("init", [...args, ...GIVEN]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("are not committed");
    expect(existsSync(join(folder, "content/posts/an-example.md"))).toBe(true);
  });
});

describe("a colour in site.yaml with too little contrast", () => {
  it("is a warning", async () => {
    const { folder, args } = copy();
    writeFileSync(join(folder, "content/site.yaml"), 'name: X\nurl: https://blog.example\ncolour: "#ffee00"\n');
    const { stdout } = await command("check", [...args, "--cache", join(folder, "cache"), "--json"]);
    expect(JSON.parse(stdout).problems).toContainEqual(
      expect.objectContaining({
        rule: "faint-colour",
        file: "content/site.yaml",
        line: 3,
        column: 9,
        severity: "warn",
      }),
    );
  });
});
