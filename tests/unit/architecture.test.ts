import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "..", "..", "src");

/** The rooms, from the one that knows least to the one that may know all. A room imports only rooms before it. */
const ROOMS = ["post", "markdown", "doctor", "collections", "media", "view", "outputs", "build", "cli"];

/** The files beside the rooms that may know them; all others are the ground floor and import no room. */
const FRONT_DOOR = "blog.ts";

const KNOWS_ELEVENTY = /^(?:blog\.ts|eleventy\.ts|eleventy_module\.d\.ts|build\/|cli\/)/;

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
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

describe("the house", () => {
  it("has only the rooms that are drawn", () => {
    const rooms = new Set(files.flatMap((file) => roomOf(file) ?? []));
    expect([...rooms].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  it("lets a room import only rooms before it", () => {
    const upwards = imports.filter(({ from, to }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      if (own === undefined || other === undefined || !ROOMS.includes(other)) return false;
      return ROOMS.indexOf(other) > ROOMS.indexOf(own);
    });
    expect(upwards.map(shown)).toEqual([]);
  });

  it("keeps the ground floor free of rooms", () => {
    const climbing = imports.filter(
      ({ from, to }) => roomOf(from) === undefined && from !== FRONT_DOOR && ROOMS.includes(roomOf(to) ?? ""),
    );
    expect(climbing.map(shown)).toEqual([]);
  });

  it("never reaches into content, layouts, assets or the configuration", () => {
    expect(imports.filter(({ to }) => to.startsWith("..")).map(shown)).toEqual([]);
  });

  it("has no circles", () => {
    const next = new Map(files.map((file) => [file, imports.filter(({ from }) => from === file).map(({ to }) => to)]));
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
      if (way.includes(file) || done.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...way, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("has no barrels", () => {
    expect(files.filter((file) => /^\s*export (?:\*|\{[^}]*\}) from/m.test(texts.get(file) ?? ""))).toEqual([]);
  });

  it("lets only the front door, the build and the commands know Eleventy", () => {
    const knowing = imports.filter(({ to }) => to === "@11ty/eleventy" || to === "eleventy.ts");
    expect(knowing.filter(({ from }) => !KNOWS_ELEVENTY.test(from)).map(shown)).toEqual([]);
  });

  it("reads the time in one place, and leaves nothing to chance", () => {
    const clocks = files.filter((file) =>
      /Date\.now\(|new Date\(\)|performance\.now\(|DateTime\.(?:now|local|utc)\(\)|Math\.random\(/.test(
        texts.get(file) ?? "",
      ),
    );
    expect(clocks).toEqual(["clock.ts"]);
  });

  it("describes every room in its README", () => {
    const readme = readFileSync(join(SRC, "README.md"), "utf8");
    const rooms = new Set(files.flatMap((file) => roomOf(file) ?? []));
    expect([...rooms].filter((room) => !readme.includes(`\`${room}/\``))).toEqual([]);
  });

  it("names files in snake_case", () => {
    expect(files.filter((file) => !/^(?:[a-z0-9_]+\/)*[a-z0-9_]+(?:\.d)?\.ts$/.test(file))).toEqual([]);
  });
});
