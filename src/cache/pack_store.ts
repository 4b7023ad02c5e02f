/**
 * Many texts in few files: a file each would cost more than the texts are worth. Texts are only ever added to a pack;
 * beside it lies an index that says where each stands. What the index does not name does not count, so that a pack
 * that a process was ended in the middle of is as good as one without its last text.
 */

import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { crc32 } from "node:zlib";

export interface PackStore {
  has(key: string): boolean;
  /** The text kept under a key; nothing where there is none, or a damaged one. */
  read(key: string): string | undefined;
  write(key: string, text: string): void;
  /** Forgets the texts that have other keys. */
  prune(keys: ReadonlySet<string>): void;
  /** Lets later processes see what was written; false where the folder cannot be written. */
  save(): boolean;
  /** Sees what other processes have saved. */
  refresh(): void;
}

/** Where a text stands. */
interface Place {
  pack: string;
  offset: number;
  /** In bytes. */
  length: number;
  check: number;
}

/** The pack to which this process adds. */
interface Open {
  name: string;
  descriptor: number;
  /** Bytes of it that are on the disk. */
  size: number;
  waiting: Buffer[];
  waitingSize: number;
}

const WRITTEN_AT_ONCE = 1 << 20;
/** More packs than these are put together into one. */
const MOST_PACKS = 8;

export function openPackStore(folder: string): PackStore {
  const places = new Map<string, Place>();
  const unwritten = new Map<string, string>();
  const descriptors = new Map<string, number>();
  /** Packs whose index on the disk no longer says what is known of them. */
  const changed = new Set<string>();
  let open: Open | undefined;

  const load = (): void => {
    for (const name of packsIn(folder)) {
      if (changed.has(name)) continue;
      for (const [key, place] of readIndex(folder, name)) if (!places.has(key)) places.set(key, place);
    }
  };

  const descriptorOf = (pack: string): number => {
    const known = descriptors.get(pack) ?? openSync(join(folder, `${pack}.pack`), "r");
    descriptors.set(pack, known);
    return known;
  };

  const flush = (): void => {
    if (open === undefined || open.waiting.length === 0) return;
    writeSync(open.descriptor, Buffer.concat(open.waiting));
    open.size += open.waitingSize;
    open.waiting = [];
    open.waitingSize = 0;
  };

  /** The files of a cache may have been mixed up, so a text is checked together with where it is kept. */
  const checkOf = (key: string, bytes: Buffer): number => crc32(bytes, crc32(`${basename(folder)} ${key}`));

  const add = (key: string, bytes: Buffer): void => {
    open ??= begin(folder);
    // Read from the same descriptor: another process may tidy the folder meanwhile.
    descriptors.set(open.name, open.descriptor);
    const before = places.get(key);
    if (before) changed.add(before.pack);
    places.set(key, {
      pack: open.name,
      offset: open.size + open.waitingSize,
      length: bytes.length,
      check: checkOf(key, bytes),
    });
    changed.add(open.name);
    open.waiting.push(bytes);
    open.waitingSize += bytes.length;
    if (open.waitingSize >= WRITTEN_AT_ONCE) flush();
  };

  const bytesAt = (key: string, place: Place): Buffer | undefined => {
    if (place.pack === open?.name) flush();
    const bytes = Buffer.allocUnsafe(place.length);
    const length = readSync(descriptorOf(place.pack), bytes, 0, place.length, place.offset);
    return length === place.length && checkOf(key, bytes) === place.check ? bytes : undefined;
  };

  const remove = (pack: string): void => {
    const descriptor = descriptors.get(pack);
    if (descriptor !== undefined) closeSync(descriptor);
    descriptors.delete(pack);
    changed.delete(pack);
    for (const end of ["index", "pack"]) rmSync(join(folder, `${pack}.${end}`), { force: true });
  };

  /** Puts what is kept in several packs into one, and lets go of what no index names. */
  const gather = (packs: ReadonlySet<string>): void => {
    const kept = [...places].filter(([, { pack }]) => packs.has(pack));
    for (const [key, place] of kept) {
      const bytes = attempt(() => bytesAt(key, place));
      if (bytes === undefined) places.delete(key);
      else add(key, bytes);
    }
    saveChanged();
    for (const pack of packs) remove(pack);
  };

  const saveChanged = (): void => {
    flush();
    const byPack = new Map<string, [string, Place][]>([...changed].map((pack) => [pack, []]));
    for (const entry of places) byPack.get(entry[1].pack)?.push(entry);
    for (const [pack, entries] of byPack) writeIndex(folder, pack, entries);
    changed.clear();
  };

  load();
  return {
    has: (key) => places.has(key) || unwritten.has(key),
    read(key) {
      const place = places.get(key);
      const bytes = place && attempt(() => bytesAt(key, place));
      return bytes === undefined ? unwritten.get(key) : bytes.toString("utf8");
    },
    write(key, text) {
      if (succeeds(() => add(key, Buffer.from(text)))) return;
      places.delete(key);
      unwritten.set(key, text);
    },
    prune(keys) {
      for (const [key, { pack }] of places) {
        if (keys.has(key)) continue;
        places.delete(key);
        changed.add(pack);
      }
      for (const key of unwritten.keys()) if (!keys.has(key)) unwritten.delete(key);
      succeeds(() => {
        const lengths = new Map<string, number>();
        for (const { pack, length } of places.values()) lengths.set(pack, (lengths.get(pack) ?? 0) + length);
        flush();
        const sizes = sizesIn(folder, packsIn(folder, ".pack"));
        const wasteful = [...sizes].filter(([pack, size]) => size > 2 * (lengths.get(pack) ?? 0)).map(([pack]) => pack);
        const many = sizes.size > MOST_PACKS ? smallest(sizes) : [];
        const gathered = new Set([...wasteful, ...many].filter((pack) => pack !== open?.name));
        if (gathered.size > 0) gather(gathered);
      });
    },
    save() {
      return unwritten.size === 0 && succeeds(saveChanged);
    },
    refresh: load,
  };
}

/** All but the largest. */
function smallest(sizes: ReadonlyMap<string, number>): string[] {
  return [...sizes]
    .sort((a, b) => a[1] - b[1])
    .slice(0, -1)
    .map(([pack]) => pack);
}

function begin(folder: string): Open {
  mkdirSync(folder, { recursive: true });
  const name = randomBytes(8).toString("hex");
  const descriptor = openSync(join(folder, `${name}.pack`), "wx+");
  return { name, descriptor, size: 0, waiting: [], waitingSize: 0 };
}

function packsIn(folder: string, end = ".index"): string[] {
  return (attempt(() => readdirSync(folder)) ?? [])
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length));
}

function sizesIn(folder: string, packs: readonly string[]): Map<string, number> {
  return new Map(packs.map((pack) => [pack, statSync(join(folder, `${pack}.pack`)).size]));
}

/** A line for each text, below one that tells whether the others are as they were written. */
function writeIndex(folder: string, pack: string, entries: readonly [string, Place][]): void {
  const lines = entries.map(([key, { offset, length, check }]) => `${key} ${offset} ${length} ${check}`).join("\n");
  const unfinished = join(folder, `${pack}.unfinished`);
  writeFileSync(unfinished, `${crc32(lines)}\n${lines}`);
  renameSync(unfinished, join(folder, `${pack}.index`));
}

function readIndex(folder: string, pack: string): [string, Place][] {
  const text = attempt(() => readFileSync(join(folder, `${pack}.index`), "utf8")) ?? "";
  const end = text.indexOf("\n");
  const lines = text.slice(end + 1);
  if (end === -1 || Number(text.slice(0, end)) !== crc32(lines) || lines === "") return [];
  return lines.split("\n").map((line) => {
    const [key = "", offset, length, check] = line.split(" ");
    return [key, { pack, offset: Number(offset), length: Number(length), check: Number(check) }];
  });
}

/** What cannot be read counts as not there. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function succeeds(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
