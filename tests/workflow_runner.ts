/**
 * Runs the jobs of a workflow locally like GitHub, with its conditions and shell scripts, and with fakes for actions and
 * programs that reach outside.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { parse } from "yaml";
import { z } from "zod";

const GITHUB = resolve(import.meta.dirname, "..", ".github");

const texts = z.record(z.string(), z.coerce.string());
const step = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: texts.default({}),
  with: texts.default({}),
});
const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      needs: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
      if: z.string().optional(),
      outputs: texts.default({}),
      steps: z.array(step),
    }),
  ),
});
type Step = z.infer<typeof step>;

/** The state of the outside world during a run. */
export interface World {
  event: "push" | "schedule";
  vars?: Readonly<Record<string, string>>;
  /** Cached files by path; saved files are added. */
  cache: Map<string, string>;
  /** Shell scripts that replace programs, by name. */
  programs: Readonly<Record<string, string>>;
  /** Actions that fail, by name without version. */
  failing?: readonly string[];
}

export interface JobRun {
  result: "success" | "failure" | "skipped";
  outputs: Record<string, string>;
  /** The output of its scripts, with the step summary. */
  said: string;
  /** Actions that ran, without versions. */
  actions: string[];
}

/** Runs a workflow file; returns the outcome of each job. */
export function runWorkflow(file: string, world: World): Record<string, JobRun> {
  const { jobs } = workflow.parse(parse(readFileSync(join(GITHUB, "workflows", file), "utf8")));
  const done: Record<string, JobRun> = {};
  for (const [name, job] of Object.entries(jobs)) {
    const needs = Object.fromEntries(job.needs.map((need) => [need, done[need]]));
    const isReady = job.needs.every((need) => done[need]?.result === "success");
    const asksForStatus = /cancelled\(\)|always\(\)/.test(job.if ?? "");
    const context = contextOf(world, { needs });
    const isDue = (isReady || asksForStatus) && isTrue(job.if ?? "true", context);
    done[name] = isDue ? runJob(job.steps, job.outputs, world, { needs }) : skipped();
  }
  return done;
}

function skipped(): JobRun {
  return { result: "skipped", outputs: {}, said: "", actions: [] };
}

function runJob(steps: readonly Step[], outputs: Record<string, string>, world: World, around: object): JobRun {
  const folder = mkdtempSync(join(tmpdir(), "job-"));
  try {
    const bin = join(folder, "bin");
    const work = join(folder, "work");
    for (const path of [bin, work]) mkdirSync(path);
    for (const [name, script] of Object.entries(world.programs)) {
      writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const finished: Record<string, { outputs: Record<string, string> }> = {};
    const job: JobRun = { result: "success", outputs: {}, said: "", actions: [] };
    for (const one of steps) {
      const context = contextOf(world, { ...around, steps: finished });
      if (job.result === "failure" || !isTrue(one.if ?? "true", context)) continue;
      const { isDone, said, set } = runStep(one, world, work, bin, context);
      job.said += said;
      if (one.uses !== undefined) job.actions.push(nameOf(one.uses));
      if (one.id !== undefined) finished[one.id] = { outputs: set };
      if (!isDone) job.result = "failure";
    }
    const context = contextOf(world, { ...around, steps: finished });
    for (const [name, text] of Object.entries(outputs)) job.outputs[name] = filled(text, context);
    return job;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const nameOf = (uses: string): string => uses.replace(/@.*$/s, "");

function runStep(one: Step, world: World, work: string, bin: string, context: object) {
  const nothing = { isDone: true, said: "", set: {} };
  if (one.uses !== undefined) {
    const path = one.with.path ?? "";
    const action = nameOf(one.uses);
    if (action === "actions/cache/save") world.cache.set(path, readFileSync(join(work, path), "utf8"));
    const kept = action === "actions/cache/restore" ? world.cache.get(path) : undefined;
    if (kept !== undefined) writeFileSync(join(work, path), kept);
    return { ...nothing, isDone: !world.failing?.includes(action) };
  }
  const [output, summary] = [join(work, "..", "output"), join(work, "..", "summary")];
  for (const path of [output, summary]) writeFileSync(path, "");
  const env = Object.fromEntries(Object.entries(one.env).map(([name, text]) => [name, filled(text, context)]));
  const { status, stdout, stderr } = spawnSync(
    "/bin/bash",
    ["-e", "-o", "pipefail", "-c", filled(one.run ?? "", context)],
    {
      cwd: work,
      encoding: "utf8",
      env: {
        PATH: `${bin}:${process.env.PATH}`,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_REPOSITORY: "o/r",
        ...env,
      },
    },
  );
  const lines = readFileSync(output, "utf8").split("\n");
  const set = Object.fromEntries(lines.flatMap((line) => (line.includes("=") ? [line.split(/=(.*)/s, 2)] : [])));
  return { isDone: status === 0, said: stdout + stderr + readFileSync(summary, "utf8"), set };
}

/** The context of expressions; unknown names are empty, as on GitHub. */
function contextOf({ event, vars = {} }: World, around: object): object {
  return createContext({
    github: { event_name: event, run_id: "1", run_attempt: "1", sha: "0", ref: "refs/heads/main", token: "" },
    vars: withDefaults(vars),
    secrets: withDefaults({}),
    ...around,
    cancelled: () => false,
    always: () => true,
  });
}

function withDefaults(values: Readonly<Record<string, string>>): object {
  return new Proxy(values, { get: (all, name) => (typeof name === "string" ? (all[name] ?? "") : undefined) });
}

function evaluated(expression: string, context: object): unknown {
  return runInContext(expression, context);
}

function isTrue(condition: string, context: object): boolean {
  return Boolean(evaluated(condition.replace(/^\$\{\{(.*)\}\}$/s, "$1"), context));
}

function filled(text: string, context: object): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(evaluated(expression, context) ?? ""));
}
