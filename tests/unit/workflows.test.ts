import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const GITHUB = resolve(import.meta.dirname, "..", "..", ".github");

const files = ["workflows", "examples"].flatMap((folder) =>
  readdirSync(join(GITHUB, folder)).map((name) => join(GITHUB, folder, name)),
);
const texts = new Map(files.map((path) => [path.slice(GITHUB.length + 1), readFileSync(path, "utf8")]));

/** Runs actionlint on all workflows in a folder. */
function linted(cwd: string) {
  const bin = resolve(GITHUB, "..", "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");
  return spawnSync(process.execPath, [bin, "*.yml"], { cwd, encoding: "utf8" });
}

const step = z.object({ id: z.string().optional(), run: z.string().optional() });
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.object({ steps: z.array(step) })),
});

describe("GitHub workflows", () => {
  it("are valid according to actionlint", () => {
    const folder = mkdtempSync(join(tmpdir(), "workflows-"));
    for (const path of files) copyFileSync(path, join(folder, basename(path)));
    writeFileSync(join(folder, "wrong.yml"), "on: push\njobs: { a: { steps: [{ run: ls }] } }\n");
    const { status, stdout } = linted(folder);
    expect(stdout).toContain(`Checking ${files.length + 1} workflow`);
    expect(status).toBe(1);
    // Only the intentionally invalid one.
    expect(stdout).toContain('"runs-on" section is missing');
    expect(stdout.match(/^.+:\d+:\d+/gm)).toHaveLength(1);
  });

  it.each([...texts])("%s pins every action to a commit, with its version in a comment", (_, text) => {
    const uses = [...text.matchAll(/uses: *(.+)/g)].map((match) => match[1] ?? "");
    expect(uses).not.toEqual([]);
    expect(uses.filter((one) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it.each([...texts])("%s has read-only permissions by default", (_, text) => {
    expect(workflow.parse(parse(text)).permissions).toEqual({ contents: "read" });
  });

  it("use one commit per version of an action", () => {
    const pairs = [...texts.values()].flatMap((text) => [
      ...text.matchAll(/([\w-]+\/[\w-]+)[\w/-]*@(\w+) # (v[\d.]+)/g),
    ]);
    const commits = new Map<string, Set<string>>();
    for (const [, action, commit = "", version] of pairs) {
      const key = `${action} ${version}`;
      commits.set(key, (commits.get(key) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, all]) => all.size > 1)).toEqual([]);
  });
});

describe("the scheduled run of deploy.yml", () => {
  const { jobs } = workflow.parse(parse(texts.get("workflows/deploy.yml") ?? ""));
  const script = jobs.due?.steps.find(({ id }) => id === "look")?.run ?? "";

  /** The step's output, given the time that the last deployment saved. */
  function isDue(event: string, noted: string | undefined): string {
    const folder = mkdtempSync(join(tmpdir(), "due-"));
    if (noted !== undefined) writeFileSync(join(folder, "next-change.txt"), `${noted}\n`);
    const output = join(folder, "output");
    execFileSync("bash", ["-e", "-c", script], {
      cwd: folder,
      env: { ...process.env, EVENT: event, GITHUB_OUTPUT: output },
    });
    return readFileSync(output, "utf8").trim();
  }

  it("deploys when a change is due, and not before", () => {
    expect(isDue("schedule", "2020-01-01T00:00:00.000Z")).toBe("due=true");
    expect(isDue("schedule", "2999-01-01T00:00:00.000Z")).toBe("due=false");
    expect(isDue("schedule", "")).toBe("due=false");
  });

  it("deploys when the last deployment is unknown, and after every push", () => {
    expect(isDue("schedule", undefined)).toBe("due=true");
    expect(isDue("push", "2999-01-01T00:00:00.000Z")).toBe("due=true");
  });
});

describe("deploy.sh", () => {
  const script = join(GITHUB, "hosts", "deploy.sh");

  it("names missing variables and unknown hosts", () => {
    const run = (env: NodeJS.ProcessEnv): string => {
      try {
        return execFileSync("bash", [script], {
          env: { PATH: process.env.PATH, ...env },
          encoding: "utf8",
          stdio: "pipe",
        });
      } catch (error) {
        return error instanceof Error && "stderr" in error ? String(error.stderr) : "";
      }
    };
    expect(run({})).toContain("HOST");
    expect(run({ HOST: "geocities" })).toContain("Unknown host: geocities.");
    expect(run({ HOST: "cloudflare" })).toContain("WORKER");
    expect(run({ HOST: "server", PREVIEW: "pr-1" })).toContain("no preview");
  });
});
