/** Random posts and settings: meaningful fragments, mostly in the wrong place, and damaged valid files. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { ROOT } from "../site/site.ts";
import type { BlogFiles } from "./laboratory.ts";
import { PIECES } from "./pieces.ts";

const SCALARS = [
  "A post",
  "2024-05-02",
  "2024-02-30",
  "2024-05-02T25:00",
  "ada",
  "Nobody",
  "true",
  "~",
  "''",
  '""',
  "[]",
  "{}",
  "[a, b]",
  "{ a: b }",
  "[[[[]]]]",
  "1e999",
  "-0",
  ".nan",
  "0x10",
  "'it''s'",
  '"a \\u0000 b"',
  '"\\ud800"',
  "&a x",
  "*a",
  "&a [*a]",
  "!!js/function x",
  "!!binary AAAA",
  "!!set { a }",
  "| \n  text\n  more",
  "> \n  text",
  "- a\n- b",
  "'open",
  '"open',
  "a: b",
  "x #y",
  "@",
  "`",
  "%",
  "\t",
  "../../x",
  "/etc/passwd",
  "%2e%2e/x",
  "javascript:alert(1)",
  "https://x.example/<script>",
  "//evil.example",
  "/a?b#c",
  "/_headers",
  "constructor",
  "__proto__",
  "toString",
  "\u202eevil",
  "😀",
  "ﬁ",
  "x".repeat(300),
  "<script>alert(1)</script>",
  "{{ 7 * 7 }}",
  "{% include 'x' %}",
  "en",
  "pt-BR",
  "UTC",
  "America/Chicago",
  "https://blog.example/path",
];

const POST_FIELDS =
  "title date author layout description meta_title meta_description tags thumbnail thumbnail_alt draft updated expires featured series aliases canonical slug toc lang noindex cta permalink eleventyComputed templateEngineOverride pagination __proto__ constructor <<".split(
    " ",
  );

const SETTINGS_FIELDS =
  "name url tagline description language timezone layouts checks posts_per_page navigation embeds cta redirects host analytics role bio picture links aliases label synonyms default variants title text primary secondary tags inside_from_words __proto__ <<".split(
    " ",
  );

const field = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(": ", ":", " : ", ":\n  ", ": - "), fc.constantFrom(...SCALARS))
    .map((parts) => parts.join(""));

const fields = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 8, arbitrary: field(names) }, fc.constantFrom("", "- x", "  a: b", "#", "\t", "...", "%TAG")),
      {
        maxLength: 8,
      },
    )
    .map((lines) => lines.join("\n"));

const body: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join("")) },
  // Repetition is what triggers slow rules.
  fc
    .tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 400 }))
    .map(([pieces, times]) => pieces.join("").repeat(times)),
  fc.string({ unit: "binary", maxLength: 200 }),
);

const GOOD_FIELDS = "title: A post\ndate: 2024-05-02\nauthor: ada";

const newPost: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("---\n", "---\n", "---\n", "---js\n", "--- \n", "\ufeff---\n", ""),
    fc.boolean(),
    fc.oneof(fc.constant(""), fields(POST_FIELDS)),
    body,
  )
  .map(([open, isGood, front, text]) => `${open}${isGood ? `${GOOD_FIELDS}\n` : ""}${front}\n---\n${text}`);

/** The example posts: what authors really write. */
const GOOD_POSTS = readdirSync(join(ROOT, "content", "posts"))
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => readFileSync(join(ROOT, "content", "posts", name)));

/** Damage to a valid file: a part is deleted, duplicated, moved or replaced by bytes. */
type Damage = { kind: "cut" | "double" | "insert" | "turn"; at: number; length: number; bytes: Uint8Array };

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom("cut", "double", "insert", "insert", "turn"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.oneof(
    fc.constantFrom(...PIECES, ...SCALARS).map((piece) => new TextEncoder().encode(piece)),
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
  ),
});

function damaged(good: Uint8Array, { kind, at, length, bytes }: Damage): Uint8Array {
  // A third of the damage is in the front matter and first lines.
  const start = Math.floor(at < 0.3 ? at * Math.min(1000, good.length) : at * good.length);
  const [before, there, after] = [
    good.subarray(0, start),
    good.subarray(start, start + length),
    good.subarray(start + length),
  ];
  switch (kind) {
    case "cut":
      return Buffer.concat([before, after]);
    case "double":
      return Buffer.concat([before, there, there, after]);
    case "insert":
      return Buffer.concat([before, bytes, there, after]);
    case "turn":
      return Buffer.concat([before, there.map((byte) => byte ^ (1 << (length % 8))), after]);
  }
}

const damagedBy = (good: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...good), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([file, damages]) => damages.reduce(damaged, file));

const SETTINGS_FILES = ["site.yaml", "authors.yaml", "tags.yaml"] as const;

const goodSettings = Object.fromEntries(
  SETTINGS_FILES.map((name) => [`content/${name}`, readFileSync(join(ROOT, "content", name))]),
);

const settingsFile = (name: string): fc.Arbitrary<BlogFiles> =>
  fc
    .oneof(damagedBy([readFileSync(join(ROOT, "content", name))]), fields(SETTINGS_FIELDS), body)
    .map((content) => ({ ...goodSettings, [`content/${name}`]: content, "content/posts/x.md": POST_BY_MAREN }));

const POST_BY_MAREN = "---\ntitle: A post\ndate: 2024-05-02\nauthor: Maren Holt\ntags: [mentoring]\n---\nText.\n";

/** Dead links are errors, which would hide everything else. */
export const FORGIVING =
  "name: Test\nurl: https://blog.example\nchecks: { dead-link: warn, dead-anchor: warn, missing-image: warn }\n";

const postFile: fc.Arbitrary<BlogFiles> = fc.oneof(newPost, damagedBy(GOOD_POSTS)).map((content) => ({
  "content/site.yaml": FORGIVING,
  "content/posts/x.md": content,
}));

const pageFile: fc.Arbitrary<BlogFiles> = fc
  .oneof(newPost, damagedBy([readFileSync(join(ROOT, "content", "pages", "about.md"))]))
  .map((content) => ({ ...goodSettings, "content/pages/about.md": content }));

/** A blog with one hostile file, usually a post. */
export const hostileBlog: fc.Arbitrary<BlogFiles> = fc.oneof(
  { weight: 8, arbitrary: postFile },
  { weight: 3, arbitrary: fc.constantFrom(...SETTINGS_FILES).chain(settingsFile) },
  { weight: 1, arbitrary: pageFile },
);

const LONG = 100_000;

const withText = (text: string): BlogFiles => ({
  "content/site.yaml": FORGIVING,
  "content/posts/x.md": `---\n${GOOD_FIELDS}\n---\n${text}`,
});

/** A few fragments, repeated. */
const again: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([pieces, isNumbered]) => {
    const lines: string[] = [];
    for (let size = 0, at = 0; size < LONG; at++) {
      // All-different names are slow in other places than equal names.
      const line = isNumbered ? pieces.join(String(at)) + at : pieces.join("");
      size += line.length;
      lines.push(line);
    }
    return lines.join("");
  });

/** One fragment repeated between a start and an end that do not match, in one line or many. */
const misfit: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", ...PIECES),
    fc.constantFrom(...PIECES, " ", "a", "-", "#", "/", "\u00a0"),
    fc.constantFrom("", "x", "1", "\u0001", ...PIECES),
    fc.constantFrom(30, 180, LONG),
  )
  .map(([start, piece, end, length]) => {
    const line = `${start}${piece.repeat(Math.ceil(length / piece.length))}${end}\n`;
    return line.repeat(Math.ceil(LONG / line.length));
  });

/** A 100 KB post of a few repeated fragments, which triggers slow rules. */
export const longPost: fc.Arbitrary<BlogFiles> = fc
  .oneof(
    again,
    misfit,
    // Repairs are tried before the unreadable part.
    misfit.map((text) => `todayâ€™s\u200b ${text}`),
  )
  .map(withText);
