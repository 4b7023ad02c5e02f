/** Builds a corpus several times with each peer, and collects the costs. */

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { differences, type Parts, sitePages } from "./compare.ts";
import type { Corpus } from "./corpus.ts";
import { type Edit, POST_EDITS } from "./edits.ts";
import { type Finished, measured } from "./measure.ts";
import { duration, size as sizeText } from "./numbers.ts";
import { layOut, type Peer } from "./peer.ts";
import { measurePreview, type PreviewTimes } from "./preview_times.ts";
import { type Measurement, median, type Scenario, type Series, type SizeResults } from "./results.ts";

export interface RoundOptions {
  corpus: Corpus;
  /** Ours is the first. */
  peers: readonly Peer[];
  /** An empty folder to work in. */
  folder: string;
  runs: number;
  /** How many saves under `npm start` to measure. */
  saves: number;
  /** Called with progress messages. */
  progress(line: string): void;
}

const SETTLED_AFTER_MS = 3_000;

/** Runs all builds of one size. A failing peer is noted and dropped. */
export async function measureSize(options: RoundOptions): Promise<SizeResults> {
  const { corpus, peers, folder, runs, progress } = options;
  progress(`Writing ${corpus.size} posts`);
  layOut(corpus, peers, folder);
  // Recently written files are not trusted by size and mtime, so wait.
  await sleep(SETTLED_AFTER_MS);
  const notes: string[] = [];
  const differing: string[] = [];
  let tried = peers.map((peer): Tried => ({ peer, scenarios: peer.scenarios.map((name) => ({ name, builds: [] })) }));
  // In turns, so that temporary load affects all peers.
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
  let preview: PreviewTimes = { starts: [], saves: [] };
  const [first] = tried;
  if (options.saves > 0 && first?.peer.name === "ours") {
    progress(`${corpus.size} posts: npm start`);
    const { postFile, name } = first.peer;
    const failure = await failureOf(async () => {
      preview = await measurePreview({ corpus, folder: join(folder, name), postFile, saves: options.saves });
    });
    if (failure !== undefined) notes.push(`npm start failed at ${corpus.size} posts. ${failure}`);
  }
  return {
    posts: corpus.size,
    bytes: bytesOf(corpus, peers, folder),
    pages: first === undefined ? 0 : pagesOf(first, folder).size,
    series: tried.flatMap(seriesOf),
    ...preview,
    notes,
    differences: differing,
  };
}

/** A peer with its builds by scenario. */
interface Tried {
  peer: Peer;
  scenarios: { name: Scenario; builds: Build[] }[];
}

interface Build {
  measurement: Measurement;
  phases: Record<string, number>;
}

/** The reason for a failure, if any. */
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

/** Logs each run, also in case of a later crash. */
function inBrief({ wallMs, cpuMs, peakBytes }: Measurement): string {
  const work = cpuMs === undefined ? [] : [`${duration(cpuMs)} of CPU`];
  const memory = peakBytes === undefined ? [] : [sizeText(peakBytes)];
  return [duration(wallMs), ...work, ...memory].join(", ");
}

async function measureScenario(peer: Peer, scenario: Scenario, { corpus, folder }: RoundOptions): Promise<Finished> {
  const own = join(folder, peer.name);
  if (scenario === "cold") for (const made of [peer.output, ...peer.caches]) setAside(join(own, made), folder);
  if (scenario === "search index" && peer.searchIndex) return measured(peer.searchIndex(own));
  const edit = editOf(peer, scenario, corpus);
  if (edit === undefined) return measured(peer.build(own));
  const path = join(own, edit.path);
  const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  writeFileSync(path, edit.text(before ?? ""));
  try {
    return await measured(peer.build(own));
  } finally {
    if (before === undefined) rmSync(path);
    else writeFileSync(path, before);
    // So that the next build has only its own change to make.
    await measured(peer.build(own));
    await sleep(SETTLED_AFTER_MS);
  }
}

function editOf(peer: Peer, scenario: Scenario, corpus: Corpus): Edit | undefined {
  const { settings } = peer;
  const text = settings?.edits[scenario];
  if (settings !== undefined && text !== undefined) return { path: settings.path, text };
  const edits: Partial<Record<Scenario, (peer: Peer, corpus: Corpus) => Edit>> = POST_EDITS;
  return edits[scenario]?.(peer, corpus);
}

/**
 * Moves a build's output away. It is not deleted, because some file systems create files several times slower
 * after many deletions.
 */
function setAside(made: string, folder: string): void {
  if (existsSync(made)) renameSync(made, join(mkdtempSync(join(folder, "before-")), basename(made)));
}

/** Differences between the sites. */
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

/** Medians of phases. */
function typicalPhases(builds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = new Set(builds.flatMap((phases) => Object.keys(phases)));
  const middle = (name: string): number => median(builds.flatMap((phases) => phases[name] ?? [])) ?? 0;
  return Object.fromEntries([...names].map((name) => [name, middle(name)]));
}

/** Total size of all posts. */
function bytesOf(corpus: Corpus, [first]: readonly Peer[], folder: string): number {
  if (first === undefined) return 0;
  const posts = dirname(join(folder, first.name, first.postFile(corpus.post(0)).path));
  return readdirSync(posts).reduce((sum, name) => sum + statSync(join(posts, name)).size, 0);
}
