import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PEERS, type Peer, ROOT, withFrontMatter, writeFile } from "../peer.ts";
import { OWN_PAGES, ownPage, searchIndexOf, siteData, versionOf, writeStylesheet } from "./shared.ts";

const MODULES = join(ROOT, "node_modules");

/** Plain Eleventy as documented, with the project's packages. */
export const eleventy: Peer = {
  name: "eleventy",
  missing: () => undefined,
  title: () => `plain Eleventy ${versionOf(MODULES, "@11ty/eleventy")}`,
  write: (corpus, folder) => {
    cpSync(join(PEERS, "eleventy"), folder, { recursive: true });
    symlinkSync(MODULES, join(folder, "node_modules"), "dir");
    writeStylesheet(folder);
    writeFile(join(folder, "site.json"), JSON.stringify(siteData(corpus)));
    for (const name of OWN_PAGES) {
      writeFile(join(folder, "src", `${name}.md`), ownPage(name, `layout: plain.njk\npermalink: /${name}/`));
    }
  },
  postFile: ({ slug, title, description, date, author, topics, featured, text }) => ({
    path: join("src", "posts", `${slug}.md`),
    text: withFrontMatter(
      {
        title,
        description,
        date,
        author: author.id,
        tags: `[${topics.map(({ id }) => id).join(", ")}]`,
        ...(featured && { featured }),
      },
      text,
    ),
  }),
  build: (folder) => ({
    file: process.execPath,
    args: [join("node_modules", "@11ty", "eleventy", "cmd.cjs"), "--quiet"],
    cwd: folder,
  }),
  searchIndex: (folder) => searchIndexOf(join(folder, "_site")),
  output: "_site",
  caches: [".cache"],
  scenarios: ["cold", "search index"],
};
