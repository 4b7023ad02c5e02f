/** The blogs to take screenshots of: the example, very small, large and unusual ones, and real posts if available. */

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { blog, command, post, ROOT, type Run, SETTINGS } from "../site/site.ts";

/** A built blog and the pages to show: paths by screenshot name. */
export interface Subject {
  name: string;
  folder: string;
  pages: Readonly<Record<string, string>>;
}

type Build = () => Promise<Subject>;

/** Each blog is built when needed. */
export const SUBJECTS: Readonly<Record<string, Build>> = {
  example,
  constructs,
  persian,
  empty: () => invented("empty", 0, { home: "/", blog: "/blog/", tags: "/tags/", archive: "/archive/" }),
  three: () => invented("three", 3, { home: "/", blog: "/blog/", tag: "/tags/career/", archive: "/archive/" }),
  thousands: () =>
    invented("thousands", 3000, { home: "/", blog: "/blog/page/100/", tags: "/tags/", archive: "/archive/page/2/" }),
  corpus,
};

async function example(): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), "example-"));
  const output = join(folder, "_site");
  succeeded(await command("build", ["--output", output, "--cache", join(folder, "cache")]));
  const pages = {
    home: "/",
    blog: "/blog/",
    blog_page_2: "/blog/page/2/",
    topics: "/tags/",
    topic: "/tags/craft/",
    authors: "/authors/",
    author: "/authors/maren-holt/",
    author_without_face: "/authors/tomas-iriarte/",
    archive: "/archive/",
    series: "/series/from-analyst-to-scientist/",
    search: "/search/",
    about: "/about/",
    not_found: "/blog/window-function-by-exampel/",
    article_with_picture: "/blog/window-functions-by-example/",
    article_without_picture: "/blog/three-sql-interview-questions/",
    article_long: "/blog/every-hour-with-a-mentor/",
    article_in_series: "/blog/from-analyst-to-scientist-statistics-you-will-use/",
  };
  return { name: "example", folder: output, pages };
}

const BARS = `-- assets/img/uploads/bars.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 60" width="1600" height="600">
<path fill="#1c6b45" d="M10 50h25v10H10zM50 40h25v20H50zM90 25h25v35H90zM130 5h25v55h-25z"/></svg>
`;

async function constructs(): Promise<Subject> {
  const text = readFileSync(join(import.meta.dirname, "constructs.md"), "utf8");
  const title =
    "A title of a length that nobody would choose for a post, but that somebody will all the same, and then one more clause";
  const made = blog(
    SETTINGS +
      post(
        "all",
        `title: Every construct\ndescription: What a text can hold.\ntags: [career]\nauthor: [ada, max]`,
        text,
      ) +
      post(
        "titled",
        `title: "${title}"\ndescription: Short.\ntags: [mentoring, career]\nupdated: 2025-01-01`,
        "A short text.",
      ) +
      post("bare", "title: Bare", "Nothing but a sentence.") +
      BARS,
  );
  const built = await made.build("--now", "2026-01-01");
  succeeded(built);
  return {
    name: "constructs",
    folder: made.output,
    pages: { article: "/blog/all/", long_title: "/blog/titled/", bare: "/blog/bare/", home: "/" },
  };
}

async function persian(): Promise<Subject> {
  const text = readFileSync(join(import.meta.dirname, "persian.md"), "utf8");
  const settings = SETTINGS.replace("name: Test", "name: راهنما\nlanguage: fa")
    .replace("label: Career", "label: شغل")
    .replace("url:", "tagline: راه کار با داده، با کسی در کنار شما\nurl:");
  const posts = Array.from({ length: 30 }, (_, index) =>
    post(
      `post-${index}`,
      `title: یک ساعت با منتور ${index}\ntags: [career]\ndescription: چگونه از گفتگو بهره ببریم.`,
      text,
    ),
  );
  const made = blog(settings + posts.join(""));
  succeeded(await made.build());
  const pages = {
    home: "/",
    article: "/blog/post-3/",
    blog: "/blog/page/2/",
    archive: "/archive/",
    not_found: "/nowhere/",
  };
  return { name: "persian", folder: made.output, pages };
}

async function invented(name: string, count: number, pages: Subject["pages"]): Promise<Subject> {
  const posts = Array.from({ length: count }, (_, index) =>
    post(
      `post-${index}`,
      `title: The ${index}th thing that was worth writing down\ndate: ${2010 + (index % 15)}-0${1 + (index % 9)}-1${index % 10}\ntags: [${index % 3 ? "career" : "mentoring"}]\ndescription: A line on what it is about.`,
      "Text.",
    ),
  );
  const made = blog(SETTINGS + posts.join(""));
  succeeded(await made.build());
  return { name, folder: made.output, pages };
}

/** Extreme real posts from the folder `BLOG_CORPUS`. */
export async function corpus(): Promise<Subject> {
  const told = process.env.BLOG_CORPUS;
  if (told === undefined) return { name: "corpus", folder: "", pages: {} };
  const folder = resolve(ROOT, told);
  const made = blog(
    SETTINGS.replace("url:", 'layouts: { "blog_base_*.njk": blog_base.njk }\nurl:').replace(
      /-- content\/authors\.yaml --[\s\S]*/,
      "",
    ),
  );
  const posts = join(made.folder, "content", "posts");
  cpSync(join(folder, "posts"), posts, { recursive: true });
  if (existsSync(join(folder, "seed"))) cpSync(join(folder, "seed"), posts, { recursive: true });
  cpSync(join(folder, "uploads"), join(made.folder, "assets", "img", "uploads"), { recursive: true });
  succeeded(await made.build());
  const names = readdirSync(join(made.output, "blog"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, "index.html")))
    .map(({ name }) => ({ name, html: made.page(`blog/${name}/index.html`) }))
    .filter(({ html }) => html.includes("<article"));
  const most = (measure: (html: string) => number): string => {
    const [first] = names.sort((a, b) => measure(b.html) - measure(a.html));
    return `/blog/${first?.name ?? ""}/`;
  };
  const titleLength = (html: string): number => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.length ?? 0;
  return {
    name: "corpus",
    folder: made.output,
    pages: {
      home: "/",
      blog: "/blog/",
      tags: "/tags/",
      authors: "/authors/",
      archive: "/archive/",
      longest: most((html) => html.length),
      shortest: most((html) => -html.length),
      longest_title: most(titleLength),
      without_picture: most((html) => (html.includes("article-picture") ? 0 : html.length)),
    },
  };
}

function succeeded({ code, stdout, stderr }: Run): void {
  if (code !== 0) throw new Error(`A blog to look at was not built.\n${stdout}\n${stderr}`);
}
