/**
 * One table of all commands and flags: the source of argument parsing, `--help` and `docs/commands.md`.
 */

/** A flag in the form of Node's `parseArgs`, with its documentation. */
export interface Flag {
  type: "string" | "boolean";
  /** What the flag does, in a few words; its default in brackets. */
  does: string;
  /** A placeholder for the value, in capitals. */
  value?: string;
  multiple?: true;
  default?: string | boolean;
  /** npm has a flag of the same name, so this one works only after `--`. */
  belongsToNpm?: true;
}

export interface Command {
  /** As typed: `npm run fix`. */
  name: string;
  does: string;
  /** Placeholders of positional arguments, as in `OLD NEW`. Without it, the command accepts none. */
  operands?: string;
  flags: Readonly<Record<string, Flag>>;
}

const CONTENT = { type: "string", value: "DIR", does: "the folder with posts/ and site.yaml (content)" } as const;
const ASSETS = { type: "string", value: "DIR", does: "the folder with pictures and other files (assets)" } as const;
const OUTPUT = { type: "string", value: "DIR", does: "where the site is published (_site)" } as const;
const CACHE = {
  type: "string",
  value: "DIR",
  does: "where work is kept for the next build (.cache)",
  belongsToNpm: true,
} as const;
const NOW = { type: "string", value: "TIME", does: "the moment to build for, as in 2026-03-31T09:00Z (now)" } as const;
const JSON_FLAG = { type: "boolean", default: false, does: "print one JSON object, for other programs" } as const;

export const BUILD = {
  name: "npm run build",
  does: "Builds the site. With any error, the site that was published stays as it was.",
  flags: {
    content: CONTENT,
    assets: ASSETS,
    output: OUTPUT,
    cache: CACHE,
    now: NOW,
    shard: { type: "string", value: "I/N", does: "build one part of several, as in 2/8, for `npm run merge`" },
    against: {
      type: "string",
      value: "SITE",
      does: "publish nothing if an address of this site would vanish: a URL, a folder, a sitemap or a manifest",
    },
    clean: { type: "boolean", default: false, does: "forget earlier builds first" },
    json: JSON_FLAG,
  },
} as const satisfies Command;

export const CHECK = {
  name: "npm run check",
  does: "Checks the sources, and the built site if there is one. With posts, shows everything about these alone. Exits with 1 if there is an error.",
  operands: "[POST…]",
  flags: {
    content: CONTENT,
    assets: ASSETS,
    output: OUTPUT,
    cache: CACHE,
    now: NOW,
    all: { type: "boolean", default: false, does: "show every finding, suggestions and repairs too" },
    links: { type: "boolean", default: false, does: "also ask other sites whether links still lead somewhere" },
    json: JSON_FLAG,
  },
} as const satisfies Command;

export const FIX = {
  name: "npm run fix",
  does: "Writes the safe repairs into the posts.",
  flags: {
    content: CONTENT,
    "dry-run": { type: "boolean", default: false, does: "show the changes and write nothing" },
  },
} as const satisfies Command;

export const START = {
  name: "npm start",
  does: "Serves the blog on this machine with drafts and findings, and reloads as files are saved.",
  flags: {
    content: CONTENT,
    assets: ASSETS,
    now: NOW,
    port: { type: "string", value: "PORT", default: "8080", does: "the port to serve on, or the next free one (8080)" },
    host: {
      type: "string",
      value: "ADDRESS",
      does: "the address to serve at, so that other machines see the preview, 0.0.0.0 for all (this machine only)",
    },
  },
} as const satisfies Command;

export const CMS = {
  name: "npm run cms",
  does: "Serves the editor for this checkout, on this machine alone.",
  flags: {
    content: CONTENT,
    assets: ASSETS,
    port: { type: "string", value: "PORT", default: "8081", does: "the port to serve on (8081)" },
  },
} as const satisfies Command;

export const NEW = {
  name: "npm run new",
  does: "Begins a post. On a terminal it asks for what is missing.",
  operands: '"TITLE"',
  flags: {
    content: CONTENT,
    author: { type: "string", value: "NAME", does: "who writes it (the only author)" },
    tags: { type: "string", value: "TAGS", multiple: true, does: "its topics, with commas between" },
    date: { type: "string", value: "DATE", does: "its date, as in 2026-03-31 (today)" },
    draft: { type: "boolean", default: false, does: "begin it as a draft" },
    now: NOW,
  },
} as const satisfies Command;

export const RENAME = {
  name: "npm run rename",
  does: "Renames a post, keeps its old address and corrects every link to it.",
  operands: "OLD NEW",
  flags: { content: CONTENT },
} as const satisfies Command;

export const IMPORT = {
  name: "npm run import",
  does: "Takes over the posts, pages, pictures, people and addresses of an old blog, which it only reads: a folder, or an export.",
  operands: "WHAT",
  flags: {
    content: CONTENT,
    assets: ASSETS,
    against: {
      type: "string",
      value: "SITE",
      does: "which addresses the old blog has: its URL, the folder with its pages, or its sitemap (its built folder)",
    },
    "fetch-pictures": { type: "boolean", default: false, does: "also copy pictures that lie on other sites" },
    "dry-run": { type: "boolean", default: false, does: "say what would be taken over and write nothing" },
  },
} as const satisfies Command;

export const INIT = {
  name: "npm run init",
  does: "Makes the blog yours: writes site.yaml and removes the example. On a terminal it asks for what is missing.",
  flags: {
    name: { type: "string", value: "NAME", does: "what the blog is called" },
    url: { type: "string", value: "URL", does: "where it will be served, as in https://blog.example.com" },
    language: { type: "string", value: "CODE", does: "the language it is written in (en)" },
    colour: { type: "string", value: "COLOUR", does: "its colour, as in #0a7d5a (green)" },
    cta: { type: "string", value: "LABEL", does: "what readers are asked to do, as in “Find a mentor” (nothing)" },
    "cta-url": { type: "string", value: "URL", does: "where that leads (the blog)" },
    content: CONTENT,
    assets: ASSETS,
  },
} as const satisfies Command;

export const DIFF = {
  name: "npm run diff",
  does: "Lists which pages a deployment would add, change and remove.",
  operands: "OLD [NEW]",
  flags: {
    markdown: { type: "boolean", default: false, does: "print Markdown, for a comment on a pull request" },
    json: JSON_FLAG,
  },
} as const satisfies Command;

export const MERGE = {
  name: "npm run merge",
  does: "Puts the outputs of `npm run build -- --shard` together and publishes the whole.",
  operands: "PART…",
  flags: { output: OUTPUT, cache: CACHE },
} as const satisfies Command;

/** Every command, by file name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  start: START,
  build: BUILD,
  check: CHECK,
  fix: FIX,
  new: NEW,
  rename: RENAME,
  import: IMPORT,
  init: INIT,
  cms: CMS,
  diff: DIFF,
  merge: MERGE,
};

/** The text of `--help`. */
export function helpText({ name, does, operands, flags }: Command): string {
  const shown = Object.entries(flags).map(([flag, { value, does }]): [string, string] => [spelt(flag, value), does]);
  const width = Math.max(...shown.map(([flag]) => flag.length));
  const usage = [name, "--", operands, "[flags]"].filter((part) => part !== undefined).join(" ");
  return `${usage}\n\n${does}\n\n${shown.map(([flag, does]) => `  ${flag.padEnd(width)}  ${does}\n`).join("")}`;
}

/** A flag as typed, with its value's placeholder. */
export function spelt(flag: string, value: string | undefined): string {
  return value === undefined ? `--${flag}` : `--${flag} ${value}`;
}
