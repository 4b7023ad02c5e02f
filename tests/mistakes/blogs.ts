/** The blogs to insert mistakes into. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../site/site.ts";
import type { Blog } from "./run.ts";

const SITE = "name: Test\nurl: https://blog.example\ntimezone: UTC\n";

/** The posts in a folder with LF line endings, like the mistakes. */
function postsIn(folder: string): [string, string][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name): [string, string] => [name, readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n")])
    .filter(([, text]) => text.startsWith("---\n"));
}

/** The example posts, without tags.yaml. */
export function exampleBlog(): Blog {
  const content = join(ROOT, "content");
  return {
    posts: new Map(postsIn(join(content, "posts"))),
    others: {
      "site.yaml": SITE,
      "authors.yaml": `${readFileSync(join(content, "authors.yaml"), "utf8")}\nsaeed: { name: Saeed Mirshekari }\n`,
    },
    uploads: join(ROOT, "assets", "img", "uploads"),
  };
}

/** The real posts in the folder `BLOG_CORPUS`, if set. */
export function realBlog(): Blog[] {
  if (process.env.BLOG_CORPUS === undefined) return [];
  const folder = resolve(ROOT, process.env.BLOG_CORPUS);
  const posts = new Map([...postsIn(join(folder, "posts")), ...postsIn(join(folder, "seed"))]);
  const names = new Set(
    [...posts.values()].flatMap((text) => /^author: *["']?([^"'\n]+)/m.exec(text)?.[1]?.trim() ?? []),
  );
  const authors = [...names].map((name, at) => `a${at}: { name: ${JSON.stringify(name)} }\n`).join("");
  const others = { "site.yaml": `${SITE}layouts: { "blog_base_*.njk": blog_base.njk }\n`, "authors.yaml": authors };
  const uploads = join(folder, "uploads");
  return [{ posts, others, uploads: existsSync(uploads) ? uploads : undefined }];
}
