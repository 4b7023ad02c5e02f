/** `npm run bench`: compares build times with other generators that build the same blog. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Command } from "../../src/cli/commands.ts";
import { toolArguments } from "../tool.ts";
import { chart } from "./chart.ts";
import { corpus } from "./corpus.ts";
import { unmeasured } from "./measure.ts";
import type { Peer } from "./peer.ts";
import { astro } from "./peers/astro.ts";
import { eleventy } from "./peers/eleventy.ts";
import { hugo } from "./peers/hugo.ts";
import { ours } from "./peers/ours.ts";
import { type Results, resultsSchema, type SizeResults } from "./results.ts";
import { measureSize } from "./rounds.ts";
import { report } from "./table.ts";

const OTHERS: readonly Peer[] = [hugo, eleventy, astro];

const BENCH = {
  name: "npm run bench",
  does: "Measures how long the blog takes to build, beside other generators that build the same blog.",
  flags: {
    sizes: { type: "string", value: "NUMBERS", default: "35,350,10000", does: "numbers of posts (35,350,10000)" },
    runs: { type: "string", value: "N", default: "3", does: "how many times each is measured (3)" },
    peers: {
      type: "string",
      value: "NAMES",
      default: OTHERS.map(({ name }) => name).join(","),
      does: "the generators to compare with, or none (all)",
    },
    saves: {
      type: "string",
      value: "N",
      default: "0",
      does: "how many saves under npm start to measure, besides its start (0)",
    },
    json: { type: "boolean", default: false, does: "print the results for other programs" },
    chart: { type: "string", value: "FILE", does: "draw the times into a file, as SVG" },
    from: { type: "string", value: "FILE", does: "show results that --json printed, instead of measuring" },
  },
} as const satisfies Command;

const { values } = parseArgs({ args: toolArguments(BENCH), options: BENCH.flags });
const results = values.from === undefined ? await measure() : read(values.from);
process.stdout.write(values.json ? `${JSON.stringify(results)}\n` : report(results));
if (values.chart !== undefined) {
  mkdirSync(dirname(values.chart), { recursive: true });
  writeFileSync(values.chart, chart(results));
}
if (!results.sizes.every(isSound)) process.exitCode = 1;

/** Whether our build succeeded and all sites are equivalent. */
function isSound({ series, differences }: SizeResults): boolean {
  return differences.length === 0 && series.some(({ peer }) => peer === "ours");
}

function read(file: string): Results {
  return resultsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

async function measure(): Promise<Results> {
  const asked = values.peers.split(",");
  const others = OTHERS.filter(({ name }) => asked.includes(name)).map((peer) => ({ peer, missing: peer.missing() }));
  const peers = [ours, ...others.flatMap(({ peer, missing }) => (missing === undefined ? [peer] : []))];
  const notes = [...others.map(({ missing }) => missing), unmeasured()].flatMap((note) => note ?? []);
  const sizes: Results["sizes"] = [];
  for (const size of values.sizes.split(",").map(positive)) {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    try {
      const measured = await measureSize({
        corpus: corpus(size),
        peers,
        folder,
        runs: positive(values.runs),
        saves: wholeNumber(values.saves),
        progress: (line) => process.stderr.write(`${line}\n`),
      });
      sizes.push({ ...measured, notes: [...notes, ...measured.notes] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { machine: machine(), titles: Object.fromEntries(peers.map((peer) => [peer.name, peer.title()])), sizes };
}

function positive(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new Error("None is too few.");
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`“${text}” is not a whole number.`);
  return Number(text);
}

function machine(): string {
  const [first] = cpus();
  return `${availableParallelism()} × ${first?.model.trim() ?? "CPU"}, ${platform()}, Node ${process.versions.node}`;
}
