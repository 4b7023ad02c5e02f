import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";
import { buildOptions } from "../../../src/config/options.ts";
import { NO_ADDITIONS } from "../../../src/engine/extensions.ts";
import { readTemplates, type Templates } from "../../../src/engine/plan/template_deps.ts";
import type { Planned } from "../../../src/views/types.ts";

/** Reads the templates of a blog with these files in `_includes`. */
function templates(root: string, files: Readonly<Record<string, string>>): Templates {
  for (const folder of ["_includes/parts", "content/pages"]) mkdirSync(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "_includes", name), text);
  return readTemplates(buildOptions({ root }, {}, {}), new Cache(join(root, "cache"), "1"), NO_ADDITIONS);
}

describe("the dependencies of a page", () => {
  it("include every file that a template may include", () => {
    const root = mkdtempSync(join(tmpdir(), "templates-"));
    const before = templates(root, { "page.njk": '{% include "badge.svg" %}', "badge.svg": "<svg>1</svg>" });
    expect(templates(root, {}).key).toBe(before.key);
    expect(templates(root, { "badge.svg": "<svg>2</svg>" }).key).not.toBe(before.key);
  });

  const layout = (page: string): Pick<Planned, "kind" | "layout"> => ({ kind: "post", layout: page });

  it("include only templates that its own template uses", () => {
    const files = {
      "a.njk": "---\nlayout: base.njk\n---\n{% from 'parts/one.njk' import one %}{{ one() }}",
      "b.njk": "{% include 'parts/two.njk' %}",
      "base.njk": "{{ content }}",
      "parts/one.njk": "{% macro one() %}1{% endmacro %}",
      "parts/two.njk": "2",
      "any.njk": "{% include view.part %}",
    };
    const root = mkdtempSync(join(tmpdir(), "templates-"));
    const before = templates(root, files);
    const changedBy = (change: Record<string, string>): string[] => {
      const after = templates(root, { ...files, ...change });
      return ["a.njk", "b.njk", "any.njk"].filter(
        (name) => after.ofPage(layout(name)).key !== before.ofPage(layout(name)).key,
      );
    };
    expect(changedBy({})).toEqual([]);
    expect(changedBy({ "parts/one.njk": "{% macro one() %}I{% endmacro %}" })).toEqual(["a.njk", "any.njk"]);
    expect(changedBy({ "parts/two.njk": "II" })).toEqual(["b.njk", "any.njk"]);
    expect(changedBy({ "base.njk": "<p>{{ content }}" })).toEqual(["a.njk", "any.njk"]);
  });

  it("include all posts if a template it uses reads lists of posts", () => {
    const found = templates(mkdtempSync(join(tmpdir(), "templates-")), {
      "reads.njk": "{% include 'parts/latest.njk' %}",
      "parts/latest.njk": "{{ collections.posts[0].url }}",
      "reads_not.njk": "{{ view.title }}",
    });
    expect(found.ofPage(layout("reads.njk")).readsCollections).toBe(true);
    expect(found.ofPage(layout("reads_not.njk")).readsCollections).toBe(false);
    expect(found.readsPlan).toBe(false);
  });

  it("include all posts if a template reads collections or the plan, or is unparsable", () => {
    const reads = (text: string): boolean => {
      const found = templates(mkdtempSync(join(tmpdir(), "templates-")), { "a.njk": text });
      return found.readsPlan || found.ofPage(layout("a.njk")).readsCollections;
    };
    expect(reads("{% for post in collections.posts %}{{ post.url }}{% endfor %}")).toBe(true);
    expect(reads("{{ plan.post | length }}")).toBe(true);
    expect(reads("{% if %}")).toBe(true);
    expect(reads("---\npagination: { data: collections.posts, size: 2 }\n---\nA page of several.")).toBe(true);
    expect(reads('---\npermalink: "/{{ collections.posts.length }}/"\n---\nAn address.')).toBe(true);
    expect(reads("---\npagination: { data: plan.tag, size: 1 }\n---\nA part of the plan.")).toBe(false);
    expect(reads('{{ view.title }} {{ "collections" }} {{ view.collections }}')).toBe(false);
  });
});
