/** Results as a chart: a bar for each build, grouped by size. */

import { count, duration } from "./numbers.ts";
import { costOf, type PeerName, type Results, type SizeResults, typical } from "./results.ts";

const WIDTH = 760;
const MARGIN = 28;
const LABEL_WIDTH = 206;
/** Space for the value after the longest bar. */
const VALUE_WIDTH = 78;
const ROW = 28;
const BAR = 16;
const HEADING = 117;
const GROUP_HEADING = 34;
const GROUP_GAP = 24;
const SHORTEST_BAR = 2;

/** Colours for light and dark theme in one image. */
const STYLE = `
  .paper { fill: #fdfaf4 } .words { fill: #2a2620 } .quiet { fill: #6b6459 } .line { stroke: #d9d1c3 }
  .ours { fill: #b4532a } .other { fill: #b9b0a1 } .search { fill: #d9d1c3 }
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif }
  .title { font-size: 18px; font-weight: 650 } .size { font-weight: 650 } .strong { font-weight: 650 }
  .value { font-variant-numeric: tabular-nums }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #13110d } .words { fill: #ece6da } .quiet { fill: #a39a8b } .line { stroke: #3a352c }
    .ours { fill: #e2824f } .other { fill: #5d564a } .search { fill: #3f392f }
  }`;

interface Row {
  peer: PeerName;
  label: string;
  ms: number;
  /** The part spent on the search index, if another program made it. */
  searchMs: number;
}

/** An SVG of median build times. Each size has its own scale. */
export function chart(results: Results): string {
  let top = HEADING;
  const groups: string[] = [];
  for (const size of results.sizes) {
    const rows = rowsOf(size, results.titles);
    groups.push(group(size, rows, top));
    top += GROUP_HEADING + rows.length * ROW + GROUP_GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" aria-labelledby="title about">`,
    `<title id="title">How long a build takes</title>`,
    `<desc id="about">${escaped(inWords(results))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${top}" rx="8"/>`,
    text(MARGIN, 36, "words title", "How long a build takes"),
    text(MARGIN, 59, "quiet", "Less is better. Medians. Light: a search index, which ours has made."),
    // On a line of its own, because text width depends on the machine.
    text(MARGIN, 78, "quiet", results.machine),
    ...groups,
    "</svg>\n",
  ].join("\n");
}

function rowsOf(size: SizeResults, titles: Results["titles"]): Row[] {
  return size.series.flatMap((one): Row[] => {
    const { wallMs } = typical(one);
    // Only clean builds of peers, since most have no incremental build.
    if (wallMs === undefined || (one.peer !== "ours" && one.scenario !== "cold")) return [];
    const title = titles[one.peer] ?? one.peer;
    if (one.peer === "ours") return [{ peer: one.peer, label: `${title}, ${one.scenario}`, ms: wallMs, searchMs: 0 }];
    const searchMs = costOf(size, one.peer, "search index").wallMs ?? 0;
    return [{ peer: one.peer, label: title, ms: wallMs + searchMs, searchMs }];
  });
}

function group({ posts, pages }: SizeResults, rows: readonly Row[], top: number): string {
  const longest = Math.max(1, ...rows.map(({ ms }) => ms));
  const left = MARGIN + LABEL_WIDTH;
  const scale = (WIDTH - left - MARGIN - VALUE_WIDTH) / longest;
  const line = `<path class="line" d="M${MARGIN} ${top + 10.5}H${WIDTH - MARGIN}"/>`;
  return [
    text(MARGIN, top, "words size", `${count(posts)} posts`),
    text(WIDTH - MARGIN, top, "quiet", `${count(pages)} pages`, "end"),
    line,
    ...rows.map((row, index) => bar(row, left, top + GROUP_HEADING - 12 + index * ROW, row.ms * scale)),
  ].join("\n");
}

function bar({ peer, label, ms, searchMs }: Row, left: number, top: number, length: number): string {
  const isOurs = peer === "ours";
  const width = Math.max(SHORTEST_BAR, Math.round(length));
  const base = top + BAR - 3;
  return [
    text(left - 12, base, isOurs ? "words strong" : "words", label, "end"),
    `<rect class="${isOurs ? "ours" : "other"}" x="${left}" y="${top}" width="${width}" height="${BAR}" rx="2"/>`,
    ...(searchMs === 0 ? [] : [searchPart(left + width, top, Math.round((width * searchMs) / ms))]),
    text(left + width + 8, base, isOurs ? "words strong value" : "words value", duration(ms)),
  ].join("\n");
}

/** @param right where the bar ends */
function searchPart(right: number, top: number, width: number): string {
  return `<rect class="search" x="${right - width}" y="${top}" width="${width}" height="${BAR}" rx="2"/>`;
}

function text(x: number, y: number, classes: string, words: string, anchor?: "end"): string {
  const side = anchor === undefined ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${classes}" x="${x}" y="${y}"${side}>${escaped(words)}</text>`;
}

/** Text alternative. */
function inWords({ sizes, titles }: Results): string {
  return sizes
    .map((size) => {
      const rows = rowsOf(size, titles).map(({ label, ms, searchMs }) =>
        [
          `${label} ${duration(ms)}`,
          ...(searchMs === 0 ? [] : [`of which ${duration(searchMs)} for a search index`]),
        ].join(" "),
      );
      return `${count(size.posts)} posts: ${rows.join(", ")}.`;
    })
    .join(" ");
}

function escaped(words: string): string {
  return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
