/**
 * The messages between a build and its workers, with the schemas that both sides check them against.
 */

import { z } from "zod";
import type { Problem } from "../../base/diagnostic.ts";
import { problemSchema } from "../../base/problem_schema.ts";
import { UsageError } from "../../base/usage_error.ts";
import { fingerprint } from "../../cache/file_fingerprints.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { SiteView } from "../../views/site.ts";
import { CacheMiss } from "../load/post_cache.ts";

/** The first message to a worker. */
export const start: z.ZodType<{ options: BuildOptions }> = z.object({
  options: z.object({
    root: z.string(),
    codeVersion: z.string().optional(),
    eleventyConfig: z.string().optional(),
    cmsEditor: z.string().optional(),
    content: z.string(),
    assets: z.string(),
    output: z.string(),
    cache: z.string(),
    now: z.number(),
    shard: z.object({ index: z.number(), count: z.number() }).optional(),
    against: z.string().optional(),
    development: z.boolean(),
  }),
});

const strings = z.array(z.string());

const task = z.discriminatedUnion("kind", [
  /** Loads posts into the cache. */
  z.object({
    kind: z.literal("load"),
    files: z.array(z.object({ path: z.string(), file: z.string(), name: z.string() })),
  }),
  /** Renders pages into the new site. Ordinary templates are skipped: they are rendered where all posts are known. */
  z.object({
    kind: z.literal("render"),
    /** The note in the cache that holds the pages. */
    batch: z.string(),
    siteView: z.custom<SiteView>((value) => typeof value === "object" && value !== null),
    skipped: strings,
  }),
  /** Makes a search index and puts its files into the new site. */
  z.object({
    kind: z.literal("index"),
    index: z.object({ folder: z.string(), key: z.string(), isFirst: z.boolean() }),
    source: z.object({
      language: z.string(),
      records: z.array(
        z.object({
          url: z.string(),
          title: z.string(),
          standfirst: z.string().optional(),
          date: z.string(),
          authors: strings,
          topics: strings,
        }),
      ),
      textKeys: strings,
    }),
  }),
]);

export const request = z.object({ id: z.number(), task });
export type Task = z.infer<typeof task>;

/** A post's file that a worker has loaded. */
const loadedFile = z.object({ path: z.string(), digest: z.string(), fingerprint: fingerprint.optional() });
export type LoadedFile = z.infer<typeof loadedFile>;
export const loadedFiles = z.array(loadedFile);

export const writtenFiles = z.array(
  z.object({
    path: z.string(),
    written: z.object({ key: z.string(), size: z.number(), mtimeMs: z.number() }),
    isNew: z.boolean(),
  }),
);

/** A message for people, or an error of the operating system. */
const refusal = z.object({ refusal: z.string(), code: z.string().optional() });

/** Why a task failed, where that is no fault of the worker: an entry of the cache, a template, or the machine. */
const failure = z.union([z.literal("cache miss"), refusal, problemSchema]);

export const reply = z.object({ id: z.number(), result: z.unknown(), failure: failure.optional() });
export type Reply = z.infer<typeof reply>;

/** A template could not be rendered. It is reported like any other problem. */
export class RenderError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What a machine runs out of: open files, and room on its disk. */
const EXHAUSTED = new Set<unknown>(["EMFILE", "ENFILE", "ENOSPC", "EDQUOT"]);

/** The code of an error that says what the machine has run out of; `undefined` for any other error. */
export function exhaustion(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && EXHAUSTED.has(error.code) ? String(error.code) : undefined;
}

/** A serialized worker error; `undefined` if only a bug can cause it. */
export function failureOf(error: unknown): Reply["failure"] {
  if (error instanceof CacheMiss) return "cache miss";
  if (error instanceof UsageError) return { refusal: error.message };
  if (error instanceof RenderError) return error.problem;
  const code = exhaustion(error);
  return code === undefined ? undefined : { refusal: String(error), code };
}

/** The error that a worker sent. */
export function errorOf(failure: NonNullable<Reply["failure"]>): Error {
  if (failure === "cache miss") return new CacheMiss();
  if (!("refusal" in failure)) return new RenderError(failure);
  const { refusal, code } = failure;
  return code === undefined ? new UsageError(refusal) : Object.assign(new Error(refusal), { code });
}
