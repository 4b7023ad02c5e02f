/** Describes the first difference between two sites or two build results. */

import { snapshot } from "../site.ts";

export type Files = ReadonlyMap<string, string>;

/** All files of a site; none if it does not exist. */
export function filesOfSite(folder: string): Files {
  try {
    return snapshot(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Map();
    throw error;
  }
}

/** The first difference between two sites, if any. */
export function difference(before: string, a: Files, after: string, b: Files): string | undefined {
  const paths = [...new Set([...a.keys(), ...b.keys()])].sort();
  const different = paths.filter((path) => a.get(path) !== b.get(path));
  const [first] = different;
  if (first === undefined) return undefined;
  const more = different.length === 1 ? "" : ` (and ${different.length - 1} more: ${different.slice(1, 6).join(", ")})`;
  return `${first}${more}\n${lineDifference(before, a.get(first), after, b.get(first))}`;
}

/** Enough of a line to recognise it. */
const SHOWN = 300;

function lineDifference(before: string, a: string | undefined, after: string, b: string | undefined): string {
  if (a === undefined) return `  only ${after} has it`;
  if (b === undefined) return `  only ${before} has it`;
  const [linesA, linesB] = [a.split("\n"), b.split("\n")];
  const at = linesA.findIndex((line, index) => line !== linesB[index]);
  const line = at === -1 ? linesA.length : at;
  const shown = (lines: readonly string[]): string => around(lines[line], linesA[line], linesB[line]);
  return [
    `  line ${line + 1}, ${before} and ${after}:`,
    `  ${linesA[line - 1]?.slice(0, SHOWN) ?? ""}`,
    `- ${shown(linesA)}`,
    `+ ${shown(linesB)}`,
  ].join("\n");
}

/** The differing part of two long lines. */
function around(line: string | undefined, a = "", b = ""): string {
  if (line === undefined) return "(no such line)";
  const at = [...a].findIndex((sign, index) => sign !== b[index]);
  const from = Math.max(0, at - SHOWN / 3);
  return `${from > 0 ? "…" : ""}${line.slice(from, from + SHOWN)}`;
}
