/** `npm run torture`: the long runs. `CONTRIBUTING.md` lists its flags. */

import { parseArgs } from "node:util";
import type { Command } from "../../src/cli/commands.ts";
import { toolArguments } from "../tool.ts";
import { buildAccepted } from "./accepted.ts";
import { cannotMount, fillDisk, killBuilds } from "./crashes.ts";
import { importDamaged } from "./damaged_imports.ts";
import { fuzz } from "./fuzz.ts";
import { complaintAboutAddresses, hostileAddresses } from "./hostile_addresses.ts";
import { VECTORS } from "./hostile_markup.ts";
import { lookForScripts, markupBlog } from "./hostile_markup_blog.ts";
import { complaintAboutHosts, hostileSettings } from "./hostile_settings.ts";
import { hostileBlog, longPost } from "./hostile_texts.ts";
import { killWriters, raceCms, raceCommands } from "./races.ts";
import { sendRequests } from "./requests.ts";

const TORTURE = {
  name: "npm run torture",
  does: "Tries hostile blogs, long texts, killed builds, full disks and hostile requests. Exits with 1 where one gets through.",
  flags: {
    seed: { type: "string", value: "N", default: "1", does: "what the random inputs begin from (1)" },
    blogs: { type: "string", value: "N", default: "10000", does: "blogs with a hostile file (10000)" },
    settings: { type: "string", value: "N", default: "5000", does: "settings that reach headers and hosts (5000)" },
    addresses: { type: "string", value: "N", default: "5000", does: "blogs full of addresses (5000)" },
    texts: { type: "string", value: "N", default: "1000", does: "texts of 100 KB (1000)" },
    kills: { type: "string", value: "N", default: "200", does: "builds to kill (200)" },
    races: { type: "string", value: "N", default: "200", does: "saves of an author to race with (200)" },
    disks: { type: "string", value: "N", default: "20", does: "disks to fill (20)" },
    imports: { type: "string", value: "N", default: "5000", does: "damaged exports and folders to import (5000)" },
    requests: { type: "string", value: "N", default: "10000", does: "requests to the server of npm start (10000)" },
    markup: {
      type: "string",
      value: "N",
      default: "1",
      does: "open every Nth page with hostile markup in a browser, 0 for none (1)",
    },
  },
} as const satisfies Command;

const { values } = parseArgs({ args: toolArguments(TORTURE), options: TORTURE.flags });

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`“${text}” is not a number of something.`);
  return Number(text);
}

const seed = wholeNumber(values.seed);
const failures: string[] = [];

/** Runs a part unless its count is 0, and prints its figures and failures. */
async function part(name: string, count: number, run: () => Promise<{ figures: object; failure: string | undefined }>) {
  if (count === 0) return;
  const start = performance.now();
  const { figures, failure } = await run();
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${name}: ${JSON.stringify(figures)} in ${seconds} s`);
  if (failure === undefined) return;
  console.log(`\nFAILED\n${failure}\n`);
  failures.push(name);
}

/** Slower than this for 100 KB counts as hanging. */
const PATIENCE_MS = 2000;

const blogs = wholeNumber(values.blogs);
await part("hostile blogs", blogs, async () => {
  const { failure, accepted, ...figures } = await fuzz({
    blogs: hostileBlog,
    count: blogs,
    seed,
    patience: PATIENCE_MS,
  });
  return { figures, failure: failure ?? (await buildAccepted(accepted)) };
});

const settings = wholeNumber(values.settings);
await part("hostile settings", settings, async () => {
  const {
    failure,
    accepted: _,
    ...figures
  } = await fuzz({
    blogs: hostileSettings,
    count: settings,
    seed,
    inspect: complaintAboutHosts,
  });
  return { figures, failure };
});

const addresses = wholeNumber(values.addresses);
await part("hostile addresses", addresses, async () => {
  const {
    failure,
    accepted: _,
    ...figures
  } = await fuzz({
    blogs: hostileAddresses,
    count: addresses,
    seed,
    inspect: complaintAboutAddresses,
  });
  return { figures, failure };
});

const texts = wholeNumber(values.texts);
await part("100 KB of one thing", texts, async () => {
  const {
    failure,
    accepted: _,
    ...figures
  } = await fuzz({ blogs: longPost, count: texts, seed, patience: PATIENCE_MS });
  return { figures, failure };
});

const imports = wholeNumber(values.imports);
await part("damaged imports", imports, async () => {
  const { failure, ...figures } = await importDamaged(imports, seed);
  return { figures, failure };
});

const kills = wholeNumber(values.kills);
await part("killed builds", kills, async () => {
  const { failure, ...figures } = await killBuilds(kills, seed);
  return { figures, failure };
});

const races = wholeNumber(values.races);
for (const [name, race] of Object.entries({ commands: raceCommands, cms: raceCms, killed: killWriters })) {
  await part(`races: ${name}`, races, async () => {
    const { failure, ...figures } = await race(races, seed);
    return { figures, failure };
  });
}

const disks = wholeNumber(values.disks);
const hindrance = disks === 0 ? undefined : cannotMount();
if (hindrance !== undefined) console.log(`full disks: ${hindrance}`);
await part("full disks", hindrance === undefined ? disks : 0, async () => {
  const { failure, ...figures } = await fillDisk(disks);
  return { figures, failure };
});

const requests = wholeNumber(values.requests);
await part("requests to npm start", requests, async () => {
  const { failure, ...figures } = await sendRequests(requests, seed);
  return { figures, failure };
});

const every = wholeNumber(values.markup);
await part("hostile markup in a browser", every, async () => {
  const site = markupBlog();
  const { code, stderr } = await site.build("--now", "2026-01-01T00:00Z");
  if (code !== 0) return { figures: {}, failure: `The blog was not built: ${stderr}` };
  const { pages, ran } = await lookForScripts(site, every);
  return { figures: { ways: VECTORS.length, pages, ran: ran.length }, failure: ran[0] };
});

console.log(failures.length === 0 ? "All held." : `Did not hold: ${failures.join(", ")}.`);
process.exitCode = failures.length === 0 ? 0 : 1;
