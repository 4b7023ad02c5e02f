import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isMap, isNode, parseDocument } from "yaml";
import { blog, ROOT } from "../site/site.ts";
import { cases, isWhole, some } from "../whole.ts";
import { openBrowser } from "./browser.ts";
import { type CmsServer, startCms } from "./cms_server.ts";

const POSTS = join(ROOT, "content", "posts");

const HEAD =
  '---\n# A comment\ntitle:   "A post"   # the headline\ndate: 2024-05-02T07:30:00Z\nauthor: maren-holt\n---\n';

/** Files that editors like to rewrite. */
const ODD: Readonly<Record<string, string>> = {
  windows: `${HEAD}One.\n\nTwo lines,\nof one paragraph.\n`.replaceAll("\n", "\r\n"),
  html: `${HEAD}<div align="center">\n\n*Kept* &amp; &nbsp; <br/>\n</div>\n`,
  "byte-order-mark": `\ufeff${HEAD}Text.\n`,
  "no-line-end": `${HEAD}The last line has no end.`,
  "blank-lines": `${HEAD}\n\n\nText after blank lines.\n\n\n\n`,
  "line-breaks": `${HEAD}A line  \nwith a break, a tab\tand \u00a0 spaces.   \n`,
  rules: `${HEAD}Text\n\n---\n\ntitle: no front matter\n\n---\n\n***\n`,
  escapes: `${HEAD}\\* \\[ \\\\( x \\\\) \\_ &copy; \`a  b\` ~~~\n\n* one\n- two\n+ three\n1) four\n`,
  mixed: `${HEAD}One.\n\nTwo.\r\n\r\n`,
  unreadable: '---\ntitle: "No quotation mark ends this\n---\nText.\n',
  "folded-title": "---\ntitle: >-  # why\n  A title over\n  two lines\ndescription: |\n  One.\n\n  Two.\n---\nText.\n",
  "plain-title": "---\ndate: 2024-05-02 # when\ntitle: A title\n  over two lines\ntags: [ a,\n  b ]\n---\nText.\n",
  "quoted-title": "---\ntitle: \"A title \\\n  over two lines\"   # why\n\n# Below\nauthor: 'maren-holt'\n---\nText.\n",
  anchors:
    "---\ntitle: &name A post\nmeta_title: *name\ntags: &all\n  - one # first\n  - two\nother: *all\n---\nText.\n",
  "flow-map": "---\n{ title: A post, draft: true }\n---\nText.\n",
  arabic: `${HEAD}\u0646\u0635 \u0639\u0631\u0628\u064a \u200f(abc)\u200e 123.\n\n- \u0648\u0627\u062d\u062f\n`,
  hebrew:
    '---\ntitle: "\u05e9\u05dc\u05d5\u05dd, \u05e2\u05d5\u05dc\u05dd"\nlang: he\n---\n\u05d8\u05e7\u05e1\u05d8 **\u05de\u05d5\u05d3\u05d2\u05e9**.\n',
  emoji: `${HEAD}\u{1f469}\u200d\u{1f4bb} :tada: \u{1f1e9}\u{1f1ea} e\u0301 \u00e9\n`,
  "long-line": `${HEAD}${"A long line without an end. ".repeat(2_000)}\n`,
  tabs: `${HEAD}\tCode by a tab.\n\n-\tItem\n\t-\tIn it\n\n|\ta\t|\n|\t---\t|\n`,
  nested: `${HEAD}1. One\n   - two\n     1. three\n\n        > four\n\n        \`\`\`\n        five\n        \`\`\`\n* [ ] six\n`,
  shortcodes: `${HEAD}{< youtube id >} {% raw %}{x }{% endraw %} [gallery ids="1"] <!-- more -->\n\n{: .note }\n`,
  toml: '+++\ntitle = "A post"\n+++\n\nText.\n',
  json: '{\n  "title": "A post"\n}\n\nText.\n',
  "dashes-with-spaces": "---  \ntitle: A post\n---\t\n\nText.\n",
  "line-separators": `${HEAD}One\u2028two\u2029three\u0085four\u000bfive\u000csix\u200b\ufeffseven.\n`,
  "lone-returns": `${HEAD}One\rtwo.\n`,
  "no-fields": "---\n# Nothing yet\n---\nText.\n",
  reference: `${HEAD}[a]: <b c> "d"\n[^1]: Note\n    with more\n\n\\begin{x} $$y$$ ==z== H~2~O :::note\n:::\n`,
  "unknown-fields":
    "---\ntitle: A post\n12: number\n'a b': { c: [1, 2.50, 0x1F, .inf, ~] }\nempty:\nyes: no\ntime: 12:30:45\n---\nText.\n",
};

/** Where the title is in a file, with its lines; undefined if it has none of its own. */
function titleIn(file: string): { start: number; end: number } | undefined {
  const head = /^\ufeff?---[ \t]*\r?\n/.exec(file)?.[0] ?? "";
  const yaml = file.slice(head.length, file.search(/\n---[ \t]*\r?\n/) + 1);
  const document = parseDocument(yaml);
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => String(key) === "title")
    : undefined;
  const [key, value] = [pair?.key, pair?.value];
  if (head === "" || document.errors.length > 0 || !isNode(key) || !isNode(value)) return undefined;
  const end = head.length + yaml.slice(0, value.range?.[1]).trimEnd().length;
  return { start: head.length + (key.range?.[0] ?? 0), end };
}

const WORD = "Kilimanjaro";

/** Posts of the example and of a folder in `BLOG_CORPUS`, as far as this run takes them. */
const EXAMPLES = readdirSync(POSTS).slice(0, cases({ sample: 1, whole: Number.POSITIVE_INFINITY }));
const CORPUS = isWhole && process.env.BLOG_CORPUS ? join(process.env.BLOG_CORPUS, "posts") : undefined;

describe("typing a word at the end of a post in the editor", () => {
  const site = blog("-- assets/.keep --\n");
  const posts = join(site.folder, "content", "posts");
  let cms: CmsServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    cpSync(join(ROOT, "content"), join(site.folder, "content"), { recursive: true });
    cpSync(join(ROOT, "assets", "img"), join(site.folder, "assets", "img"), { recursive: true });
    if (CORPUS !== undefined) cpSync(CORPUS, posts, { recursive: true });
    for (const [name, text] of Object.entries(ODD)) writeFileSync(join(posts, `${name}.md`), text);
    [cms, browser] = await Promise.all([startCms(site), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    // What one test could not save does not keep the next from opening its post.
    page.on("dialog", (dialog) => void dialog.accept());
  });

  afterAll(async () => {
    await browser.close();
    cms.stop();
  });

  const others = CORPUS === undefined ? [] : readdirSync(CORPUS);
  const names = [...EXAMPLES, ...others].filter((file) => file.endsWith(".md")).map((file) => file.slice(0, -3));

  async function save(): Promise<void> {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("menuitem", { name: "Publish now", exact: true }).click();
    await page.getByRole("button", { name: "Published", exact: true }).waitFor();
  }

  // Titles of the posts in `BLOG_CORPUS` are left alone, since every save takes seconds.
  it.each([...names, ...some(Object.keys(ODD), 4)])(
    "changes nothing else in %s",
    async (name) => {
      const path = join(posts, `${name}.md`);
      const before = readFileSync(path, "utf8");
      await page.goto(`${cms.address}#/collections/posts/entries/${name}`);
      await page.locator("[contenteditable=true]").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(WORD);
      await save();
      const after = before.replace(/(?:\r?\n)?$/, `${WORD}$&`);
      expect(readFileSync(path, "utf8")).toBe(after);
      const title = titleIn(after);
      if (!isWhole || title === undefined || others.includes(`${name}.md`)) return;
      await page.getByLabel("Title", { exact: true }).fill(WORD);
      await save();
      const renamed = readFileSync(path, "utf8");
      expect(renamed.startsWith(after.slice(0, title.start))).toBe(true);
      expect(renamed.endsWith(after.slice(title.end))).toBe(true);
      expect(renamed.slice(title.start, renamed.length - after.length + title.end)).toMatch(
        /^title: (?:&name )?Kilimanjaro(?: +# why)?$/,
      );
    },
    120_000,
  );

  it("is possible at the address with the whole name of the file", async () => {
    await page.goto(`${cms.address}#/collections/posts/entries/html.md`);
    await page.getByText("Kept").first().waitFor();
    expect(page.url()).toMatch(/\/html$/);
  });
});
