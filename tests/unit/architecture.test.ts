import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "..", "..", "src");

/** The rooms in the order of `src/README.md`. A room imports only rooms before it. */
const ROOMS = [
  "base",
  "cache",
  "config",
  "markdown",
  "content",
  "media",
  "views",
  "hosting",
  "search",
  "lint",
  "outputs",
  "cms",
  "engine",
  "dev",
  "cli",
];

/** The one file outside the rooms: what `eleventy.config.ts` imports. */
const FRONT_DOOR = "plugin.ts";

const KNOWS_ELEVENTY = /^(?:plugin\.ts$|engine\/|dev\/|cli\/)/;

const MOST_LINES = 300;
const MOST_FILES = 16;

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.m?[tj]s$/.test(file))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(SRC, file), "utf8")]));

const imports: Import[] = [...texts].flatMap(([from, text]) =>
  [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => ({ from, to: targetOf(from, match[1] ?? "") })),
);

/** A file below `src`, or the name of a package. */
function targetOf(from: string, specifier: string): string {
  return specifier.startsWith(".") ? relative(SRC, resolve(SRC, dirname(from), specifier)) : specifier;
}

function roomOf(file: string): string | undefined {
  const [first = "", second] = file.split("/");
  return second === undefined ? undefined : first;
}

const shown = ({ from, to }: Import): string => `${from} → ${to}`;

describe("src", () => {
  it("has only its rooms as folders, and only plugin.ts beside them", () => {
    expect([...new Set(files.map((file) => roomOf(file) ?? file))].sort()).toEqual([...ROOMS, FRONT_DOOR].sort());
  });

  it("lets a room import only rooms before it", () => {
    const upwards = imports.filter(({ from, to }) => {
      const [own, other] = [ROOMS.indexOf(roomOf(from) ?? ""), ROOMS.indexOf(roomOf(to) ?? "")];
      return own !== -1 && (other > own || to === FRONT_DOOR);
    });
    expect(upwards.map(shown)).toEqual([]);
  });

  it("never imports from content, layouts or assets, and from the configuration only to see what an owner adds", () => {
    const outside = imports.filter(({ to }) => to.startsWith("..") && !to.startsWith("../node_modules/")).map(shown);
    expect(outside).toEqual(["engine/load/additions.ts → ../eleventy.config.ts"]);
  });

  it("has no import cycles", () => {
    const next = new Map(files.map((file) => [file, imports.filter(({ from }) => from === file).map(({ to }) => to)]));
    const cycles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(" → "));
      if (way.includes(file) || done.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...way, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });

  it("has no barrel files", () => {
    expect(files.filter((file) => /^\s*export (?:\*|\{[^}]*\}) from/m.test(texts.get(file) ?? ""))).toEqual([]);
  });

  it("imports Eleventy only in plugin.ts, engine, dev and cli", () => {
    const knowing = imports.filter(({ to }) => to === "@11ty/eleventy" || to.endsWith("/eleventy_api.ts"));
    expect(knowing.filter(({ from }) => !KNOWS_ELEVENTY.test(from)).map(shown)).toEqual([]);
  });

  it("reads the clock only in base/clock.ts, and uses no random numbers", () => {
    const clocks = files.filter((file) =>
      /Date\.now\(|new Date\(\)|performance\.now\(|DateTime\.(?:now|local|utc)\(\)|Math\.random\(/.test(
        texts.get(file) ?? "",
      ),
    );
    expect(clocks).toEqual(["base/clock.ts"]);
  });

  it("starts a command only after all definitions of its file", () => {
    const late = [...texts].filter(([, text]) => /^await run\([\s\S]*^(?:export )?(?:const|let|class) /m.test(text));
    expect(late.map(([file]) => file)).toEqual([]);
  });

  it("describes every room in its README", () => {
    const readme = readFileSync(join(SRC, "README.md"), "utf8");
    expect(ROOMS.filter((room) => !readme.includes(`\`${room}/\``))).toEqual([]);
  });

  it("names files in snake_case", () => {
    expect(files.filter((file) => !/^(?:[a-z0-9_]+\/)*[a-z0-9_]+(?:\.d)?\.(?:ts|mjs)$/.test(file))).toEqual([]);
  });

  it(`has no folder with more than ${MOST_FILES} files`, () => {
    const count = new Map<string, number>();
    for (const file of files) count.set(dirname(file), (count.get(dirname(file)) ?? 0) + 1);
    expect([...count].filter(([, size]) => size > MOST_FILES)).toEqual([]);
  });

  it(`has no file longer than ${MOST_LINES} lines`, () => {
    const long = [...texts].map(([file, text]) => `${file}: ${text.split("\n").length - 1}`);
    expect(long.filter((line) => Number(line.split(": ")[1]) > MOST_LINES)).toEqual([]);
  });
});
