/**
 * What the benchmark found, as `--json` prints it and `--from` reads it.
 */

import { z } from "zod";

const measurementSchema = z.object({
  wallMs: z.number(),
  /** In user mode and in the system, on all cores. */
  cpuMs: z.number().optional(),
  /** Of the largest process. */
  peakBytes: z.number().optional(),
  /** The part of the machine, from 0 to 1, that was taken by what else ran on it. */
  takenByOthers: z.number().optional(),
});

const peerNameSchema = z.enum(["ours", "hugo", "eleventy", "astro"]);
const scenarioSchema = z.enum(["cold", "search index", "nothing changed", "one post edited"]);

const seriesSchema = z.object({
  peer: peerNameSchema,
  scenario: scenarioSchema,
  runs: z.array(measurementSchema),
  /** Milliseconds by the name of the phase, where the build tells them. Medians. */
  phases: z.record(z.string(), z.number()),
});

const sizeSchema = z.object({
  posts: z.number(),
  /** Of Markdown, with front matter. */
  bytes: z.number(),
  /** That the built site has. */
  pages: z.number(),
  series: z.array(seriesSchema),
  /** Milliseconds from saving a post to its page showing it, with `npm start`. */
  saves: z.array(z.number()),
  /** What could not be run, and why. */
  notes: z.array(z.string()),
  /** How sites differ that should be alike. */
  differences: z.array(z.string()),
});

export const resultsSchema = z.object({
  machine: z.string(),
  /** The peers that ran, and what people call them. */
  titles: z.partialRecord(peerNameSchema, z.string()),
  sizes: z.array(sizeSchema),
});

export type Measurement = z.infer<typeof measurementSchema>;
export type PeerName = z.infer<typeof peerNameSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type SizeResults = z.infer<typeof sizeSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** As a measurement; undefined is what was not measured. */
export type Typical = { [Key in keyof Required<Measurement>]: number | undefined };

/** The middle of some numbers; between two where there is no middle one. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** The medians of the runs of a series; absent is what was not measured. */
export function typical({ runs }: Pick<Series, "runs">): Typical {
  const middle = (of: (run: Measurement) => number | undefined): number | undefined =>
    median(runs.flatMap((run) => of(run) ?? []));
  return {
    wallMs: middle((run) => run.wallMs),
    cpuMs: middle((run) => run.cpuMs),
    peakBytes: middle((run) => run.peakBytes),
    takenByOthers: middle((run) => run.takenByOthers),
  };
}

/** What one scenario of one peer typically cost at one size; empty when it was not run. */
export function costOf(size: SizeResults | undefined, peer: PeerName, scenario: Scenario): Typical {
  return typical(size?.series.find((one) => one.peer === peer && one.scenario === scenario) ?? { runs: [] });
}

/**
 * What all that readers get costs one of the peers, from nothing: ours makes its search index as it builds, for the others
 * another program makes it afterwards.
 */
export function wholeOf(size: SizeResults | undefined, peer: PeerName): Typical {
  const cold = costOf(size, peer, "cold");
  const search = costOf(size, peer, "search index");
  const sum = (of: (cost: Typical) => number | undefined): number | undefined => {
    const before = of(cold);
    return before === undefined ? undefined : before + (of(search) ?? 0);
  };
  return { ...cold, wallMs: sum((cost) => cost.wallMs), cpuMs: sum((cost) => cost.cpuMs) };
}
