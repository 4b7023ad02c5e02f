/** Benchmark results, as `--json` prints and `--from` reads them. */

import { z } from "zod";

const measurementSchema = z.object({
  wallMs: z.number(),
  /** User and system time on all cores. */
  cpuMs: z.number().optional(),
  /** Of the largest process. */
  peakBytes: z.number().optional(),
  /** Share of the CPU that other programs used, from 0 to 1. */
  takenByOthers: z.number().optional(),
});

const peerNameSchema = z.enum(["ours", "hugo", "eleventy", "astro"]);
/** What our build is measured in. */
export const OWN_SCENARIOS = [
  "cold",
  "nothing changed",
  "one post edited",
  "one post added",
  "one post retitled",
  "colour changed",
  "settings changed",
] as const;

const scenarioSchema = z.enum([...OWN_SCENARIOS, "search index"]);

const seriesSchema = z.object({
  peer: peerNameSchema,
  scenario: scenarioSchema,
  runs: z.array(measurementSchema),
  /** Median milliseconds by phase, if the build prints them. */
  phases: z.record(z.string(), z.number()),
});

const sizeSchema = z.object({
  posts: z.number(),
  /** Size of the Markdown files. */
  bytes: z.number(),
  /** Pages of the built site. */
  pages: z.number(),
  series: z.array(seriesSchema),
  /** Milliseconds from save to updated page with `npm start`. */
  saves: z.array(z.number()),
  /** Milliseconds from `npm start` to the first page: with nothing built before, and a second time. */
  starts: z.array(z.number()),
  /** What did not run, and why. */
  notes: z.array(z.string()),
  /** Differences between sites. */
  differences: z.array(z.string()),
});

export const resultsSchema = z.object({
  machine: z.string(),
  /** The peers that ran, with display names. */
  titles: z.partialRecord(peerNameSchema, z.string()),
  sizes: z.array(sizeSchema),
});

export type Measurement = z.infer<typeof measurementSchema>;
export type PeerName = z.infer<typeof peerNameSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type SizeResults = z.infer<typeof sizeSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** Like a run; undefined if not measured. */
export type Typical = { [Key in keyof Required<Measurement>]: number | undefined };

/** The median. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** Medians of a series' runs; absent if not measured. */
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

/** The typical cost of a scenario of a peer at one size; empty if it was not run. */
export function costOf(size: SizeResults | undefined, peer: PeerName, scenario: Scenario): Typical {
  return typical(size?.series.find((one) => one.peer === peer && one.scenario === scenario) ?? { runs: [] });
}

/** The cost of a complete clean build, with search index: ours includes it, for peers it is added. */
export function wholeOf(size: SizeResults | undefined, peer: PeerName): Typical {
  const cold = costOf(size, peer, "cold");
  const search = costOf(size, peer, "search index");
  const sum = (of: (cost: Typical) => number | undefined): number | undefined => {
    const before = of(cold);
    return before === undefined ? undefined : before + (of(search) ?? 0);
  };
  return { ...cold, wallMs: sum((cost) => cost.wallMs), cpuMs: sum((cost) => cost.cpuMs) };
}
