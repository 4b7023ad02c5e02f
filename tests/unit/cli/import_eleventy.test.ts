import { expect, it } from "vitest";
import type { Files, OldBlog } from "../../../src/cli/import/old_blog.ts";
import { readBlog } from "../../../src/cli/import/sources.ts";

const CONFIG = 'module.exports = (c) => ({ dir: { input: "src" } });';
const POST = "---\ntitle: What's new in the 80's?\ndate: 2020-03-04\n---\nText.\n";

function read(files: Record<string, string>): OldBlog {
  const all: Record<string, string> = { ".eleventy.js": CONFIG, ...files };
  const held: Files = {
    label: "old",
    paths: Object.keys(all).sort(),
    has: (path) => all[path] !== undefined,
    bytes: (path) => (all[path] === undefined ? undefined : Buffer.from(all[path])),
    text: (path) => all[path] ?? "",
  };
  return readBlog(held);
}

const addressesOf = (files: Record<string, string>): string[] => read(files).posts[0]?.addresses ?? [];

it.each([
  ["a template", "{{ title | slugify }}/", "/what-s-new-in-the-80-s/"],
  ["its older filter", "{{ title | slug }}/", "/what's-new-in-the-80's/"],
  ["a date with a format", '{{ page.date | date: "%Y/%m" }}/{{ page.fileSlug }}.html', "/2020/03/first.html"],
  ["a filter that the configuration adds", "{{ page.date | stamp }}/{{ page.fileSlug }}/", "/2020-03/first/"],
  ["a method of a date", "{{ page.date.getFullYear() }}/{{ page.fileSlug }}/", "/2020/first/"],
])("an address that Eleventy computes from %s is computed, too", (_, permalink, address) => {
  const config = CONFIG.replace("=> (", '=> (c.addFilter("stamp", (d) => d.toISOString().slice(0, 7)), ');
  const data = JSON.stringify({ permalink });
  const title = POST.replace("What's new", "What’s new");
  expect(addressesOf({ ".eleventy.js": config, "src/blog/blog.json": data, "src/blog/first.md": title })).toEqual([
    address,
  ]);
});

it.each([
  [`(data) => \`/p/\${data.page.fileSlug}.html\``],
  ['function (data) {\n    return "/p/" + data.page.fileSlug + ".html";\n  }'],
  [`(data) => data.permalink || \`/p/\${data.page.fileSlug}.html\``],
])("a permalink that a data file computes by %s is read without running it", (code) => {
  const data = `// Don't edit.\nmodule.exports = {\n  tags: ["x"],\n  eleventyComputed: { permalink: ${code} },\n};\n`;
  const blog = read({ "src/blog/blog.11tydata.js": data, "src/blog/first.md": POST });
  expect(blog.posts[0]).toMatchObject({ addresses: ["/p/first.html"], fields: { tags: ["x"] } });
});

it("says which addresses only the old blog's code knows, and invents none", () => {
  const data = "module.exports = { permalink: (data) => secret(data) ? 'a' : 'b' };";
  const blog = read({ "src/blog/blog.11tydata.js": data, "src/blog/first.md": POST });
  expect(blog.posts[0]?.addresses).toEqual([]);
  expect(blog.open.join()).toMatch(/1 post: the old address is computed by code.*src\/blog\/first\.md.*--against/);
});

it("knows that Eleventy takes a file that is named like its folder for the folder's index", () => {
  expect(addressesOf({ "src/blog/first/first.md": POST })).toEqual(["/blog/first/"]);
});

it("counts the pages of lists by folder, tag, topic, year and entry of a data file", () => {
  const list = (front: string): string => `---\n${front}\n---\n`;
  const config = CONFIG.replace(
    "=> (",
    '=> (c.addCollection("news", (api) => api.getFilteredByGlob("src/blog/**/*.md")), c.addCollection("years", f), ',
  );
  const blog = read({
    ".eleventy.js": config,
    "src/blog/blog.json": '{ "tags": ["posts", "data"] }',
    "src/blog/first.md": POST,
    "src/blog/second.md": POST,
    "src/_data/people.json": '{ "ada": {}, "max": {} }',
    "src/a.njk": list('pagination: { data: collections.news, size: 1 }\npermalink: "/a/{{ pagination.pageNumber }}/"'),
    "src/b.njk": list('pagination: { data: collections.posts, size: 1 }\npermalink: "/b/{{ pagination.pageNumber }}/"'),
    "src/c.njk": list(
      "pagination: { data: collections, size: 1, alias: tag, filter: [all] }\npermalink: /c/{{ tag }}/",
    ),
    "src/d.njk": list("pagination: { data: collections.years, size: 1, alias: year }\npermalink: /d/{{ year }}/"),
    "src/e.njk": list("pagination: { data: people, size: 1, alias: id }\npermalink: /e/{{ id }}/"),
  });
  expect(blog.others.map(({ addresses }) => addresses)).toEqual([
    ["/a/0/", "/a/1/"],
    ["/b/0/", "/b/1/"],
    ["/c/posts/", "/c/data/", "/c/news/", "/c/years/"],
    ["/d/2020/"],
    ["/e/ada/", "/e/max/"],
  ]);
});

it.each([
  ["a post", "author: { name: Ada, image: /ada.png, bio: Counts. }", ""],
  ["fields apart", "author: Ada\nauthorImage: /ada.png\nauthor_bio: Counts.", ""],
  ["a layout around the layout", "layout: post.njk", "author: { name: Ada, image: /ada.png, bio: Counts. }"],
])("takes an author's picture and text from the front matter of %s", (_, post, layout) => {
  const blog = read({
    "src/_includes/post.njk": "---\nlayout: outer\n---\n{{ content }}",
    "src/_includes/outer.njk": `---\n${layout}\n---\n{{ content }}`,
    "src/blog/first.md": `---\ntitle: First\n${post}\n---\nText.\n`,
  });
  expect(blog.authors).toMatchObject([{ name: "Ada", picture: "/ada.png", bio: "Counts." }]);
  expect(blog.posts[0]?.fields.author).toBe("Ada");
});

it("finds faces that a layout loads late or shows as a background", () => {
  const box = (image: string): string =>
    `<div class="author">${image}<h3>Ada King</h3><p>Ada counts, and has counted for a very long time.</p></div>`;
  for (const image of [
    '<img class="lazy" src="data:image/gif;base64,R0" data-src="/ada.png">',
    "<div style=\"background-image: url('/ada.png')\"></div>",
  ]) {
    const blog = read({
      "src/_includes/ada.njk": `{{ content }}${box(image)}`,
      "src/blog/first.md": "---\ntitle: First\nlayout: ada.njk\nauthor: Ada King\n---\nText.\n",
    });
    expect(blog.authors).toMatchObject([{ name: "Ada King", picture: "/ada.png" }]);
  }
});

it("keeps a post unpublished that had no page", () => {
  const blog = read({ "src/blog/first.md": POST.replace("date:", "permalink: false\ndate:") });
  expect(blog.posts[0]?.fields.draft).toBe(true);
});
