import type { Problem } from "../../../../src/base/diagnostic.ts";
import { source } from "../../../../src/base/source.ts";
import { readSite } from "../../../../src/config/site.ts";
import { parsePost } from "../../../../src/content/parse_post.ts";
import { lintPost } from "../../../../src/lint/rules.ts";
import { render } from "../../../../src/markdown/render.ts";
import { SETTINGS } from "../../markdown/sample.ts";

const site = readSite(source("site.yaml", "name: Test\nurl: https://x.example")).value;
if (site === undefined) throw new Error("The settings of this test are wrong.");
const AROUND = { site, authors: undefined, tags: undefined, layouts: ["blog_base.njk"], now: Date.parse("2025-01-01") };

const FRONT = "---\ntitle: A post\ndate: 2024-05-02\nauthor: Ada\n";

/** The findings in a text, as `line:column rule`, with lines counted from the beginning of the text. */
export async function findings(body: string, { fields = "", language = "en" } = {}): Promise<string[]> {
  const before = `${FRONT}${fields}---`.split("\n").length;
  return (await found(body, fields, language)).map(({ line, column, rule }) => `${line - before}:${column} ${rule}`);
}

/** What is said of a text. */
export async function messages(body: string): Promise<string[]> {
  return (await found(body, "", "en")).map(({ message }) => message);
}

async function found(body: string, fields: string, language: string): Promise<Problem[]> {
  const from = source("content/posts/x.md", `${FRONT}${fields}---\n${body}`);
  const { post, bodyStart } = parsePost(from, "x", AROUND);
  if (post === undefined) throw new Error("The front matter of this test is wrong.");
  const rendered = await render(from, bodyStart, { ...SETTINGS, language });
  const advice = lintPost({ from, bodyStart, post, rendered, timezone: "UTC", now: AROUND.now, language }, {});
  return [...rendered.problems, ...advice];
}
