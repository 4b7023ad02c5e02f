import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blog, command, post, SETTINGS, snapshot } from "./site.ts";

const POSTS = Array.from({ length: 9 }, (_, index) =>
  post(
    `p${index}`,
    `title: Post ${index}\ndate: 2024-01-0${index + 1}\ntags: [mentoring]\naliases: [/old/${index}/]`,
    `Text ${index}.`,
  ),
).join("");

const OWN_PAGES = `-- content/pages/each.njk --
---
pagination: { data: collections.posts, size: 2, alias: some }
layout: page_base.njk
title: Some
permalink: "/each/{{ pagination.pageNumber }}/"
---
{{ plan.post | length }}: {% for post in some %}{{ post.data.title }} {% endfor %}
`;

const PICTURES = "-- assets/img/uploads/a.txt --\nA\n-- assets/img/uploads/b.txt --\nB\n";

/** Builds every shard into its own folder. */
async function parts(site: ReturnType<typeof blog>, count: number): Promise<string[]> {
  const folders = Array.from({ length: count }, (_, index) => join(site.folder, `part-${index + 1}-of-${count}`));
  for (const [index, folder] of folders.entries()) {
    expect((await site.build("--output", folder, "--shard", `${index + 1}/${count}`)).code).toBe(0);
  }
  return folders;
}

function merge(site: ReturnType<typeof blog>, output: string, folders: readonly string[]) {
  return command("merge", ["--output", output, "--cache", join(site.folder, "cache"), ...folders]);
}

describe("a site merged from shards", () => {
  const site = blog(SETTINGS + POSTS + PICTURES);

  it.each([1, 2, 3, 8])("equals one build when made from %i shards", async (count) => {
    await site.build();
    const folders = await parts(site, count);
    const output = join(site.folder, `merged-${count}`);
    expect((await merge(site, output, folders.toReversed())).code).toBe(0);
    expect(snapshot(output)).toEqual(site.snapshot());
  });

  it("equals one build when a page reads all posts", async () => {
    const reading = blog(SETTINGS + POSTS + OWN_PAGES);
    await reading.build();
    const output = join(reading.folder, "merged");
    expect((await merge(reading, output, await parts(reading, 3))).code).toBe(0);
    expect(snapshot(output)).toEqual(reading.snapshot());
    expect(reading.page("each/0/index.html")).toContain("9: Post 8 Post 7");
  });

  it("replaces the old site only if all shards are there and match", async () => {
    const output = join(site.folder, "served");
    const folders = await parts(site, 3);
    await merge(site, output, folders);
    const before = snapshot(output);
    const said = await merge(site, output, folders.slice(1));
    expect(said.code).toBe(2);
    expect(said.stderr).toBe("Of 3 parts these are missing: 1.\n");
    expect(snapshot(output)).toEqual(before);
    site.write(post("p0", "title: Changed", "Text."));
    const [first = ""] = folders;
    await site.build("--output", first, "--shard", "1/3");
    expect((await merge(site, output, folders)).stderr).toMatch(/are parts of different sites\.\n$/);
  });

  it("reports an invalid --shard value", async () => {
    const said = await site.buildForPeople("--shard", "3/2");
    expect(said.code).toBe(2);
    expect(said.stderr).toBe("--shard takes a part of a whole, such as 2/8, not “3/2”.\n");
    rmSync(site.folder, { recursive: true });
  });
});
