/**
 * Small blogs in the forms of other generators and hosts: twelve posts each, with what such posts usually have.
 */

import { zipSync } from "fflate";

export interface OldBlog {
  files: Record<string, string | Uint8Array>;
  /** The file to import; without it the folder. */
  file?: string;
  /** Where its own tool publishes a post; undefined where that is no address of the owner's. */
  address?: (number: number) => string;
  /** Who wrote all posts, where the export does not say: the name of the new blog. */
  author?: string;
  /** Further addresses of its own: lists, pages, feeds. */
  more: string[];
  /** Words that the page of the first post shows, and words that it must not. */
  shows: string[];
  hides: string[];
}

const NUMBERS = Array.from({ length: 12 }, (_, index) => index + 1);
const two = (number: number): string => String(number).padStart(2, "0");
export const titleOf = (number: number): string => `The ${number}. thing about data`;
const nameOf = (number: number): string => `the-${number}-thing-about-data`;
export const dayOf = (number: number): string => `2021-03-${two(number)}`;
export const authorOf = (number: number): string => (number % 2 === 0 ? "Max Weber" : "Ada Lovelace");

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const each = (file: (number: number) => [string, string]): Record<string, string> =>
  Object.fromEntries(NUMBERS.map(file));
const text = (number: number): string =>
  `A paragraph of ${number} with **bold words**.\n\n## A section\n\n- one\n- two\n`;
const html = (number: number): string =>
  `<p>A paragraph of ${number} with <strong>bold words</strong>.</p><h2>A section</h2><ul><li>one</li><li>two</li></ul>`;

const jekyll: OldBlog = {
  files: {
    "_config.yml":
      'title: Old\nurl: "https://old.example"\npermalink: /:categories/:year/:month/:day/:title/\nplugins: [jekyll-feed]\ndefaults:\n  - scope: { path: "", type: posts }\n    values: { layout: post, categories: [writing] }\n',
    "_data/authors.yml":
      "ada: { name: Ada Lovelace, bio: Ada counts., picture: /assets/ada.png, twitter: ada }\nmax:\n  name: Max Weber\n",
    "assets/ada.png": PNG,
    "assets/chart.png": PNG,
    "about.md": "---\ntitle: About\npermalink: /about-me/\n---\nAbout me.\n",
    "_drafts/later.md": "---\ntitle: Later\n---\nNot yet.\n",
    ...each((n) => [
      `_posts/${dayOf(n)}-${nameOf(n)}.md`,
      `---\ntitle: "${titleOf(n)}"\nauthor: ${n % 2 === 0 ? "max" : "ada"}\ndate: ${dayOf(n)} 10:00:00 -0400\ntags: [data]\nimage: /assets/chart.png\n---\n${text(n)}
{% highlight ruby %}
puts "{{ x }}"
{% endhighlight %}

{% raw %}{{ shown }}{% endraw %}

See [it]({% post_url ${dayOf(2)}-${nameOf(2)} %}) and [home]({{ "/about-me/" | relative_url }}).

> Take care.
{: .prompt-tip }

{% gist ada/123 %}
`,
    ]),
  },
  address: (n) => `/writing/${dayOf(n).replaceAll("-", "/")}/${nameOf(n)}/`,
  more: ["/about-me/", "/feed.xml"],
  shows: [
    "{{ shown }}",
    'href="/about-me/"',
    `href="/blog/${nameOf(2)}/"`,
    "https://gist.github.com/ada/123",
    "callout",
  ],
  hides: ["{%", "{:"],
};

const hugo: OldBlog = {
  files: {
    "hugo.toml": 'baseURL = "https://old.example/"\ntitle = "Old"\n[permalinks.page]\nposts = "/:year/:month/:slug/"\n',
    "data/authors.yaml": "ada:\n  name: Ada Lovelace\n  bio: Ada counts.\n  avatar: /ada.png\n",
    "static/ada.png": PNG,
    "content/about.md": "---\ntitle: About\n---\nAbout me.\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    [`content/posts/${nameOf(1)}/a.png`]: PNG,
    ...each((n) => [
      n === 1 ? `content/posts/${nameOf(1)}/index.md` : `content/posts/${nameOf(n)}.md`,
      `+++\ntitle = "${titleOf(n)}"\ndate = ${dayOf(n)}T10:00:00Z\nauthors = ["${authorOf(n)}"]\ntags = ["data"]\naliases = ["/older/${n}/"]\n+++\n${text(n)}
<!--more-->
{{< figure src="a.png" alt="A chart" caption="What is seen" >}}

{{< youtube dQw4w9WgXcQ >}}

[Next]({{< ref "${nameOf(2)}.md" >}})

{{< highlight go >}}
fmt.Println("x")
{{< /highlight >}}
`,
    ]),
  },
  address: (n) => `/2021/03/${nameOf(n)}/`,
  more: ["/older/3/", "/about/", "/posts/", "/tags/data/", "/tags/", "/index.xml"],
  shows: ["What is seen", "youtube-nocookie.com/embed/dQw4w9WgXcQ", `href="/blog/${nameOf(2)}/"`],
  hides: ["{{&lt;", "<!--more"],
};

const eleventy: OldBlog = {
  files: {
    "eleventy.config.js":
      'export default function (config) {\n  config.addPassthroughCopy("_src/img");\n}\nexport const config = { dir: { input: "_src" } };\n',
    "_src/_data/site.json": '{ "title": "Old", "url": "https://old.example" }',
    "_src/blog/blog.json": '{ "layout": "ada.njk", "tags": ["posts"] }',
    "_src/_includes/ada.njk":
      '<main>{{ content | safe }}</main><aside><img src="/img/ada.png" alt=""><h3>Ada Lovelace</h3><p>Ada counts, and has counted for a very long time indeed.</p><a href="https://github.com/ada">x</a></aside>',
    "_src/_includes/max.njk":
      '---\nlayout: ada.njk\n---\n<div class="author"><img src="/img/max.png"><b>About Max Weber</b><p>Max thinks about society, and writes about it every week.</p></div>',
    "_src/img/ada.png": PNG,
    "_src/img/max.png": Buffer.concat([PNG, Buffer.from("max")]),
    "_src/img/chart.png": PNG,
    "_src/list.njk":
      '---\npagination: { data: collections.data, size: 5 }\npermalink: "/all/{% if pagination.pageNumber > 0 %}{{ pagination.pageNumber + 1 }}/{% endif %}"\n---\n{% for p in pagination.items %}{% endfor %}',
    "_src/tags.njk":
      "---\npagination: { data: collections, size: 1, alias: tag, filter: [all, posts] }\npermalink: /topics/{{ tag | slugify }}/\n---\nx",
    "_src/privacy.njk": "---\ntitle: Privacy\n---\n<p>We keep nothing, and we ask for nothing.</p>",
    ...each((n) => [
      `_src/blog/${n === 3 ? "" : `${dayOf(n)}-`}${nameOf(n)}${n === 4 ? "’s" : ""}.md`,
      `---\ntitle: "${titleOf(n)}"\ndate: ${dayOf(n)}\nauthor: ${authorOf(n)}\ntags: [data]\nlayout: ${n % 2 === 0 ? "max" : "ada"}.njk\nthumbnail: /img/chart.png\n---\n${text(n)}\n![x](https://latex.codecogs.com/png.latex?%5Cinline%20a%5E2)\n`,
    ]),
  },
  address: (n) => `/blog/${n === 3 ? "" : `${dayOf(n)}-`}${nameOf(n)}${n === 4 ? "’s" : ""}/`,
  more: ["/all/", "/all/2/", "/all/3/", "/topics/data/", "/privacy/"],
  shows: ["<math", "Ada counts, and has counted", "assets/img/"],
  hides: ["codecogs"],
};

const astro: OldBlog = {
  files: {
    "astro.config.mjs": 'export default { site: "https://old.example" };\n',
    "src/pages/articles/[...slug].astro": 'const posts = await getCollection("blog");\n',
    "src/content/authors/ada.md": "---\nname: Ada Lovelace\nbio: Ada counts.\navatar: /ada.png\n---\n",
    "public/ada.png": PNG,
    "public/hero.png": PNG,
    ...each((n) => [
      `src/content/blog/${nameOf(n)}.mdx`,
      `---\ntitle: "${titleOf(n)}"\npubDate: ${dayOf(n)}\nauthor: ${authorOf(n)}\ntags: [data]\nheroImage: /hero.png\n---\nimport Chart from "../Chart.astro";\n\n${text(n)}\n[Next](./${nameOf(2)}.mdx)\n`,
    ]),
  },
  address: (n) => `/articles/${nameOf(n)}/`,
  more: [],
  shows: [`href="/blog/${nameOf(2)}/"`],
  hides: ["import Chart"],
};

const docusaurus: OldBlog = {
  files: {
    "docusaurus.config.js":
      'module.exports = { title: "Old", url: "https://old.example", presets: [["classic", { blog: { routeBasePath: "news" } }]] };\n',
    "blog/authors.yml":
      "ada:\n  name: Ada Lovelace\n  title: Analyst\n  image_url: /img/ada.png\n  socials:\n    github: ada\nmax:\n  name: Max Weber\n",
    "static/img/ada.png": PNG,
    ...each((n) => [
      `blog/${dayOf(n)}-${nameOf(n)}.md`,
      `---\n${n === 5 ? "slug: fifth\n" : ""}title: "${titleOf(n)}"\nauthors: [${n % 2 === 0 ? "max" : "ada"}]\ntags: [data]\n---\n${text(n)}\n<!-- truncate -->\n\n:::tip[Remember]\n\nTake care.\n\n:::\n`,
    ]),
  },
  address: (n) => (n === 5 ? "/news/fifth/" : `/news/2021/03/${two(n)}/${nameOf(n)}/`),
  more: [],
  shows: ["Remember", "Take care.", "callout"],
  hides: [":::"],
};

const gatsby: OldBlog = {
  files: {
    "gatsby-config.js": 'module.exports = { siteMetadata: { title: "Old", siteUrl: "https://old.example" } };\n',
    [`content/blog/${nameOf(1)}/a.png`]: PNG,
    ...each((n) => [
      `content/blog/${nameOf(n)}/index.md`,
      `---\ntitle: "${titleOf(n)}"\ndate: "${dayOf(n)}T22:12:03.284Z"\nauthor: ${authorOf(n)}\ntags: [data]\n---\n${text(n)}${n === 1 ? "\n![A chart](./a.png)\n" : ""}`,
    ]),
  },
  address: (n) => `/${nameOf(n)}/`,
  more: [],
  shows: ["A chart"],
  hides: [],
};

const wordpress: OldBlog = {
  file: "old.WordPress.xml",
  files: {
    "old.WordPress.xml": `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old</title><link>https://old.example</link><language>en-US</language><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login><wp:author_display_name><![CDATA[Ada Lovelace]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login><![CDATA[max]]></wp:author_login><wp:author_display_name><![CDATA[Max Weber]]></wp:author_display_name></wp:author>
${NUMBERS.map(
  (
    n,
  ) => `<item><title><![CDATA[${titleOf(n)}]]></title><link>https://old.example/2021/03/${nameOf(n)}/</link><dc:creator><![CDATA[${n % 2 === 0 ? "max" : "ada"}]]></dc:creator>
<content:encoded><![CDATA[${n % 2 === 0 ? html(n) : `<!-- wp:paragraph --><p>A paragraph of ${n} with <strong>bold words</strong>.</p><!-- /wp:paragraph --><!-- wp:heading --><h2>A section</h2><!-- /wp:heading --><figure class="wp-block-embed"><div>https://www.youtube.com/watch?v=dQw4w9WgXcQ</div></figure>[caption id="a"]<img src="https://pictures.example/a.png" alt="A chart"> What is seen[/caption]`}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${n}</wp:post_id><wp:post_date>${dayOf(n)} 09:00:00</wp:post_date><wp:post_date_gmt>${dayOf(n)} 10:00:00</wp:post_date_gmt><wp:post_name>${nameOf(n)}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="data"><![CDATA[data]]></category></item>`,
).join("\n")}
<item><title>Contact</title><link>https://old.example/contact/</link><content:encoded><![CDATA[Write to us.]]></content:encoded><wp:post_name>contact</wp:post_name><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>Secret</title><link>https://old.example/?p=99</link><content:encoded><![CDATA[Hush.]]></content:encoded><wp:post_name></wp:post_name><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>`,
  },
  address: (n) => `/2021/03/${nameOf(n)}/`,
  more: ["/contact/", "/category/data/", "/author/ada/", "/feed/"],
  shows: ["youtube-nocookie.com/embed/dQw4w9WgXcQ", "What is seen"],
  hides: ["wp:paragraph", "[caption"],
};

const ghost: OldBlog = {
  file: "old.ghost.json",
  files: {
    "old.ghost.json": JSON.stringify({
      db: [
        {
          data: {
            posts: NUMBERS.map((n) => ({
              id: String(n),
              title: titleOf(n),
              slug: nameOf(n),
              html: `${html(n)}<figure class="kg-card kg-image-card kg-card-hascaption"><img src="__GHOST_URL__/content/images/a.png" alt="A chart"><figcaption>What is seen</figcaption></figure>`,
              status: "published",
              type: "post",
              visibility: "public",
              published_at: `${dayOf(n)}T10:00:00.000Z`,
            })),
            users: [
              { id: "1", name: "Ada Lovelace", slug: "ada", bio: "Ada counts.", website: "https://ada.example" },
              { id: "2", name: "Max Weber", slug: "max" },
            ],
            tags: [{ id: "t", name: "data", slug: "data", description: "All about data" }],
            posts_tags: NUMBERS.map((n) => ({ post_id: String(n), tag_id: "t" })),
            posts_authors: NUMBERS.map((n) => ({ post_id: String(n), author_id: n % 2 === 0 ? "2" : "1" })),
          },
        },
      ],
    }),
  },
  address: (n) => `/${nameOf(n)}/`,
  more: ["/tag/data/", "/author/ada/", "/rss/"],
  shows: ["What is seen", "Ada counts."],
  hides: ["__GHOST_URL__"],
};

const medium: OldBlog = {
  file: "medium-export.zip",
  files: {
    "medium-export.zip": zipSync({
      "profile/profile.html": Buffer.from('<section class="p-note">x</section><h3 class="p-name">Ada Lovelace</h3>'),
      ...each((n) => [`posts/${dayOf(n)}_${nameOf(n)}-0a1b2c3d4e5f.html`, ""]),
      ...Object.fromEntries(
        NUMBERS.map((n) => [
          `posts/${dayOf(n)}_${nameOf(n)}-0a1b2c3d4e5f.html`,
          Buffer.from(
            `<article class="h-entry"><header><h1 class="p-name">${titleOf(n)}</h1></header><section data-field="subtitle" class="p-summary">Sub</section><section data-field="body" class="e-content"><h3 class="graf graf--title">${titleOf(n)}</h3>${html(n)}<figure><img src="https://pictures.example/a.png"><figcaption>What is seen</figcaption></figure></section><footer><p>By <a class="p-author h-card">${authorOf(n)}</a> on <a href="https://medium.com/p/0a1b"><time class="dt-published" datetime="${dayOf(n)}T10:00:00.000Z">x</time></a></p><p><a href="https://medium.com/@ada/x-0a1b" class="p-canonical">Canonical link</a></p><a href="https://medium.com/tag/data">data</a></footer></article>`,
          ),
        ]),
      ),
    } as Record<string, Uint8Array>),
  },
  more: [],
  shows: ["What is seen"],
  hides: ["Canonical link"],
};

const substack: OldBlog = {
  file: "substack.zip",
  files: {
    "substack.zip": zipSync({
      "posts.csv": Buffer.from(
        `post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n${NUMBERS.map((n) => `10${n}.${nameOf(n)},${dayOf(n)}T10:00:00.000Z,true,,,newsletter,everyone,"${titleOf(n)}","Sub, with a comma",`).join("\n")}\n`,
      ),
      ...Object.fromEntries(NUMBERS.map((n) => [`posts/10${n}.${nameOf(n)}.html`, Buffer.from(html(n))])),
    }),
  },
  address: (n) => `/p/${nameOf(n)}/`,
  more: ["/feed/", "/archive/"],
  author: "New",
  shows: ["Sub, with a comma"],
  hides: [],
};

const blogger: OldBlog = {
  file: "blog-export.xml",
  files: {
    "blog-export.xml": `<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://www.w3.org/2007/app'><id>tag:blogger.com,1999:blog-1</id><title>Old</title><link rel='alternate' href='https://old.example/'/><generator uri='https://www.blogger.com'>Blogger</generator>
${NUMBERS.map((n) => `<entry><id>${n}</id><published>${dayOf(n)}T10:00:00.000Z</published><updated>${dayOf(n)}T10:00:00.000Z</updated><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><category scheme='http://www.blogger.com/atom/ns#' term='data'/><title>${titleOf(n)}</title><content type='html'>${html(n).replace(/</g, "&lt;").replace(/>/g, "&gt;")}</content><link rel='alternate' href='https://old.example/2021/03/${nameOf(n)}.html'/><author><name>${authorOf(n)}</name></author></entry>`).join("\n")}
<entry><id>c</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><title>Nice</title></entry></feed>`,
  },
  address: (n) => `/2021/03/${nameOf(n)}.html`,
  more: ["/feeds/posts/default/"],
  shows: [],
  hides: [],
};

const articles = (isHashnode: boolean): OldBlog => ({
  file: "articles.json",
  files: {
    "articles.json": JSON.stringify(
      NUMBERS.map((n) =>
        isHashnode
          ? {
              title: titleOf(n),
              slug: nameOf(n),
              cuid: `c${n}`,
              contentMarkdown: `${text(n)}\n%[https://www.youtube.com/watch?v=dQw4w9WgXcQ]\n`,
              dateAdded: `${dayOf(n)}T10:00:00.000Z`,
              tags: [{ name: "data" }],
              author: { name: authorOf(n) },
            }
          : {
              title: titleOf(n),
              slug: `${nameOf(n)}-1a2b`,
              body_markdown: `${text(n)}\n{% embed https://www.youtube.com/watch?v=dQw4w9WgXcQ %}\n`,
              published_at: `${dayOf(n)}T10:00:00Z`,
              tag_list: ["data"],
              user: { name: authorOf(n), username: n % 2 === 0 ? "max" : "ada" },
            },
      ),
    ),
  },
  ...(isHashnode ? { address: (n: number) => `/${nameOf(n)}/` } : {}),
  more: [],
  shows: ["youtube-nocookie.com/embed/dQw4w9WgXcQ"],
  hides: ["%["],
});

export const OLD_BLOGS: Readonly<Record<string, OldBlog>> = {
  Jekyll: jekyll,
  Hugo: hugo,
  Eleventy: eleventy,
  Astro: astro,
  Docusaurus: docusaurus,
  Gatsby: gatsby,
  WordPress: wordpress,
  Ghost: ghost,
  Medium: medium,
  Substack: substack,
  Blogger: blogger,
  Hashnode: articles(true),
  "dev.to": articles(false),
};
