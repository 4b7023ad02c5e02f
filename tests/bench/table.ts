/** Formats results for a terminal. */

import { type Bar, bars, ratio } from "./bars.ts";
import { count, duration, size as sizeText, times } from "./numbers.ts";
import {
  costOf,
  median,
  type PeerName,
  type Results,
  type Series,
  type SizeResults,
  typical,
  wholeOf,
} from "./results.ts";

const INDENT = "  ";
const GAP = "  ";
const NOT_MEASURED = "–";

/** All results: a table for each size, the phases, and the targets. */
export function report(results: Results): string {
  const parts = results.sizes.map((size) => sizeReport(size, results));
  return `${[results.machine, ...parts, barReport(bars(results))].join("\n\n")}\n`;
}

function sizeReport(size: SizeResults, { titles }: Results): string {
  const about = `${count(size.posts)} posts (${sizeText(size.bytes)} of Markdown), ${count(size.pages)} pages`;
  const others = size.series.flatMap(({ peer, scenario }) => (peer !== "ours" && scenario === "cold" ? [peer] : []));
  const head = ["", "wall", "CPU", "memory", "pages/s", ...others.map((peer) => `× ${titles[peer] ?? peer}`)];
  const rows = size.series.map((series) => seriesRow(series, size, others, titles));
  const saved = median(size.saves);
  return [
    about,
    columns([head, ...rows]),
    ...size.series.flatMap((series) => phaseLine(series, titles)),
    ...startLine(size),
    ...(saved === undefined ? [] : [`${INDENT}npm start shows a post ${duration(saved)} after it was saved.`]),
    ...aloneLine(size, others, titles),
    ...busyLine(size, others, titles),
    ...size.notes.map((note) => INDENT + note),
    ...size.differences.map((difference) => `${INDENT}Not the same work: ${difference}`),
  ].join("\n");
}

function seriesRow(
  series: Series,
  size: SizeResults,
  others: readonly PeerName[],
  titles: Results["titles"],
): string[] {
  const { wallMs, cpuMs, peakBytes } = typical(series);
  const against = others.map((peer) => ratio(wallMs, wholeOf(size, peer).wallMs));
  return [
    `${titles[series.peer] ?? series.peer}, ${series.scenario}`,
    shown(wallMs, duration),
    shown(cpuMs, duration),
    shown(peakBytes, sizeText),
    shown(ratio(size.pages * 1_000, wallMs), count),
    ...against.map((value) => shown(value, times)),
  ];
}

function startLine({ starts: [first, again] }: SizeResults): string[] {
  if (first === undefined || again === undefined) return [];
  return [
    `${INDENT}npm start shows its first page after ${duration(first)}, and after ${duration(again)} the next time.`,
  ];
}

/** The comparison includes the peers' search index, so it is also shown without. */
function aloneLine(size: SizeResults, others: readonly PeerName[], titles: Results["titles"]): string[] {
  const ours = costOf(size, "ours", "cold").wallMs;
  const alone = others.flatMap((peer) => {
    const value = ratio(ours, costOf(size, peer, "cold").wallMs);
    const hasSearch = costOf(size, peer, "search index").wallMs !== undefined;
    return value === undefined || !hasSearch ? [] : [`${times(value)} × ${titles[peer] ?? peer}`];
  });
  return alone.length === 0
    ? []
    : [
        `${INDENT}× is against a build and its search index. Against a build without one, ours, cold, is ${alone.join(", ")}.`,
      ];
}

/** With more CPU than this taken by others, times mean little. */
const BUSY = 0.1;

/** CPU time is more reliable than wall time on a busy machine. */
function busyLine(size: SizeResults, others: readonly PeerName[], titles: Results["titles"]): string[] {
  const taken = Math.max(0, ...size.series.map((one) => typical(one).takenByOthers ?? 0));
  if (taken <= BUSY) return [];
  const ours = costOf(size, "ours", "cold").cpuMs;
  const byWork = others.flatMap((peer) => {
    const value = ratio(ours, wholeOf(size, peer).cpuMs);
    return value === undefined ? [] : [`${times(value)} × ${titles[peer] ?? peer}`];
  });
  return [
    `${INDENT}Other programs took up to ${Math.round(taken * 100)} % of the machine, so times and their ratios are uncertain.`,
    ...(byWork.length > 0 ? [`${INDENT}By CPU, which is less so, a cold build of ours is ${byWork.join(", ")}.`] : []),
  ];
}

function phaseLine({ peer, scenario, phases }: Series, titles: Results["titles"]): string[] {
  const entries = Object.entries(phases).sort((a, b) => b[1] - a[1]);
  if (entries.length === 0) return [];
  const told = entries.map(([name, ms]) => `${name} ${duration(ms)}`).join(", ");
  return [`${INDENT}Where ${titles[peer] ?? peer}, ${scenario}, spends it: ${told}`];
}

function barReport(all: readonly Bar[]): string {
  const rows = all.map(({ what, most, unit, measured, isMet }) => [
    what,
    shown(measured, FORMATS[unit]),
    `≤ ${FORMATS[unit](most)}`,
    isMet === undefined ? "not measured" : isMet ? "met" : "NOT MET",
  ]);
  return `Bars\n${columns(rows)}`;
}

const FORMATS = { times, ms: duration, bytes: sizeText } as const;

function shown(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? NOT_MEASURED : format(value);
}

/** Aligned columns: the first to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((row) => (INDENT + row.join(GAP)).trimEnd())
    .join("\n");
}
