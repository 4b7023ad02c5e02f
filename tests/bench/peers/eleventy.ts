import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Corpus } from "../corpus.ts";
import { PEERS, type Peer, ROOT, withFrontMatter, writeFile } from "../peer.ts";
import { aboutPage, NAVIGATION, writeStylesheet } from "./shared.ts";

const MODULES = join(ROOT, "node_modules");

/** Eleventy as its manual has it, with the packages that are installed for the project. */
export const eleventy: Peer = {
  name: "eleventy",
  missing: () => undefined,
  title: () => `plain Eleventy ${versionOf("@11ty/eleventy")}`,
  write: (corpus, folder) => {
    cpSync(join(PEERS, "eleventy"), folder, { recursive: true });
    symlinkSync(MODULES, join(folder, "node_modules"), "dir");
    writeStylesheet(folder);
    writeFile(join(folder, "site.json"), JSON.stringify(dataOf(corpus)));
    writeFile(join(folder, "src", "about.md"), aboutPage("layout: plain.njk\npermalink: /about/"));
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
  output: "_site",
  caches: [".cache"],
  scenarios: ["cold"],
};

function dataOf({ site, topics, authors }: Corpus): object {
  return {
    site: { ...site, navigation: NAVIGATION },
    topics: Object.fromEntries(
      topics.map(({ id, label, description }) => [id, { label, description, url: `/tags/${id}/` }]),
    ),
    people: Object.fromEntries(
      authors.map(({ id, name, role, bio }) => [id, { name, role, bio, url: `/authors/${id}/` }]),
    ),
  };
}

function versionOf(name: string): string {
  const text = readFileSync(join(MODULES, name, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
