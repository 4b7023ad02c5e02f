import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";
import { buildOptions } from "../../../src/config/options.ts";
import { readTemplates, type Templates } from "../../../src/engine/plan/template_deps.ts";

/** What is read of the templates of a blog that has these files in `_includes`. */
function templates(root: string, files: Readonly<Record<string, string>>): Templates {
  for (const folder of ["_includes", "content/pages"]) mkdirSync(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "_includes", name), text);
  return readTemplates(buildOptions({ root }, {}, {}), new Cache(join(root, "cache"), "1"));
}

describe("what pages depend on", () => {
  it("is every file that a template may include, whatever its name", () => {
    const root = mkdtempSync(join(tmpdir(), "templates-"));
    const before = templates(root, { "page.njk": '{% include "badge.svg" %}', "badge.svg": "<svg>1</svg>" });
    expect(templates(root, {}).key).toBe(before.key);
    expect(templates(root, { "badge.svg": "<svg>2</svg>" }).key).not.toBe(before.key);
  });

  it("is every post where a template reads lists of posts, and where it cannot be told", () => {
    const reads = (text: string): boolean =>
      templates(mkdtempSync(join(tmpdir(), "templates-")), { "a.njk": text }).readsCollections;
    expect(reads("{% for post in collections.posts %}{{ post.url }}{% endfor %}")).toBe(true);
    expect(reads("{{ plan.post | length }}")).toBe(true);
    expect(reads("{% if %}")).toBe(true);
    expect(reads("---\npagination: { data: collections.posts, size: 2 }\n---\nA page of several.")).toBe(true);
    expect(reads('---\npermalink: "/{{ collections.posts.length }}/"\n---\nAn address.')).toBe(true);
    expect(reads("---\npagination: { data: plan.tag, size: 1 }\n---\nA part of the plan.")).toBe(false);
    expect(reads('{{ view.title }} {{ "collections" }} {{ view.collections }}')).toBe(false);
  });
});
