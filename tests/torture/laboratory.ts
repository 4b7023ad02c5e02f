/** A blog in a temporary folder that is read in this process repeatedly, with arbitrary files. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Problem } from "../../src/base/diagnostic.ts";
import { buildOptions } from "../../src/config/options.ts";
import { type Preparation, prepare } from "../../src/engine/plan/plan_site.ts";
import { WorkerPool } from "../../src/engine/workers/worker_pool.ts";
import { ROOT } from "../site/site.ts";

/** Files of a blog, by their path below its folder. */
export type BlogFiles = Readonly<Record<string, string | Uint8Array>>;

export interface Laboratory {
  /** Contains only `content/` and files of the test. */
  folder: string;
  /**
   * Reads a blog with exactly these files, like a build before rendering.
   *
   * @param arrange creates symlinks, pipes and the like in the blog's folder
   */
  read(files: BlogFiles, arrange?: (folder: string) => void): Promise<Preparation>;
  /** The violated invariant after reading the blog, if any. */
  complaint(files: BlogFiles, read: Preparation): string | undefined;
  remove(): void;
}

/** A fixed cache version, because hashing the code takes longer than reading a post. */
const VERSION = "torture";

export function laboratory(): Laboratory {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "blog-torture-")));
  const folder = join(home, "blog");
  const elsewhere = join(home, "elsewhere");
  const bystander = join(home, "bystander.txt");
  writeFileSync(bystander, "Nobody may touch this.\n");
  mkdirSync(elsewhere);
  const prototype = shapeOfPrototypes();
  const read: Laboratory["read"] = (files, arrange = () => {}) => {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    mkdirSync(join(folder, "content", "posts"), { recursive: true });
    arrange(folder);
    const asked = {
      content: join(folder, "content"),
      assets: join(folder, "assets"),
      output: join(elsewhere, "_site"),
      cache: join(elsewhere, "cache"),
      now: "2026-01-01T00:00Z",
    };
    const options = buildOptions({ root: ROOT, codeVersion: VERSION }, asked, {});
    return prepare(options, new WorkerPool(options, 0));
  };
  return {
    folder,
    read,
    complaint: (files, { problems }) =>
      problems.map((problem) => placeComplaint(problem, files)).find((complaint) => complaint !== undefined) ??
      (shapeOfPrototypes() === prototype ? undefined : "Object.prototype is no longer what it was.") ??
      strangers(home, folder, files, bystander),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** A problem has a valid line and a message for people. */
function placeComplaint({ file, line, column, message, hint }: Problem, files: BlogFiles): string | undefined {
  const said = `${file}:${line}:${column} ${message}`;
  if (/\n\s+at .+:\d+:\d+|node_modules|node:internal/.test(message + hint)) return `A stack trace: ${said}`;
  if (message.trim() === "" || hint.trim() === "") return `No words: ${said}`;
  const content = files[file];
  if (content === undefined) return file.startsWith("content/") ? undefined : `No such file: ${said}`;
  const lines = Buffer.from(content)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/);
  const text = lines[line - 1];
  if (text === undefined || column < 1 || !Number.isInteger(column)) return `No such line: ${said}`;
  return undefined;
}

/** The built-in prototypes that prototype pollution would change. */
function shapeOfPrototypes(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join(" "))
    .join("\n");
}

/** Whether anything was written beside the blog or into its sources. */
function strangers(home: string, folder: string, files: BlogFiles, bystander: string): string | undefined {
  const around = readdirSync(home).filter((name) => !["blog", "bystander.txt", "elsewhere"].includes(name));
  if (around.length > 0) return `Written beside the blog: ${around.join(", ")}.`;
  if (readFileSync(bystander, "utf8") !== "Nobody may touch this.\n") return "A file beside the blog was changed.";
  const own = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const strange = own.filter((path) => files[path] === undefined);
  return strange.length === 0 ? undefined : `Written among the sources: ${strange.join(", ")}.`;
}
