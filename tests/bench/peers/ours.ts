import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import type { CorpusPost, CorpusSite } from "../corpus.ts";
import { type Command, type Peer, ROOT, withFrontMatter, writeFile } from "../peer.ts";
import { OWN_SCENARIOS } from "../results.ts";

const FOLDERS = { "--content": "content", "--assets": "assets", "--output": "_site", "--cache": ".cache" } as const;

/** Longer than every text, so that no generator has to insert a call to action. */
const NO_CTA_INSIDE = 1_000_000;

export const ours: Peer = {
  name: "ours",
  missing: () => undefined,
  title: () => "ours",
  write: ({ site, authors, topics }, folder) => {
    const content = join(folder, FOLDERS["--content"]);
    mkdirSync(join(folder, FOLDERS["--assets"]), { recursive: true });
    writeFile(join(content, "site.yaml"), stringify(settingsOf(site)));
    writeFile(join(content, "authors.yaml"), stringify(byId(authors)));
    writeFile(join(content, "tags.yaml"), stringify(byId(topics.map(({ words: _, ...topic }) => topic))));
  },
  postFile: (post) => ({ path: join("content", "posts", `${post.slug}.md`), text: postText(post) }),
  build: (folder) => {
    const folders = Object.entries(FOLDERS).flatMap(([option, name]) => [option, join(folder, name)]);
    return projectCommand("build", [...folders, "--json"]);
  },
  phases: (stdout) => {
    const { problems, phases } = buildSchema.parse(JSON.parse(stdout));
    if (problems.length > 0) throw new Error(`It found problems in the corpus: ${JSON.stringify(problems[0])}`);
    return phases;
  },
  output: FOLDERS["--output"],
  caches: [FOLDERS["--cache"]],
  scenarios: OWN_SCENARIOS,
  settings: {
    path: join(FOLDERS["--content"], "site.yaml"),
    edits: {
      "colour changed": (before) => `colour: "#1d5c88"\n${before}`,
      "settings changed": (before) => before.replace(/^tagline: .*$/m, "tagline: Another tagline"),
    },
  },
};

/** The relevant part of `--json` output. */
const buildSchema = z.object({
  problems: z.array(z.unknown()),
  phases: z.record(z.string(), z.number()).default({}),
});

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

/** A command of `package.json` with further arguments, run by the same Node. */
export function projectCommand(script: string, args: readonly string[]): Command {
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
  const [program, ...usual] = scripts[script]?.split(" ") ?? [];
  if (program !== "node") throw new Error(`“npm run ${script}” was expected to run Node.`);
  return { file: process.execPath, args: [...usual, ...args], cwd: ROOT };
}

function postText({ title, description, date, author, topics, featured, text }: CorpusPost): string {
  const tags = `[${topics.map(({ id }) => id).join(", ")}]`;
  return withFrontMatter({ title, description, date, author: author.name, tags, ...(featured && { featured }) }, text);
}

function settingsOf({ name, tagline, description, url, postsPerPage, cta }: CorpusSite): object {
  return {
    name,
    tagline,
    description,
    url,
    language: "en",
    timezone: "UTC",
    posts_per_page: postsPerPage,
    cta: { inside_from_words: NO_CTA_INSIDE, default: cta },
  };
}

function byId<Entry extends { id: string }>(entries: readonly Entry[]): Record<string, Omit<Entry, "id">> {
  return Object.fromEntries(entries.map(({ id, ...entry }) => [id, entry]));
}
