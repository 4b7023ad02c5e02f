/**
 * Imports of old blogs with random damage: each is imported as far as it can be read, or refused in one sentence.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesIn } from "../../src/base/files.ts";
import { UsageError } from "../../src/base/usage_error.ts";
import { importBlog } from "../../src/cli/import/import_blog.ts";
import { openFiles } from "../../src/cli/import/input.ts";
import { buildOptions } from "../../src/config/options.ts";
import { type Random, random } from "../bench/random.ts";
import { OLD_BLOGS, type OldBlog } from "../site/old_blogs.ts";
import { ROOT } from "../site/site.ts";

export interface Damage {
  imported: number;
  refused: number;
  failure: string | undefined;
}

/** What an attacker or a bad download may leave anywhere in a file. */
const PIECES = [
  "../../../outside",
  "/etc/passwd",
  "\0",
  "]]>",
  "<![CDATA[",
  "---\n",
  "{{",
  '{"a":'.repeat(300),
  "<div>".repeat(300),
  "[".repeat(2000),
  "__proto__",
  "\u202e\ufeff\ue000\ud800",
  "%c0%ae%2e/",
  "2021-99-99",
  "&amp;&#0;&#x110000;",
  "![x](../../../../../../etc/hostname)",
  "slug: ../../x\n",
];

export async function importDamaged(count: number, seed: number): Promise<Damage> {
  const found: Damage = { imported: 0, refused: 0, failure: undefined };
  const kinds = Object.entries(OLD_BLOGS);
  for (let number = 0; number < count && found.failure === undefined; number++) {
    const source = random(seed, number);
    const [kind, old] = kinds[number % kinds.length] ?? ["", undefined];
    if (old === undefined) continue;
    const folder = mkdtempSync(join(tmpdir(), "damaged-"));
    const complaint = await complaintAbout(folder, old, source, found);
    if (complaint !== undefined) found.failure = `${kind}, seed ${seed}, input ${number}: ${complaint}`;
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

const MINE = "---\ntitle: Mine\n---\nMine.\n";

async function complaintAbout(
  folder: string,
  old: OldBlog,
  source: Random,
  found: Damage,
): Promise<string | undefined> {
  const own = join(folder, "new", "content", "posts", "the-1-thing-about-data.md");
  put(own, MINE);
  put(join(folder, "secret.png"), "secret");
  for (const [path, content] of Object.entries(old.files)) {
    put(
      join(folder, "old", path),
      source.chance(old.file === undefined ? 0.3 : 1) ? damaged(Buffer.from(content), source) : content,
    );
  }
  const before = new Set(filesIn(folder));
  const [content, assets] = [join(folder, "new", "content"), join(folder, "new", "assets")];
  const options = buildOptions({ root: ROOT }, { content, assets }, {});
  try {
    const files = openFiles(join(folder, "old", old.file ?? ""), ROOT, content);
    await importBlog({ files, options, truth: undefined, fetchesPictures: false });
    found.imported += 1;
  } catch (error) {
    if (!(error instanceof UsageError)) return error instanceof Error ? error.stack : String(error);
    if (error.message.includes("\n")) return `more than one line: ${error.message}`;
    found.refused += 1;
  }
  if (readFileSync(own, "utf8") !== MINE) return "a post was overwritten";
  const outside = filesIn(folder).filter((path) => !before.has(path) && !/^new\/(?:content|assets\/img)\//.test(path));
  if (outside.length > 0) return `written outside: ${outside.join(", ")}`;
  return undefined;
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function damaged(bytes: Buffer, source: Random): Buffer {
  let result = bytes;
  for (let times = source.between(1, 4); times > 0; times--) {
    const at = source.between(0, result.length);
    const to = Math.min(result.length, at + source.between(1, 200));
    const [head, part, tail] = [result.subarray(0, at), result.subarray(at, to), result.subarray(to)];
    const change = source.between(0, 5);
    if (change === 0) result = head;
    else if (change === 1) result = Buffer.concat([head, tail]);
    else if (change === 2) result = Buffer.concat([head, part, part, tail]);
    else if (change === 3) result = Buffer.concat([head, Buffer.from(source.one(PIECES)), part, tail]);
    else
      result = Buffer.concat([
        head,
        Buffer.from(part.map((byte) => (source.chance(0.1) ? source.between(0, 255) : byte))),
        tail,
      ]);
  }
  return result;
}
