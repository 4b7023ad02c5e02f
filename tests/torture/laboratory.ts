/**
 * A blog in a folder of its own that is read in this process, again and again, with whatever files one likes.
 */

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
  /** Holds `content/`, and nothing that is not there on purpose. */
  folder: string;
  /**
   * Reads a blog of these files and no others, as a build does before it renders.
   *
   * @param arrange puts what is no ordinary file into the folder of the blog
   */
  read(files: BlogFiles, arrange?: (folder: string) => void): Promise<Preparation>;
  /** What is not as it must be after the blog was read; nothing where all is well. */
  complaint(files: BlogFiles, read: Preparation): string | undefined;
  remove(): void;
}

/** Read posts are kept under this name: to find out what the code's own version is takes longer than to read one. */
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

/** A problem names a line that there is, in words for a person. */
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

/** Everything by which the objects of this process could have been changed for all of them. */
function shapeOfPrototypes(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join(" "))
    .join("\n");
}

/** Whether something was written where nothing may be: beside the blog, or into its own folders. */
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
