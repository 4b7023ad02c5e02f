import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { blog, post, ROOT, SETTINGS, snapshot } from "./site.ts";

const WITH_CMS = SETTINGS.replace("name: Test", "name: Test\ncms: { backend: github, repo: o-mentors/blog }");

interface Field {
  name: string;
  label: string;
  hint: string;
  pattern?: [string, string];
  options?: { label: string; value: string }[];
}

describe("the CMS of the published site", () => {
  it("has a field for all front matter, with choices from authors.yaml and tags.yaml", async () => {
    const site = blog(WITH_CMS + post("one", "", "Text."));
    await site.build();
    const { backend, collections, ...config } = parse(site.page("admin/config.yml"));
    expect(backend).toEqual({ name: "github", repo: "o-mentors/blog" });
    expect(config).toMatchObject({ public_folder: "/assets/img/uploads" });
    expect(collections[0]).toMatchObject({ folder: "content/posts", create: true });
    expect(collections[1]).toMatchObject({ folder: "content/pages", extension: "md" });
    expect(collections[2].files.map(({ file }: { file: string }) => file)).toEqual([
      "content/authors.yaml",
      "content/tags.yaml",
      "content/site.yaml",
    ]);
    const fields: Field[] = collections[0].fields;
    const named = new Map(fields.map((field) => [field.name, field]));
    const { frontMatterSchema } = await import("../../src/content/schema.ts");
    const offered = Object.keys(frontMatterSchema.shape).filter((name) => !["layout", "cta"].includes(name));
    expect([...named.keys()].sort()).toEqual([...offered, "body", "state"].sort());
    expect(named.get("author")?.options).toEqual([
      { label: "Ada Lovelace", value: "Ada Lovelace" },
      { label: "Max Weber", value: "Max Weber" },
    ]);
    expect(named.get("tags")?.options).toContainEqual({ label: "Mentoring", value: "mentoring" });
    const [pattern, message] = named.get("slug")?.pattern ?? ["", ""];
    expect(new RegExp(pattern).test("my-first-post")).toBe(true);
    expect(new RegExp(pattern).test("a/b")).toBe(false);
    expect(message).toBe("A slug is one part of an address, without slashes. Write it as in my-first-post.");
    for (const field of fields.filter(({ name }) => !["body", "state"].includes(name))) expect(field.hint).not.toBe("");
  });

  it("loads no scripts from other hosts, and is hidden from search engines", async () => {
    const site = blog(WITH_CMS + post("one", "", "Text."));
    await site.build();
    const html = site.page("admin/index.html");
    const scripts = [...html.matchAll(/<script src="([^"]+)"><\/script>/g)].map((match) => match[1]);
    expect(scripts).toEqual(["templates.js", "editor.js", "decap-cms.js"]);
    for (const script of scripts) expect(site.has(`admin/${script}`)).toBe(true);
    expect(html).toContain('name="robots" content="noindex"');
    expect(html).not.toMatch(/<script>|https?:\/\/[^\s"]*\.js/);
    const others = [...site.snapshot()].filter(
      ([path]) => !path.startsWith("admin/") && /sitemap|feed|llms/.test(path),
    );
    expect(others.filter(([, text]) => text.includes("/admin/")).map(([path]) => path)).toEqual([]);
  });

  it("is published only if site.yaml enables it", async () => {
    const site = blog(SETTINGS + post("one", "", "Text."));
    await site.build();
    expect(site.has("admin")).toBe(false);
    const example = parse(readFileSync(join(ROOT, "content", "site.yaml"), "utf8"));
    expect(example.cms).toMatchObject({ backend: "github" });
  });

  it("is rewritten only when its inputs change", async () => {
    const site = blog(WITH_CMS + post("one", "", "Text."));
    await site.build();
    site.write(post("one", "", "Other text."));
    await site.build();
    const before = snapshot(join(site.output, "admin"));
    site.write(SETTINGS.replace("name: Test", "name: Test\ncms: { branch: posts }"));
    await site.build();
    const after = snapshot(join(site.output, "admin"));
    expect([...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([
      "config.yml",
    ]);
  });
});
