import { expect, it } from "vitest";
import { linksOf, nameTexts } from "../../../src/cli/import/naming.ts";
import type { Files, OldBlog } from "../../../src/cli/import/old_blog.ts";
import { readBlog } from "../../../src/cli/import/sources.ts";
import { rewrite } from "../../../src/cli/import/texts/markdown_text.ts";

function read(files: Record<string, string>): OldBlog {
  const held: Files = {
    label: "old",
    paths: Object.keys(files).sort(),
    has: (path) => files[path] !== undefined,
    bytes: (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
    text: (path) => files[path] ?? "",
  };
  const blog = readBlog(held);
  nameTexts(blog);
  for (const text of blog.posts) rewrite(text, linksOf(blog)(text));
  return blog;
}

function fromWordPress(html: string): string {
  const item = (fields: string): string => `<item>${fields}</item>`;
  const picture = (id: number): string =>
    item(
      `<wp:post_id>${id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://old.example/${id}.jpg</wp:attachment_url>`,
    );
  const post = item(`<title>First</title><content:encoded><![CDATA[${html}]]></content:encoded>`);
  const xml = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>${picture(7)}${picture(8)}${post}</channel></rss>`;
  return read({ "old.xml": xml }).posts[0]?.body ?? "";
}

it.each([
  ["a gallery", '[gallery ids="7,8"]', "![](https://old.example/7.jpg)\n\n![](https://old.example/8.jpg)\n"],
  [
    "a gallery of blocks, each picture with its caption",
    "<!-- wp:gallery --><figure><figure><img src='/a.png'><figcaption>One</figcaption></figure><figure><img src='/b.png'><figcaption>Two</figcaption></figure></figure>",
    '![](/a.png "One")\n\n![](/b.png "Two")\n',
  ],
  ["a page builder", '[vc_row][vc_column width="1/2"]Text[/vc_column][/vc_row]', "Text\n"],
  ["formulas", "$latex x_1 &gt; 1$ and [latex]y_1[/latex]", "$x_1 > 1$ and $y_1$\n"],
  ["a recording", '[audio mp3="https://old.example/s.mp3"][/audio]', "[The recording](https://old.example/s.mp3)\n"],
  ["lines beside paragraphs", "One\n\n<p>Two</p>\n\nThree", "One\n\nTwo\n\nThree\n"],
  ["details", "<details><summary>More</summary>Text</details>", "<details><summary>More</summary>Text</details>\n"],
])("reads %s of WordPress", (_, html, markdown) => {
  expect(fromWordPress(html)).toBe(markdown);
});

const HUGO = { "hugo.toml": 'baseURL = "https://old.example/"\n' };

it.each([
  ["HTML around", "{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "<b>x</b>"],
  ["a diagram", "{{< mermaid >}}\nA-->B\n{{< /mermaid >}}", "```mermaid\nA-->B\n```"],
  [
    "details",
    '{{< details "More" >}}\nText\n{{< /details >}}',
    "<details><summary>More</summary>\n\nText\n\n</details>",
  ],
  ["attributes", "![x](b.png)\n{.wide}", "![x](b.png)"],
])("rewrites %s of Hugo", (_, written, markdown) => {
  const { posts } = read({ ...HUGO, "content/posts/a.md": `---\ntitle: A\ndate: 2020-01-01\n---\n${written}\n` });
  expect(posts[0]).toMatchObject({ body: expect.stringContaining(markdown), notes: [] });
});

it("makes callouts of shortcodes around a text, and names other code once", () => {
  const body = '{% callout "tip" %}Be **kind**.{% endcallout %}\n\n{% chart x %}1{% endchart %}\n';
  const { posts } = read({ ".eleventy.js": "", "blog/a.md": `---\ntitle: A\n---\n${body}` });
  expect(posts[0]).toMatchObject({
    body: "\n> [!TIP]\n> Be **kind**.\n\n\n{% chart x %}1{% endchart %}\n",
    notes: [{ words: "{% chart x %}" }],
  });
});

it("keeps what stands in `raw` as it is, and names code beside it", () => {
  const body = "{% raw %}{{ shown }} {: .x }{% endraw %} {% comment %}hidden{% endcomment %}\n\n{{ site.title }}\n";
  const { posts } = read({ "_posts/2021-3-9-a.md": `---\ntitle: A\n---\n${body}` });
  expect(posts[0]).toMatchObject({
    name: "a",
    fields: { date: "2021-03-09" },
    body: "{{ shown }} {: .x } \n\n{{ site.title }}\n",
    notes: [{ words: "{{ site.title }}" }],
  });
});

it("reads posts and pages of Hugo in HTML", () => {
  const html = "---\ntitle: A\ndate: 2020-01-01\n---\n<p>Some <b>bold</b> text</p>\n";
  const { posts, pages } = read({ ...HUGO, "content/posts/a.html": html, "content/about.html": html });
  expect(posts).toMatchObject([{ body: "Some **bold** text\n", addresses: ["/posts/a/"] }]);
  expect(pages).toMatchObject([{ body: "Some **bold** text\n", addresses: ["/about/"] }]);
});

it("reads posts in HTML, and names those in other languages", () => {
  const { posts, open } = read({
    "_posts/2021-03-09-a.html": "---\ntitle: A\n---\n<p>Some <b>bold</b> text</p>\n",
    "_posts/2021-03-10-b.org": "#+title: B\n",
  });
  expect(posts).toMatchObject([{ name: "a", body: "Some **bold** text\n", addresses: ["/2021/03/09/a.html"] }]);
  expect(open).toEqual([expect.stringContaining("_posts/2021-03-10-b.org")]);
});
