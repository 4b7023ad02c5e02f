/**
 * Builds one corpus with each of the peers, several times, and gathers what it cost.
 */

import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { differences, type Parts, sitePages } from "./compare.ts";
import type { Corpus } from "./corpus.ts";
import { type Finished, measured } from "./measure.ts";
import { duration, size as sizeText } from "./numbers.ts";
import { layOut, type Peer } from "./peer.ts";
import { type Measurement, median, type Scenario, type Series, type SizeResults } from "./results.ts";
import { measureSaves } from "./saves.ts";

export interface RoundOptions {
  corpus: Corpus;
  /** Ours is the first. */
  peers: readonly Peer[];
  /** An empty folder to work in. */
  folder: string;
  runs: number;
  /** How many times a post is saved under `npm start`. */
  saves: number;
  /** Told what is done now. */
  progress(line: string): void;
}

const SETTLED_AFTER_MS = 3_000;

/** Runs all there is to run of one size. A peer that fails is noted and left out from there on. */
export async function measureSize(options: RoundOptions): Promise<SizeResults> {
  const { corpus, peers, folder, runs, progress } = options;
  progress(`Writing ${corpus.size} posts`);
  layOut(corpus, peers, folder);
  // Files that were written a moment ago may be written again at the same time of day, so they are not trusted yet.
  await sleep(SETTLED_AFTER_MS);
  const notes: string[] = [];
  const differing: string[] = [];
  let tried = peers.map((peer): Tried => ({ peer, scenarios: peer.scenarios.map((name) => ({ name, builds: [] })) }));
  // In turns, so that a machine that is busy for a while is busy for all of them.
  for (let run = 1; run <= runs; run++) {
    const failed = new Set<Tried>();
    for (const one of tried) {
      progress(`${corpus.size} posts, run ${run} of ${runs}: ${one.peer.title()}`);
      const failure = await failureOf(() => measureScenarios(one, options));
      if (failure === undefined) continue;
      failed.add(one);
      notes.push(`${one.peer.title()} failed at ${corpus.size} posts. ${failure}`);
    }
    tried = tried.filter((one) => !failed.has(one));
    if (run === 1) differing.push(...comparedSites(tried, folder));
  }
  const saves: number[] = [];
  const [first] = tried;
  if (options.saves > 0 && first?.peer.name === "ours") {
    progress(`${corpus.size} posts: npm start`);
    const { postFile, name } = first.peer;
    const failure = await failureOf(async () => {
      saves.push(...(await measureSaves({ corpus, folder: join(folder, name), postFile, saves: options.saves })));
    });
    if (failure !== undefined) notes.push(`npm start failed at ${corpus.size} posts. ${failure}`);
  }
  return {
    posts: corpus.size,
    bytes: bytesOf(corpus, peers, folder),
    pages: first === undefined ? 0 : pagesOf(first, folder).size,
    series: tried.flatMap(seriesOf),
    saves,
    notes,
    differences: differing,
  };
}

/** A peer and its builds so far, by scenario. */
interface Tried {
  peer: Peer;
  scenarios: { name: Scenario; builds: Build[] }[];
}

interface Build {
  measurement: Measurement;
  phases: Record<string, number>;
}

/** Why something could not be done, or nothing when it was. */
async function failureOf(attempt: () => Promise<void>): Promise<string | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measureScenarios({ peer, scenarios }: Tried, options: RoundOptions): Promise<void> {
  for (const { name, builds } of scenarios) {
    const { stdout, ...measurement } = await measureScenario(peer, name, options);
    options.progress(`  ${name}: ${inBrief(measurement)}`);
    builds.push({ measurement, phases: peer.phases?.(stdout) ?? {} });
  }
}

/** What a run cost, for those who watch, and in case that the rest never comes. */
function inBrief({ wallMs, cpuMs, peakBytes }: Measurement): string {
  const work = cpuMs === undefined ? [] : [`${duration(cpuMs)} of CPU`];
  const memory = peakBytes === undefined ? [] : [sizeText(peakBytes)];
  return [duration(wallMs), ...work, ...memory].join(", ");
}

async function measureScenario(peer: Peer, scenario: Scenario, { corpus, folder }: RoundOptions): Promise<Finished> {
  const own = join(folder, peer.name);
  if (scenario === "cold") for (const made of [peer.output, ...peer.caches]) setAside(join(own, made), folder);
  if (scenario === "search index" && peer.searchIndex) return measured(peer.searchIndex(own));
  if (scenario !== "one post edited") return measured(peer.build(own));
  const edited = join(own, peer.postFile(corpus.post(Math.floor(corpus.size / 2))).path);
  const before = readFileSync(edited);
  appendFileSync(edited, "\nA sentence that was not here before.\n");
  try {
    return await measured(peer.build(own));
  } finally {
    // Whatever comes next builds what all the others build.
    writeFileSync(edited, before);
  }
}

/**
 * Takes what a build made out of the way of the next one. It is not deleted: where many files were deleted a moment ago,
 * some file systems take several times as long to make others.
 */
function setAside(made: string, folder: string): void {
  if (existsSync(made)) renameSync(made, join(mkdtempSync(join(folder, "before-")), basename(made)));
}

/** How the sites of the others differ from ours. */
function comparedSites([ours, ...others]: readonly Tried[], folder: string): string[] {
  if (ours?.peer.name !== "ours") return [];
  const own = pagesOf(ours, folder);
  return others.flatMap((other) => differences(own, pagesOf(other, folder), other.peer.title()));
}

function pagesOf({ peer }: Tried, folder: string): Map<string, Parts> {
  return sitePages(join(folder, peer.name, peer.output));
}

function seriesOf({ peer, scenarios }: Tried): Series[] {
  return scenarios.map(({ name, builds }) => ({
    peer: peer.name,
    scenario: name,
    runs: builds.map(({ measurement }) => measurement),
    phases: typicalPhases(builds.map(({ phases }) => phases)),
  }));
}

/** The median of each phase over some builds. */
function typicalPhases(builds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = new Set(builds.flatMap((phases) => Object.keys(phases)));
  const middle = (name: string): number => median(builds.flatMap((phases) => phases[name] ?? [])) ?? 0;
  return Object.fromEntries([...names].map((name) => [name, middle(name)]));
}

/** How many bytes all posts have, as the first of the peers has them. */
function bytesOf(corpus: Corpus, [first]: readonly Peer[], folder: string): number {
  if (first === undefined) return 0;
  const posts = dirname(join(folder, first.name, first.postFile(corpus.post(0)).path));
  return readdirSync(posts).reduce((sum, name) => sum + statSync(join(posts, name)).size, 0);
}
