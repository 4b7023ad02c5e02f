/** Saves by an author while commands and the CMS write the same files, and commands that are killed while writing. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { freePort } from "../site/free_port.ts";
import { ROOT, snapshot } from "../site/site.ts";

const POSTS = 40;
const COMMANDS = ["fix", "rename", "import"] as const;
type Name = (typeof COMMANDS)[number];

/** A blog in which each command has to change every post, and an old blog to import. */
function raceBlog(): string {
  const folder = mkdtempSync(join(tmpdir(), "blog-race-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("content/site.yaml", "name: Race\nurl: https://blog.example\n");
  write("content/authors.yaml", "ada: { name: Ada }\n");
  write("content/pages/about.md", "---\ntitle: About\n---\n[first](/blog/post-0/)\n");
  for (let at = 0; at < POSTS; at++) {
    write(`content/posts/post-${at}.md`, postText(`begun ${at}`));
    write(`old/_posts/2020-01-02-old-${at}.md`, postText(`old ${at}`).replace("author: Ada", `author: Writer ${at}`));
  }
  return folder;
}

/** Something to repair for `fix`, and a link for `rename`. */
function postText(marker: string): string {
  return `---\ntitle: A post\ndate: 2024-01-01\nauthor: Ada\n---\nIt is todayâ€™s [first](/blog/post-0/), ${marker}.\n${"Long. ".repeat(500)}\n`;
}

function begin(name: Name, folder: string): ChildProcess {
  const operands = { fix: [], rename: ["post-0", "renamed"], import: [join(folder, "old")] }[name];
  const content = ["--content", join(folder, "content")];
  const assets = name === "import" ? ["--assets", join(folder, "assets")] : [];
  return spawn(process.execPath, ["src/cli/launch.mjs", name, ...operands, ...content, ...assets], {
    cwd: ROOT,
    stdio: "ignore",
  });
}

/** How editors save: in place, or by rename. */
function saveAs(path: string, text: string, inPlace: boolean): void {
  const written = inPlace ? path : `${path}~`;
  writeFileSync(written, text);
  renameSync(written, path);
}

export interface Raced {
  runs: number;
  saves: number;
  failure: string | undefined;
}

/** Saves posts repeatedly while a command runs; the last save of each post must survive. */
export async function raceCommands(count: number, seed: number): Promise<Raced> {
  const done: Raced = { runs: 0, saves: 0, failure: undefined };
  const choices = fc.tuple(fc.nat(POSTS - 1), fc.boolean(), fc.nat(8));
  for (let run = 0; run < count; run++) {
    const name = COMMANDS[run % COMMANDS.length] ?? "fix";
    const folder = raceBlog();
    const last = new Map<string, string>();
    const child = begin(name, folder);
    const ended = once(child, "close");
    for (const [at, inPlace, pause] of fc.sample(choices, { numRuns: 5000, seed: seed + run })) {
      if (child.exitCode !== null) break;
      const post = name === "import" && at % 2 === 0 ? `old-${at}` : `post-${at}`;
      const marker = `save ${run}-${done.saves}`;
      saveAs(join(folder, "content", "posts", `${post}.md`), postText(marker), inPlace);
      last.set(post, marker);
      done.saves += 1;
      await setTimeout(pause);
    }
    await ended;
    done.runs += 1;
    const texts = [...snapshot(join(folder, "content", "posts")).values()];
    const lost = [...last.values()].find((marker) => !texts.some((text) => text.includes(`${marker}.`)));
    rmSync(folder, { recursive: true });
    if (lost !== undefined) return { ...done, failure: `${name} lost “${lost}” (seed ${seed}).` };
  }
  return done;
}

export interface KilledWriters {
  killed: number;
  tooLate: number;
  failure: string | undefined;
}

/** Kills commands at random moments after their first write. Each file must be complete, old or new. */
export async function killWriters(count: number, seed: number): Promise<KilledWriters> {
  const done: KilledWriters = { killed: 0, tooLate: 0, failure: undefined };
  const before = raceBlog();
  const after = new Map<Name, ReadonlyMap<string, string>>();
  for (const [run, delay] of fc.sample(fc.nat(25), { numRuns: count, seed }).entries()) {
    const name = COMMANDS[run % COMMANDS.length] ?? "fix";
    const whole = after.get(name) ?? (await finished(name, before));
    after.set(name, whole);
    const folder = mkdtempSync(join(tmpdir(), "blog-race-"));
    cpSync(before, folder, { recursive: true });
    const watcher = watch(join(folder, "content", "posts"));
    const child = begin(name, folder);
    const ended = once(child, "close");
    await Promise.race([once(watcher, "change"), ended]);
    await Promise.race([setTimeout(delay), ended]);
    watcher.close();
    child.kill("SIGKILL");
    await ended;
    if (child.exitCode === null) done.killed += 1;
    else done.tooLate += 1;
    const failure = halfFile(snapshot(before), snapshot(folder), whole);
    rmSync(folder, { recursive: true });
    if (failure !== undefined) return { ...done, failure: `${name}, killed after ${delay} ms: ${failure}` };
  }
  rmSync(before, { recursive: true });
  return done;
}

/** The result of a command that is not killed. */
async function finished(name: Name, blog: string): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "blog-race-"));
  cpSync(blog, folder, { recursive: true });
  await once(begin(name, folder), "close");
  const files = snapshot(folder);
  rmSync(folder, { recursive: true });
  return files;
}

type Files = ReadonlyMap<string, string>;

function halfFile(before: Files, found: Files, whole: Files): string | undefined {
  for (const [path, text] of found) {
    const isHidden = path.endsWith(".unfinished");
    if (!isHidden && text !== before.get(path) && text !== whole.get(path)) return `${path} is neither old nor new.`;
  }
  const gone = [...before.keys()].find((path) => !found.has(path) && whole.has(path));
  if (gone !== undefined) return `${gone} is gone.`;
  const moved = "content/posts/renamed.md";
  const hasPost = found.has("content/posts/post-0.md") || found.has(moved);
  return hasPost ? undefined : "The renamed post is under neither name.";
}

/** Saves posts on disk while the CMS saves them; each text must be on disk or in git. */
export async function raceCms(count: number, seed: number): Promise<Raced & { refused: number }> {
  const done = { runs: 0, saves: 0, refused: 0, failure: undefined };
  const folder = raceBlog();
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  git("init", "--quiet");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@blog.example");
  git("add", "content");
  git("commit", "--quiet", "-m", "The blog");
  const port = await freePort();
  const places = ["--content", join(folder, "content"), "--assets", join(folder, "assets"), "--port", String(port)];
  const server = spawn(process.execPath, ["src/cli/launch.mjs", "cms", ...places], { cwd: ROOT, stdio: "ignore" });
  const address = `http://127.0.0.1:${port}/api/v1?tab=race`;
  const call = (action: string, params: object): Promise<Response> =>
    fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action, params: { branch: "main", ...params } }),
    });
  try {
    while (
      !(await call("info", {}).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await setTimeout(100);
    const kept: string[] = [];
    const random = fc.tuple(fc.nat(3), fc.nat(30), fc.nat(3), fc.boolean());
    for (const [run, [at, delay, early, inPlace]] of fc.sample(random, { numRuns: count, seed }).entries()) {
      const path = `content/posts/post-${at}.md`;
      const edit = (): void => {
        if (early === 1) return;
        kept.push(`author ${run}`);
        saveAs(join(folder, path), postText(`author ${run}`), inPlace);
        done.saves += 1;
      };
      await (await call("getEntry", { path })).text();
      if (early === 0) edit();
      const options = { commitMessage: `Save ${run}`, useWorkflow: false, status: "draft", collectionName: "posts" };
      const persist = (path: string, marker: string): Promise<Response> =>
        call("persistEntry", { dataFiles: [{ slug: "x", path, raw: postText(marker) }], assets: [], options });
      const saving = [persist(path, `cms ${run}`), persist(`content/posts/new-${run}.md`, `new ${run}`)];
      if (early > 1) await setTimeout(delay).then(edit);
      const answers = await Promise.all(saving);
      const [status, statusOfNew] = answers.map((answer) => answer.status);
      if (status === 200) kept.push(`cms ${run}`);
      else done.refused += 1;
      if (![200, 409].includes(status ?? 0) || statusOfNew !== 200) {
        const texts = await Promise.all(answers.map((answer) => answer.text()));
        return { ...done, failure: `The CMS answered ${texts.join(" and ")} (run ${run}, seed ${seed}).` };
      }
      kept.push(`new ${run}`);
      // The author may overwrite their own earlier save.
      git("add", "content");
      git("commit", "--quiet", "--allow-empty", "-m", "What is on the disk");
      done.runs += 1;
    }
    const history = git("log", "-p", "--format=");
    const lost = kept.find((marker) => !history.includes(`, ${marker}.`));
    return { ...done, failure: lost === undefined ? undefined : `“${lost}” is lost (seed ${seed}).` };
  } finally {
    server.kill();
    await once(server, "close");
    rmSync(folder, { recursive: true });
  }
}
