/**
 * `content/known_problems.yaml`: errors that posts of an imported blog came with. They are warnings in these posts, and
 * errors in all others.
 */

import { stringify } from "yaml";
import { compare, isError, type Problem } from "../base/diagnostic.ts";
import { isFatal, isRuleName } from "../base/rules/rules.ts";
import { type Finding, type Place, problemAt, type Source } from "../base/source.ts";
import { isRecord, yamlText } from "./yaml.ts";

export const KNOWN_PROBLEMS = "known_problems.yaml";

/** How many errors of a rule a file may have, by its path below the content folder, then by rule. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface KnownProblems {
  counts: Counts;
  /** The file itself, for its own problems. */
  file: string;
  placeOf(path: readonly string[]): Place;
  problems: Problem[];
}

const HEADING = `# Errors that these posts came with when they were imported. They are warnings here, and errors in all other posts.
# Correct them one by one; \`npm run fix\` then takes them off this list.
`;

export function readKnownProblems(from: Source): KnownProblems {
  const yaml = yamlText(from);
  const problems = [...yaml.problems];
  const refuse = (path: readonly string[], finding: Finding): [] => {
    problems.push(problemAt(from, yaml.placeOfKey(path), finding));
    return [];
  };
  const counts = Object.entries(yaml.value).map(([file, rules]) => {
    const entries = isRecord(rules) ? Object.entries(rules) : refuse([file], notCounted(file));
    return [
      file,
      Object.fromEntries(
        entries.filter(([rule, count]) => !isWrong(rule, count) || refuse([file, rule], notCounted(rule)).length > 0),
      ),
    ];
  });
  return { counts: Object.fromEntries(counts), file: from.file, placeOf: yaml.placeOfKey, problems };
}

function isWrong(rule: string, count: unknown): boolean {
  return !isRuleName(rule) || isFatal(rule) || typeof count !== "number" || !Number.isInteger(count) || count < 1;
}

function notCounted(name: string): Finding {
  return {
    rule: "wrong-type",
    message: `\`${name}\` is not followed by what a post may have.`,
    hint: "Write a post and how many errors of a rule it has, as in `posts/old.md: { dead-link: 2 }`.",
  };
}

/** Lowers the errors that are known to warnings. With more of a rule than known, all of them stay errors. */
export function withKnown(
  problems: readonly Problem[],
  found: Counts,
  known: KnownProblems | undefined,
  label: string,
): Problem[] {
  if (known === undefined) return [...problems];
  const isKnown = (file: string, rule: string): boolean =>
    (found[file]?.[rule] ?? 0) <= (known.counts[file]?.[rule] ?? 0);
  const lowered = problems.map((problem): Problem => {
    const file = below(problem, label);
    return isError(problem) && file !== undefined && isKnown(file, problem.rule)
      ? { ...problem, severity: "warn" }
      : problem;
  });
  const mended = Object.keys(known.counts).filter((file) =>
    Object.entries(known.counts[file] ?? {}).some(([rule, count]) => (found[file]?.[rule] ?? 0) < count),
  );
  const shorter = mended.map((file) => problemAt(known, known.placeOf([file]), mendedFinding(file)));
  return [...lowered, ...shorter];
}

function mendedFinding(file: string): Finding {
  return {
    rule: "known-problem",
    message: `${file} has fewer errors than it came with.`,
    hint: "Run `npm run fix`, which takes them off this list.",
  };
}

/** Errors that a file can be published with, by file and rule. */
export function countErrors(problems: readonly Problem[], label: string): Counts {
  const counts: Record<string, Record<string, number>> = {};
  for (const problem of problems) {
    const file = below(problem, label);
    if (file === undefined || !isError(problem) || isFatal(problem.rule)) continue;
    const rules = counts[file] ?? {};
    rules[problem.rule] = (rules[problem.rule] ?? 0) + 1;
    counts[file] = rules;
  }
  return counts;
}

function below({ file }: Problem, label: string): string | undefined {
  return file.startsWith(`${label}/`) ? file.slice(label.length + 1) : undefined;
}

/** The counts that are both known and still there. */
export function shrunk(known: Counts, found: Counts): Counts {
  return Object.fromEntries(
    Object.entries(known).flatMap(([file, rules]) => {
      const left = Object.entries(rules).flatMap(([rule, count]) => {
        const now = Math.min(count, found[file]?.[rule] ?? 0);
        return now === 0 ? [] : [[rule, now] as const];
      });
      return left.length === 0 ? [] : [[file, Object.fromEntries(left)] as const];
    }),
  );
}

/** The text of the file. */
export function knownProblemsText(counts: Counts): string {
  const sorted = Object.entries(counts).sort(([a], [b]) => compare(a, b));
  return (
    HEADING +
    sorted.map(([file, rules]) => stringify({ [file]: rules }, { lineWidth: 0, collectionStyle: "any" })).join("")
  );
}
