import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../src/base/diagnostic.ts";
import { type Blog, blog, command, post, type Run, SETTINGS } from "./site.ts";

/** Runs `npm run check` on a blog. */
async function check(files: string, ...more: string[]): Promise<{ run: Run; problems: Problem[] }> {
  const { folder } = blog(files);
  const folders = [
    "--content",
    join(folder, "content"),
    "--assets",
    join(folder, "assets"),
    "--cache",
    join(folder, "c"),
  ];
  const run = await command("check", [...folders, "--json", ...more]);
  return { run, problems: JSON.parse(run.stdout).problems };
}

/** Findings for posts with this front matter and text. */
async function findings(...posts: [fields: string, body: string][]): Promise<string[]> {
  const texts = posts.map(([fields, body], index) => post(`post-${index}`, fields, body)).join("");
  const { problems } = await check(SETTINGS + texts);
  return problems.map(({ file, line, rule }) => `${file.split("/").at(-1)}:${line} ${rule}`);
}

describe("npm run check", () => {
  it("reports nothing for a flawless blog", async () => {
    const { run, problems } = await check(
      SETTINGS +
        post(
          "fine",
          "description: A post about how mentors help people who look for work in data.",
          "Mentors help people who look for work in data.",
        ),
    );
    expect(problems).toEqual([]);
    expect(run.code).toBe(0);
  });

  it("exits with 1 when there is an error", async () => {
    const { run } = await check(SETTINGS + post("wrong", "", "[x](/nowhere/)"));
    expect(run.code).toBe(1);
  });

  it.each<[string, string, string, string]>([
    ["a title that is cut", `title: ${"Long ".repeat(20)}`, "Text.", "post-0.md:4 title-length"],
    ["a description of three words", "description: About data careers", "Text.", "post-0.md:5 description-length"],
    [
      "a description that does not match the text",
      "description: Improve alignment, spacing and consistency in form elements, centre titles and buttons.",
      "A coach trains you for one goal. A mentor walks beside you for years.",
      "post-0.md:5 off-topic-description",
    ],
    ["two sections with the same name", "", "## Costs\n\nA.\n\n## Costs\n\nB.", "post-0.md:10 repeated-heading"],
    [
      "bold lines used as headings",
      "",
      "**One part**\n\nText.\n\n**Another part**\n\nText.",
      "post-0.md:6 bold-heading",
    ],
    [
      "a table of contents that misses a section",
      "",
      "## Contents\n\n- [First](#first)\n\n## First\n\nA.\n\n## Second\n\nB.",
      "post-0.md:6 contents-list",
    ],
    ["bold text without a space after it", "", "It is **very good**to read.", "post-0.md:6 glued-emphasis"],
    ["asterisks shown as text", "", "And **Note:**this too.", "post-0.md:6 glued-emphasis"],
    ["spaces inside emphasis marks", "", "This is ** not ** bold.", "post-0.md:6 glued-emphasis"],
    ["spaces around a single letter", "", "This is ** a ** letter.", "post-0.md:6 glued-emphasis"],
    ["text that became a formula", "", "As said \\(in the morning\\) before.", "post-0.md:6 stray-escape"],
    ["an escaped link", "", "See \\[this\\](https://x.example/a).", "post-0.md:6 stray-escape"],
    ["an empty heading", "", "## One\n\nText.\n\n##\n\nText.", "post-0.md:10 empty-heading"],
    ["a link without text", "", "See [](https://x.example/a).", "post-0.md:6 empty-link"],
    [
      "Markdown in a description",
      "description: What you __have worked__ hard for.",
      "Text.",
      "post-0.md:5 markup-in-field",
    ],
    [
      "a table of contents without links that misses a section",
      "",
      "## Contents\n\n* First\n\n## First\n\nA.\n\n## Second\n\nB.",
      "post-0.md:6 contents-list",
    ],
    ["a table without header cells", "", "| | |\n|-|-|\n| a | b |", "post-0.md:6 table-header"],
    ["an http link that could be https", "", "[x](http://www.python.org/a)", "post-0.md:6 insecure-link"],
    ["markup pasted from a word processor", "", '<p class="MsoNormal">Text</p>', "post-0.md:6 pasted-html"],
    ["curly quotation marks in code", "", "```python\nprint(“a”)\n```", "post-0.md:7 quotes-in-code"],
    ["an image without alt text", "", "![](https://x.example/a.png)", "post-0.md:6 missing-alt"],
    ["a file name as alt text", "", "![IMG_2041](https://x.example/IMG_2041.jpg)", "post-0.md:6 missing-alt"],
  ])("reports %s", async (_, fields, body, finding) => {
    expect(await findings([fields, body])).toContain(finding);
  });

  it.each<[string, string, string]>([
    ["equal subsection names below different sections", "", "## A\n\n### Costs\n\nx\n\n## B\n\n### Costs\n\ny"],
    ["a name with underscores", "title: What __init__ does in List<String> & co", "Text."],
    ["an example between rules", "", "As here:\n\n---\n\n**Summary**\n\nText.\n\n**Skills**\n\nText."],
    [
      "a table of contents without links",
      "",
      "## Contents\n\n* First\n* Second\n\n## First\n\nA.\n\n## 2. Second\n\nB.",
    ],
    ["emphasis", "", "**Nobody reads this.**\n\nText.\n\n**Or this!**\n\nText."],
    ["bold initials of an abbreviation", "", "**S**tructured **Q**uery **L**anguage, **bold**, (**bold**): **bold**."],
    ["bold text in a language without spaces", "", "这是**非常好**的。"],
    ["formulas", "", "Where \\(x + y\\) and \\(\\lambda\\) and \\[ n \\] are, and `**code**text`."],
    ["curly quotation marks in code comments and strings", "", "```python\nprint('“a”')  # don’t\n```"],
    ["a decorative image", "", '<img src="https://x.example/line.png" alt="">'],
    [
      "a description of a short text that shares a word with it",
      "description: What to prepare before the first call with somebody who advises you.",
      "Bring three questions to every call.",
    ],
    [
      "a description in another script",
      "description: 数据职业导师可以帮助你更快成长，找到适合自己的方向。".padEnd(90, "。"),
      "文字。",
    ],
  ])("accepts %s", async (_, fields, body) => {
    expect((await findings([fields, body])).filter((found) => !found.includes("description-length"))).toEqual([]);
  });

  it("reports titles and descriptions that several posts share", async () => {
    const fields = "title: One title\ndescription: The very same description of posts about mentors and data.";
    const found = await findings([fields, "Mentors and data."], [fields, "Data and mentors, posts."]);
    expect(found).toContain("post-1.md:4 duplicate-title");
    expect(found).toContain("post-1.md:5 duplicate-description");
  });

  it("reports tags that only one post uses, when there is no tags.yaml", async () => {
    const free = SETTINGS.slice(0, SETTINGS.indexOf("-- content/tags.yaml --"));
    const posts = [
      ["one", "title: One\ntags: [mentors]"],
      ["two", "title: Two\ntags: [mentors]"],
      ["three", "title: Three\ntags: [mentoring]"],
    ].map(([name = "", fields = ""]) => post(name, fields, "Text."));
    const { problems } = await check(free + posts.join(""));
    expect(problems).toMatchObject([{ file: "content/posts/three.md", line: 5, rule: "single-use-tag" }]);
    expect(problems[0]?.hint).toContain("“mentors”");
  });

  it("reports near-duplicate posts", async () => {
    const text =
      "Salaries of analysts rise slowly while engineers earn faster, says every survey of regional employers. ".repeat(
        3,
      );
    const found = await findings(
      ["title: First", text],
      ["title: Second", `${text} Indeed.`],
      ["title: Other", "Learn statistics before neural networks."],
    );
    expect(found.filter((one) => one.endsWith("near-duplicate"))).toEqual(["post-1.md:4 near-duplicate"]);
  });

  it("reports alt text shared by different images", async () => {
    const said = (name: string): string => `![Mentoring](https://x.example/${name}.png)`;
    const found = await findings(["title: One", `${said("a")} ${said("b")}`], ["title: Two", said("c")]);
    expect(found.filter((one) => one.endsWith("shared-alt"))).toHaveLength(3);
    const same = await findings(["title: One", `${said("a")} ${said("a")}`], ["title: Two", said("a")]);
    expect(same.filter((one) => one.endsWith("shared-alt"))).toEqual([]);
  });

  it("reports posts that no other post links to, once there are some links", async () => {
    const others = [1, 2, 3, 4, 0].map((next, index): [string, string] => [
      `title: Number ${index}`,
      `[next](/blog/post-${next}/)`,
    ]);
    expect((await findings(...others)).filter((one) => one.endsWith("orphan"))).toEqual([]);
    const found = await findings(...others, ["title: Alone", "No links."]);
    expect(found).toContain("post-5.md:4 orphan");
  });

  it("suggests redirect targets and missing schemes for links", async () => {
    const { problems } = await check(
      SETTINGS +
        post("new", "title: New\naliases: [/blog/old/]", "Text.") +
        post("one", "title: One", "[a](/blog/old/#x) and\n[b](www.x.example/a) and\n[c](ada@x.example)."),
    );
    const said = problems.filter(({ file }) => file.endsWith("one.md")).map(({ rule, hint }) => `${rule}: ${hint}`);
    expect(said).toEqual([
      "redirected-link: Write `/blog/new/#x`.",
      "dead-link: Write `https://www.x.example/a`.",
      "dead-link: Write `mailto:ada@x.example`.",
    ]);
  });

  describe("with the name of a file", () => {
    let site: Blog;
    const said = async (...given: string[]): Promise<Run> => {
      const folders = ["content", "assets", "cache"].flatMap((name) => [`--${name}`, join(site.folder, name)]);
      return command("check", [...folders, ...given]);
    };

    beforeAll(() => {
      site = blog(
        SETTINGS +
          post("first-steps", "", "[a](/nowhere/)") +
          post("second", "title: Second", "[b](/nowhere/)") +
          "-- content/posts/third.markdown --\nText.\n-- content/pages/about.md --\n---\ntitle: About\n---\n[c](/nowhere/)\n",
      );
    });

    it.each([
      ["a name", "first-steps", "first-steps.md:6:1"],
      ["an address", "/blog/first-steps/", "first-steps.md:6:1"],
      ["another suffix", "content/posts/first-steps.MD", "first-steps.md:6:1"],
      ["a file that is not published", "posts/third.markdown", "third.markdown:1:1"],
    ])("finds a post by %s", async (_, given, place) => {
      const { stdout } = await said(given.startsWith("posts/") ? join(site.folder, "content", given) : given);
      expect(stdout).toContain(`content/posts/${place}`);
      expect(stdout).not.toContain("second.md");
    });

    it("finds another file of the content, and all posts of a folder", async () => {
      expect((await said(join(site.folder, "content/pages/about.md"))).stdout).toContain("content/pages/about.md:4:1");
      const { stdout } = await said(join(site.folder, "content/posts"));
      for (const name of ["first-steps", "second"]) expect(stdout).toContain(`content/posts/${name}.md:6:1`);
    });

    it.each([
      ["frist-steps", "There is no post frist-steps. Did you mean content/posts/first-steps.md?"],
      [
        "content/posts/nothing-at-all.md",
        "There is no post content/posts/nothing-at-all.md. Posts lie in content/posts.",
      ],
      ["package.json", "package.json is no post of this blog. Posts lie in content/posts."],
      ["docs", "The folder docs has no posts. Name one, as in content/posts/my-first-post.md."],
    ])("exits with 2 where there is none: %s", async (given, words) => {
      expect(await said(given)).toEqual({ code: 2, stdout: "", stderr: `${words}\n` });
    });
  });

  describe("with --links", () => {
    let address: string;
    let asked: string[];
    let stop: () => void;

    beforeEach(async () => {
      asked = [];
      const server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        const status: Record<string, number> = { "/gone": 404, "/private": 403, "/broken": 500 };
        response.writeHead(status[request.url ?? ""] ?? 200).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const bound = server.address();
      address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;
      stop = () => server.close();
    });
    afterEach(() => stop());

    it("reports dead links to other sites, and asks for each address once", async () => {
      const site = blog(
        SETTINGS +
          post("one", "", `[a](${address}/fine) [b](${address}/private)\n\n[c](${address}/gone), ${address}/broken.`) +
          post("two", "draft: true", `[a](${address}/secret)`),
      );
      const folders = { content: "content", assets: "assets", cache: "c" };
      const args = Object.entries(folders).flatMap(([name, folder]) => [`--${name}`, join(site.folder, folder)]);
      const outside = async (...more: string[]): Promise<[Run, Problem[]]> => {
        const run = await command("check", [...args, "--json", ...more]);
        const problems: Problem[] = JSON.parse(run.stdout).problems;
        return [run, problems.filter(({ rule }) => rule === "outside-link")];
      };
      expect(await outside()).toMatchObject([{ code: 0 }, []]);
      expect(asked).toEqual([]);
      const [{ code }, found] = await outside("--links");
      expect(code).toBe(0);
      expect(found).toMatchObject([{ file: "content/posts/one.md", line: 8, severity: "warn" }]);
      expect(asked).toContain("HEAD /fine");
      expect(asked.filter((one) => one.includes("secret"))).toEqual([]);
      const before = asked.length;
      expect((await outside("--links"))[1]).toHaveLength(1);
      expect(asked).toHaveLength(before);
    });
  });

  it("reports unused uploads and file names with the wrong extension", async () => {
    const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    const site = blog(`${SETTINGS}${post("one", "", "![A dot on a white page](/assets/img/uploads/dot.png)")}`);
    site.write("-- assets/img/uploads/dot.png --\n-- assets/img/uploads/old.gif --\n");
    const { writeFileSync } = await import("node:fs");
    for (const name of ["dot.png", "old.gif"])
      writeFileSync(join(site.folder, "assets/img/uploads", name), Buffer.from(gif, "base64"));
    const args = [
      "--content",
      join(site.folder, "content"),
      "--assets",
      join(site.folder, "assets"),
      "--cache",
      join(site.folder, "c"),
    ];
    const { problems }: { problems: Problem[] } = JSON.parse((await command("check", [...args, "--json"])).stdout);
    expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      "assets/img/uploads/dot.png picture-type",
      "assets/img/uploads/old.gif unused-upload",
    ]);
  });

  it("does not report rules that site.yaml switches off", async () => {
    const settings = `${SETTINGS.trimEnd()}\n`;
    const off = settings.replace("name: Test", "name: Test\nchecks: { missing-alt: off }");
    const { problems } = await check(off + post("one", "", "![](https://x.example/a.png)"));
    expect(problems).toEqual([]);
  });

  it("prints problems for people, and as GitHub annotations in Actions", async () => {
    const { folder } = blog(SETTINGS + post("one", "", "![](https://x.example/a.png)"));
    const args = [
      "--content",
      join(folder, "content"),
      "--assets",
      join(folder, "assets"),
      "--cache",
      join(folder, "c"),
    ];
    const { stdout } = await command("check", args, { GITHUB_ACTIONS: "true" });
    expect(stdout).toContain(
      "content/posts/one.md:6:1  warn  missing-alt  `https://x.example/a.png` has no description",
    );
    expect(stdout).toContain("     6 | ![](https://x.example/a.png)");
    expect(stdout).toContain("0 errors, 1 warning: 1 missing-alt.");
    expect(stdout).toContain("::warning file=content/posts/one.md,line=6,col=1,title=missing-alt::`https");
  });
});

describe("npm run fix", () => {
  const BROKEN =
    "---\r\ntitle: 'A post'   # mine\r\ndate: 2024-05-02\r\nauthor: Ada Lovelace\r\n---\r\n# A post\r\n\r\nIt isnâ€™t\u00a0\r\nfar to [x](https://x.example/?utm_source=a).\r\n";
  const FIXED = BROKEN.replace("# A post\r\n\r\n", "\r\n")
    .replace("â€™", "’")
    .replace("\u00a0", "")
    .replace("?utm_source=a", "");
  const files = (site: { folder: string }): string => readFileSync(join(site.folder, "content/posts/one.md"), "utf8");
  const fix = (site: { folder: string }, ...more: string[]) =>
    command("fix", ["--content", join(site.folder, "content"), ...more]);

  it("applies safe repairs and leaves all other bytes unchanged", async () => {
    const site = blog(`${SETTINGS}-- content/posts/one.md --\n${BROKEN}`);
    expect((await fix(site)).stdout).toContain("content/posts/one.md: 4 repairs");
    expect(files(site)).toBe(FIXED);
  });

  it("is idempotent", async () => {
    const site = blog(`${SETTINGS}-- content/posts/one.md --\n${BROKEN}`);
    await fix(site);
    expect((await fix(site)).stdout).toBe("Nothing to fix.\n");
    expect(files(site)).toBe(FIXED);
  });

  it("does not change the published site", async () => {
    const site = blog(`${SETTINGS}-- content/posts/one.md --\n${BROKEN}`);
    await site.build();
    const before = site.snapshot();
    await fix(site);
    const { result } = await site.build();
    expect(site.snapshot()).toEqual(before);
    expect(result.repairs).toBe(0);
  });

  it("prints a diff and writes nothing with --dry-run", async () => {
    const site = blog(`${SETTINGS}-- content/posts/one.md --\n${BROKEN}`);
    const { stdout } = await fix(site, "--dry-run");
    expect(stdout).toContain("-It isnâ€™t");
    expect(stdout).toContain("+It isn’t");
    expect(files(site)).toBe(BROKEN);
  });
});
