import type { SiteFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Post } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { ARCHIVE, absoluteUrl, authorUrl, markdownUrl, SITEMAP, TAGS } from "../views/urls.ts";
import { listedPosts, type Published } from "./context.ts";

/** Lists only the newest posts, since a model reads the whole file. */
const MOST_POSTS = 200;

/**
 * Writes llms.txt: what the blog is about, and the addresses of its posts as Markdown, by main topic.
 *
 * @see https://llmstxt.org
 */
export function llms({ blog }: Published): SiteFile[] {
  const text = llmsText(blog);
  return [{ path: "llms.txt", key: digest(text), bytes: () => Buffer.from(text) }];
}

function llmsText(blog: Blog): string {
  const { site, words, collections } = blog;
  const posts = listedPosts(collections.posts).slice(0, MOST_POSTS);
  const withoutTopic = posts.filter((post) => mainTopic(blog, post) === undefined);
  const sections = [
    ...collections.tags.map(({ key }) => ({
      title: key.label,
      lines: posts.filter((post) => mainTopic(blog, post) === key.id).map((post) => postLine(blog, post)),
    })),
    { title: words.otherPosts, lines: withoutTopic.map((post) => postLine(blog, post)) },
    {
      title: words.authors,
      lines: collections.authors.map(({ key: { id, name, role } }) =>
        link(name, absoluteUrl(site, authorUrl(id)), role),
      ),
    },
    {
      // The format's name for the section that may be skipped.
      title: "Optional",
      lines: [
        link(words.archive, absoluteUrl(site, ARCHIVE), undefined),
        link(words.tags, absoluteUrl(site, TAGS), undefined),
        link("Sitemap", absoluteUrl(site, SITEMAP), undefined),
      ],
    },
  ];
  const about = site.description ?? site.tagline;
  return `${[
    `# ${line(site.name)}`,
    ...(about === undefined ? [] : [`> ${line(about)}`]),
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .map(({ title, lines }) => `## ${line(title)}\n\n${lines.join("\n")}`),
  ].join("\n\n")}\n`;
}

function mainTopic(blog: Blog, post: Post): string | undefined {
  return post.tags.find(({ id }) => blog.tags.has(id))?.id;
}

function postLine(blog: Blog, post: Post): string {
  const summary = post.description ?? blog.textOf(post).summary;
  return link(post.title, absoluteUrl(blog.site, markdownUrl(post)), summary);
}

function link(label: string, url: string, about: string | undefined): string {
  const title = line(label).replace(/[[\]\\]/g, "\\$&");
  return `- [${title}](${url})${about === undefined || about === "" ? "" : `: ${line(about)}`}`;
}

/** Collapses a text to one line. */
function line(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
