/** `npm run mistakes`: inserts mistakes into example and real posts. `CONTRIBUTING.md` lists its flags. */

import { parseArgs } from "node:util";
import type { Command } from "../../src/cli/commands.ts";
import { toolArguments } from "../tool.ts";
import { BLOG_KINDS } from "./blog_kinds.ts";
import { exampleBlog, realBlog } from "./blogs.ts";
import { type Made, makeMistakes } from "./run.ts";
import { TEXT_KINDS } from "./text_kinds.ts";

const MISTAKES = {
  name: "npm run mistakes",
  does: "Puts mistakes into posts, one at a time, and counts those that check finds at their line. Exits with 1 below the bar.",
  flags: {
    count: { type: "string", value: "N", default: "1600", does: "how many mistakes (1600)" },
    seed: { type: "string", value: "N", default: "1", does: "what the random places begin from (1)" },
    kind: { type: "string", value: "WORDS", does: "only kinds whose name contains this (all)" },
    kinds: { type: "boolean", default: false, does: "print how many were found of each kind" },
    said: { type: "boolean", default: false, does: "print what was said of each mistake" },
  },
} as const satisfies Command;

/** The minimum share of mistakes to be found, overall and for each kind. */
const BAR = { all: 0.95, kind: 0.8 };

const { values } = parseArgs({ args: toolArguments(MISTAKES), options: MISTAKES.flags });
const kinds = Object.fromEntries(
  Object.entries({ ...TEXT_KINDS, ...BLOG_KINDS }).filter(([name]) => name.includes(values.kind ?? "")),
);
const blogs = [exampleBlog(), ...realBlog()];
const posts = blogs.reduce((sum, blog) => sum + blog.posts.size, 0);
const made: Made[] = [];
for (const blog of blogs) {
  made.push(...(await makeMistakes(blog, kinds, Math.ceil(Number(values.count) / posts), Number(values.seed))));
}

const share = (of: readonly Made[]): number => of.filter(({ isFound }) => isFound).length / of.length;
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
let isBelow = share(made) < BAR.all;
for (const kind of Object.keys(kinds)) {
  const ofKind = made.filter((one) => one.kind === kind);
  const isLow = ofKind.length > 0 && share(ofKind) < BAR.kind;
  isBelow ||= isLow;
  if (ofKind.length === 0) console.log(`${kind}: no post has a place for it`);
  if (isLow || (values.kinds && ofKind.length > 0)) {
    console.log(`${kind}: ${ofKind.filter(({ isFound }) => isFound).length} of ${ofKind.length}`);
  }
  for (const { isFound, file, lines, text, said } of ofKind) {
    if (isFound && !values.said) continue;
    if (!isFound && !isLow && !values.said) continue;
    console.log(`    ${file}:${lines[0]}  ${text.slice(0, 100)}${said.map((one) => `\n        ${one}`).join("")}`);
  }
}
console.log(
  `${made.length} mistakes of ${Object.keys(kinds).length} kinds: ${percent(share(made))} found at their line.`,
);
if (isBelow) process.exitCode = 1;
