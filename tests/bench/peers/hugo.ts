import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Corpus } from "../corpus.ts";
import { PEERS, type Peer, printed, withFrontMatter, writeFile } from "../peer.ts";
import { NAVIGATION, OWN_PAGES, ownPage, searchIndexOf, writeStylesheet } from "./shared.ts";

const PROGRAM = "hugo";

export const hugo: Peer = {
  name: "hugo",
  missing: () => (printed(PROGRAM, "version") === undefined ? "Hugo is not installed." : undefined),
  title: () => `Hugo ${/v([\d.]+)/.exec(printed(PROGRAM, "version") ?? "")?.[1] ?? ""}`.trim(),
  write: (corpus, folder) => {
    cpSync(join(PEERS, "hugo"), folder, { recursive: true });
    writeStylesheet(join(folder, "static"));
    writeFile(join(folder, "site.json"), JSON.stringify(settingsOf(corpus)));
    for (const [path, text] of pagesOf(corpus)) writeFile(join(folder, "content", path), text);
  },
  postFile: ({ slug, title, description, date, author, topics, featured, text }) => ({
    path: join("content", "blog", `${slug}.md`),
    text: withFrontMatter(
      {
        title,
        description,
        date,
        authors: `[${author.id}]`,
        tags: `[${topics.map(({ id }) => id).join(", ")}]`,
        ...(featured && { featured }),
      },
      text,
    ),
  }),
  build: (folder) => ({
    file: PROGRAM,
    args: ["--config", "hugo.toml,site.json", "--cacheDir", join(folder, "cache"), "--quiet"],
    cwd: folder,
  }),
  searchIndex: (folder) => searchIndexOf(join(folder, "public")),
  output: "public",
  caches: ["cache", "resources"],
  scenarios: ["cold", "search index", "nothing changed"],
};

function settingsOf({ site }: Corpus): object {
  return {
    baseURL: `${site.url}/`,
    title: site.name,
    paginate: site.postsPerPage,
    params: {
      postsPerPage: site.postsPerPage,
      description: site.description,
      tagline: site.tagline,
      cta: site.cta,
      navigated: NAVIGATION.map(({ url }) => url),
    },
    menus: { main: NAVIGATION.map(({ label, url }, index) => ({ name: label, url, weight: index + 1 })) },
  };
}

/** Pages other than posts, by path below `content/`. */
function pagesOf({ topics, authors }: Corpus): [path: string, text: string][] {
  const page = (fields: Record<string, string>): string => withFrontMatter(fields, "");
  return [
    ...OWN_PAGES.map((name): [string, string] => [`${name}.md`, ownPage(name, "")]),
    ["archive/_index.md", page({ title: "Archive", description: "All posts by year.", layout: "archive" })],
    ["search.md", page({ title: "Search", description: "Search all posts.", layout: "search" })],
    ["blog/_index.md", page({ title: "Blog", description: "All posts, the newest first." })],
    ["tags/_index.md", page({ title: "Topics", description: "The topics that are written about." })],
    ["authors/_index.md", page({ title: "Authors", description: "The people who write." })],
    ...topics.map(({ id, label, description }): [string, string] => [
      `tags/${id}/_index.md`,
      page({ title: label, description }),
    ]),
    ...authors.map(({ id, name, role, bio }): [string, string] => [
      `authors/${id}/_index.md`,
      page({ title: name, role, description: bio }),
    ]),
  ];
}
