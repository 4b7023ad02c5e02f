import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PEERS, type Peer, ROOT, withFrontMatter, writeFile } from "../peer.ts";
import { OWN_PAGES, ownPage, searchIndexOf, siteData, versionOf, writeStylesheet } from "./shared.ts";

/** Where the first benchmark installs Astro; it is not a dependency of the project. */
const INSTALLED = join(ROOT, ".cache", "bench", "astro");
const MODULES = join(INSTALLED, "node_modules");

const OLDEST_NODE = [22, 12] as const;

export const astro: Peer = {
  name: "astro",
  missing: () => {
    if (isOlder(process.versions.node)) return `Astro needs Node ${OLDEST_NODE.join(".")} or newer.`;
    return install() ? undefined : "Astro could not be installed.";
  },
  title: () => `Astro ${versionOf(MODULES, "astro")}`,
  write: (corpus, folder) => {
    cpSync(join(PEERS, "astro"), folder, { recursive: true });
    symlinkSync(MODULES, join(folder, "node_modules"), "dir");
    writeStylesheet(join(folder, "public"));
    writeFile(join(folder, "src", "site.json"), JSON.stringify(siteData(corpus)));
    for (const name of OWN_PAGES) {
      writeFile(join(folder, "src", "pages", `${name}.md`), ownPage(name, "layout: ../layouts/Plain.astro"));
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
    args: [join("node_modules", "astro", "bin", "astro.mjs"), "build", "--silent"],
    cwd: folder,
    env: { ASTRO_TELEMETRY_DISABLED: "1" },
  }),
  searchIndex: (folder) => searchIndexOf(join(folder, "dist")),
  output: "dist",
  caches: [".astro-cache", ".astro"],
  scenarios: ["cold", "search index", "nothing changed"],
};

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Whether Astro is available; tries to install it. */
function install(): boolean {
  if (existsSync(join(MODULES, "astro"))) return true;
  mkdirSync(INSTALLED, { recursive: true });
  cpSync(join(PEERS, "astro", "package.json"), join(INSTALLED, "package.json"));
  return spawnSync("npm", ["install", "--no-audit", "--no-package-lock"], { cwd: INSTALLED }).status === 0;
}
