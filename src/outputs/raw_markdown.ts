import type { SiteFile } from "../base/files.ts";
import { withoutInvisible } from "../base/text.ts";
import type { Post } from "../content/post.ts";
import { absoluteUrl, markdownUrl } from "../views/urls.ts";
import { listedPosts, type Published } from "./context.ts";

/** Publishes each post as Markdown beside its page, at `/blog/<slug>.md`, with the public part of its front matter. */
export function rawMarkdown({ blog, markdownOf }: Published): SiteFile[] {
  return listedPosts(blog.collections.posts).map((post) => {
    const authors = post.authors.flatMap((id) => blog.authors.get(id)?.name ?? []);
    const topics = post.tags.flatMap(({ id }) => blog.tags.get(id)?.label ?? []);
    const url = (): string => post.canonical ?? absoluteUrl(blog.site, post.url);
    return {
      path: markdownUrl(post).slice(1),
      // The post's cache key covers its file and the settings; this adds everything else.
      key: [blog.textKeyOf(post), post.updated, ...authors, ...topics].join(" "),
      bytes: () =>
        Buffer.from(
          `${frontMatter({ post, url: url(), authors, topics })}\n${withoutInvisible(markdownOf(post)).trim()}\n`,
        ),
    };
  });
}

interface Facts {
  post: Post;
  url: string;
  authors: readonly string[];
  topics: readonly string[];
}

/** JSON values are valid YAML. */
function frontMatter({ post, url, authors, topics }: Facts): string {
  const fields: [name: string, value: unknown][] = [
    ["title", post.title],
    ["description", post.description],
    ["url", url],
    ["date", iso(post.date)],
    ["updated", post.updated === undefined ? undefined : iso(post.updated)],
    ["authors", authors],
    ["topics", topics],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${JSON.stringify(value)}\n`));
  return `---\n${lines.join("")}---\n`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
