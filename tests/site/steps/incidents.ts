/** Incidents between two builds: to the cache, the published site or the mtimes of files. */

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { nth } from "./model.ts";

/** Kinds of damage to a file. */
export const DAMAGES = [
  "cut in half",
  "emptied",
  "one bit turned",
  "garbage",
  "deleted",
  "taken from another",
] as const;
export type Damage = (typeof DAMAGES)[number];

/** Manual changes to a published file. */
export const TAMPERINGS = ["deleted", "added to", "touched"] as const;
export type Tampering = (typeof TAMPERINGS)[number];

/** Selects every n-th file from a start index, or one if there are too few. */
export interface Share {
  first: number;
  every: number;
}

export type Incident =
  | { kind: "damage"; files: Share; how: Damage; at: number }
  /** The generator's own files beside the site. */
  | { kind: "tamper"; what: "site" | "beside"; files: Share; how: Tampering }
  /** A backup of cache or site is made or restored, as CI does. */
  | { kind: "exchange"; what: "cache" | "site" }
  | { kind: "lose"; what: "cache" | "site" | "beside" }
  /** All sources get new mtimes, as in a fresh checkout. */
  | { kind: "checkout" };

/** The folders that incidents affect. */
export interface Folders {
  cache: string;
  site: string;
  /** The folder of backups. */
  copies: string;
  /** The folders of posts, images and templates. */
  sources: string[];
}

/** Applies an incident. Missing files are ignored. */
export function happen(incident: Incident, folders: Folders): void {
  switch (incident.kind) {
    case "damage":
      damage(filesBelow(folders.cache), incident.files, incident.how, incident.at);
      break;
    case "tamper":
      for (const path of shareOf(placesOf(incident.what, folders).flatMap(filesBelow), incident.files)) {
        tamper(path, incident.how);
      }
      break;
    case "exchange":
      exchange(folders[incident.what], join(folders.copies, incident.what));
      break;
    case "lose":
      for (const path of placesOf(incident.what, folders)) rmSync(path, { recursive: true, force: true });
      break;
    case "checkout":
      for (const path of folders.sources.flatMap(filesBelow)) touch(path);
  }
}

function placesOf(what: "cache" | "site" | "beside", folders: Folders): string[] {
  if (what !== "beside") return [folders[what]];
  const around = dirname(folders.site);
  return readdirSync(around)
    .filter((name) => name.startsWith(`${basename(folders.site)}.`))
    .map((name) => join(around, name));
}

const inPlaces = { cache: "the cache", site: "the published site", beside: "what lies beside the site" };

/** An incident as text. */
export function incidentInWords(incident: Incident): string {
  switch (incident.kind) {
    case "damage":
      return `${shareInWords(incident.files)} of the cache: ${incident.how} (at ${incident.at})`;
    case "tamper":
      return `${shareInWords(incident.files)} of ${inPlaces[incident.what]}: ${incident.how}`;
    case "exchange":
      return `${inPlaces[incident.what]} and an older copy of it change places`;
    case "lose":
      return `lost: ${inPlaces[incident.what]}`;
    case "checkout":
      return "all sources get a new time";
  }
}

function shareInWords({ first, every }: Share): string {
  return every === 1 ? "all files" : `every ${every}th file from number ${first} on`;
}

function shareOf(files: readonly string[], { first, every }: Share): string[] {
  const step = Math.min(every, files.length);
  return files.filter((_, at) => at % step === first % step);
}

function damage(files: readonly string[], share: Share, how: Damage, at: number): void {
  for (const path of shareOf(files, share)) {
    if (how === "deleted") rmSync(path);
    else writeFileSync(path, damaged(readFileSync(path), how, at, nth(files, at) ?? path));
  }
}

function damaged(bytes: Buffer, how: Exclude<Damage, "deleted">, at: number, other: string): Uint8Array {
  switch (how) {
    case "cut in half":
      return bytes.subarray(0, bytes.length / 2);
    case "emptied":
      return bytes.subarray(0, 0);
    case "one bit turned":
      return bytes.map((byte, index) => (index === at % bytes.length ? byte ^ 1 : byte));
    case "garbage":
      return Buffer.from(`garbage ${at}\n`.repeat(20));
    case "taken from another":
      return readFileSync(other);
  }
}

function tamper(path: string, how: Tampering): void {
  if (how === "deleted") rmSync(path);
  else if (how === "added to") appendFileSync(path, "<!-- by hand -->");
  else touch(path);
}

/** Copies keep mtimes to the nanosecond, like archives. */
function exchange(folder: string, copy: string): void {
  if (!existsSync(folder)) return;
  const present = `${copy}.present`;
  mkdirSync(dirname(copy), { recursive: true });
  execFileSync("cp", ["-a", folder, present]);
  if (existsSync(copy)) {
    rmSync(folder, { recursive: true });
    execFileSync("cp", ["-a", copy, folder]);
    rmSync(copy, { recursive: true });
  }
  renameSync(present, copy);
}

function touch(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}

/** All files below a folder, in a fixed order. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
