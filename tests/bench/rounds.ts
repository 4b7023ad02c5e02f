/**
 * Builds one corpus with each of the peers, several times, and gathers what it cost.
 */

import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { differences, sitePages } from "./compare.ts";
import type { Corpus } from "./corpus.ts";
import { type Finished, measured } from "./measure.ts";
import { layOut, type Peer } from "./peer.ts";
import { median, type Scenario, type Series, type SizeResults } from "./results.ts";
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

/** What ours prints of a build. The phases came later than the rest, so an old build has none. */
const buildSchema = z.object({
  problems: z.array(z.unknown()),
  phases: z.record(z.string(), z.number()).default({}),
});

/** Runs all there is to run of one size. A peer that fails is noted and left out from there on. */
export async function measureSize(options: RoundOptions): Promise<SizeResults> {
  const { corpus, peers, folder, runs, progress } = options;
  progress(`Writing ${corpus.size} posts`);
  layOut(corpus, peers, folder);
  const notes: string[] = [];
  const differing: string[] = [];
  const tried = new Map(
    peers.map((peer) => [peer, peer.scenarios.map((scenario): Tried => ({ scenario, builds: [] }))]),
  );
  // In turns, so that a machine that is busy for a while is busy for all of them.
  for (let run = 1; run <= runs; run++) {
    for (const [peer, scenarios] of tried) {
      try {
        for (const { scenario, builds } of scenarios) {
          progress(`${corpus.size} posts, run ${run} of ${runs}: ${peer.title()}, ${scenario}`);
          builds.push(await measureScenario(peer, scenario, options));
        }
      } catch (error) {
        notes.push(`${peer.title()} failed at ${corpus.size} posts. ${messageOf(error)}`);
        tried.delete(peer);
      }
    }
    if (run === 1) differing.push(...comparedSites([...tried.keys()], folder));
  }
  const [ours] = peers;
  const site = ours && join(folder, ours.name, ours.output);
  const saves = ours && options.saves > 0 ? await savesOf(options, ours, notes) : [];
  return {
    posts: corpus.size,
    bytes: ours ? bytesOfPosts(corpus, ours, folder) : 0,
    pages: site && existsSync(site) ? sitePages(site).size : 0,
    series: [...tried].flatMap(([peer, scenarios]) => scenarios.map((scenario) => seriesOf(peer, scenario))),
    saves,
    notes,
    differences: differing,
  };
}

/** The runs of one scenario so far. */
interface Tried {
  scenario: Scenario;
  builds: Finished[];
}

async function measureScenario(peer: Peer, scenario: Scenario, { corpus, folder }: RoundOptions): Promise<Finished> {
  const own = join(folder, peer.name);
  if (scenario === "cold") {
    for (const made of [peer.output, ...peer.caches]) rmSync(join(own, made), { recursive: true, force: true });
  }
  const edited = join(own, peer.postFile(corpus.post(Math.floor(corpus.size / 2))).path);
  const before = readFileSync(edited);
  if (scenario === "one post edited") appendFileSync(edited, "\nA sentence that was not here before.\n");
  try {
    const finished = await measured(peer.build(own));
    if (peer.name === "ours") checkProblems(finished);
    return finished;
  } finally {
    // Whatever comes next builds what all the others build.
    if (scenario === "one post edited") writeFileSync(edited, before);
  }
}

function checkProblems({ stdout }: Finished): void {
  const { problems } = buildSchema.parse(JSON.parse(stdout));
  if (problems.length > 0) throw new Error(`It found problems in the corpus: ${JSON.stringify(problems[0])}`);
}

/** How the sites of the others differ from that of the first. */
function comparedSites([ours, ...others]: readonly Peer[], folder: string): string[] {
  if (ours === undefined) return [];
  const pagesOf = (peer: Peer) => sitePages(join(folder, peer.name, peer.output));
  const own = pagesOf(ours);
  return others.flatMap((peer) => differences(own, pagesOf(peer), peer.title()));
}

async function savesOf(options: RoundOptions, ours: Peer, notes: string[]): Promise<number[]> {
  const { corpus, folder, saves, progress } = options;
  progress(`${corpus.size} posts: npm start`);
  try {
    return await measureSaves({ corpus, folder: join(folder, ours.name), postFile: ours.postFile, saves });
  } catch (error) {
    notes.push(`npm start failed at ${corpus.size} posts. ${messageOf(error)}`);
    return [];
  }
}

function seriesOf(peer: Peer, { scenario, builds }: Tried): Series {
  return {
    peer: peer.name,
    scenario,
    runs: builds.map(({ stdout: _, ...measurement }) => measurement),
    phases: peer.name === "ours" ? typicalPhases(builds) : {},
  };
}

function typicalPhases(builds: readonly Finished[]): Record<string, number> {
  const all = builds.map(({ stdout }) => buildSchema.parse(JSON.parse(stdout)).phases);
  const names = new Set(all.flatMap((phases) => Object.keys(phases)));
  return Object.fromEntries([...names].map((name) => [name, median(all.flatMap((phases) => phases[name] ?? [])) ?? 0]));
}

function bytesOfPosts(corpus: Corpus, peer: Peer, folder: string): number {
  const posts = join(folder, peer.name, peer.postFile(corpus.post(0)).path, "..");
  return readdirSync(posts).reduce((sum, name) => sum + statSync(join(posts, name)).size, 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
