/**
 * Draws a cover for a post without a thumbnail: shapes, and a word of the title. The title decides them, so the same title
 * always gets the same cover. `css/parts/cover.css` has the colours, light and dark, by the topic of the post.
 */

import { digest } from "../cache/cache.ts";

/** Paths on a canvas of 160 by 90, as the `d` of an SVG path. Empty if the drawing has none of that kind. */
export interface Shapes {
  /** Filled background shapes, slightly darker than the canvas. */
  soft: string;
  /** Filled main shapes. */
  firm: string;
  /** Stroked lines. */
  line: string;
  /** The one filled highlight. */
  spark: string;
}

export interface Cover extends Shapes {
  /** Whether it is dark in the light theme, too. */
  isNight: boolean;
  /** The word that says most, and its font size on the canvas. Absent if no word is short enough. */
  word?: string | undefined;
  size?: number | undefined;
}

/** One cover of so many is dark. */
const NIGHTS = 5;

const WIDTH = 160;
const HEIGHT = 90;

/** A pseudorandom generator seeded with a title: returns whole numbers from 0 up to, but not including, its argument. */
type Choose = (below: number) => number;

export function coverOf(title: string): Cover {
  const choose = choices(title);
  const isNight = choose(NIGHTS) === 0;
  const draw = DRAWINGS[choose(DRAWINGS.length)] ?? hills;
  return { isNight, ...NOTHING, ...draw(choose), ...wordOf(title) };
}

const SHORTEST_WORD = 4;
const LONGEST_WORD = 13;
const LARGEST = 30;
/** Average width of a letter of the title font, in ems. */
const LETTER = 0.53;

/** The longest word of a title that fits. Letters that join, or stand for whole words, are no ornament at this size. */
function wordOf(title: string): Pick<Cover, "word" | "size"> {
  const words = title.match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+/gu) ?? [];
  const fitting = words.filter(({ length }) => length >= SHORTEST_WORD && length <= LONGEST_WORD);
  const [word] = fitting.sort((a, b) => b.length - a.length);
  if (word === undefined) return {};
  return { word, size: Math.min(LARGEST, Math.floor((WIDTH - 20) / (word.length * LETTER))) };
}

const NOTHING: Shapes = { soft: "", firm: "", line: "", spark: "" };

function choices(title: string): Choose {
  let bytes = Buffer.from(digest(title), "hex");
  let at = 0;
  return (below) => {
    if (at === bytes.length) {
      bytes = Buffer.from(digest(bytes), "hex");
      at = 0;
    }
    return (bytes[at++] ?? 0) % below;
  };
}

function hills(choose: Choose): Partial<Shapes> {
  const [far, near] = [30 + choose(40), 90 + choose(50)];
  const sun = 10 + choose(6);
  return {
    soft: hill(far, 60 + choose(20), 22 + choose(20)) + hill(near + 20, 60, 50),
    firm: hill(near, 45 + choose(20), 34 + choose(20)),
    spark: dot(choose(2) ? far + 8 : near - 40, 20 + choose(10), sun),
  };
}

function bars(choose: Choose): Partial<Shapes> {
  const count = 6 + choose(5);
  const step = Math.floor(136 / count);
  const heights = Array.from({ length: count }, (_, at) => 14 + choose(34) + Math.round((at * 24) / count));
  const best = heights.indexOf(Math.max(...heights));
  const bar = (at: number): string => box(14 + at * step, HEIGHT - (heights[at] ?? 0), step - 4, heights[at] ?? 0);
  const others = heights.map((_, at) => at).filter((at) => at !== best);
  return {
    soft: others
      .filter((at) => at % 2 === 0)
      .map(bar)
      .join(""),
    firm: others
      .filter((at) => at % 2 === 1)
      .map(bar)
      .join(""),
    spark: bar(best),
  };
}

function curve(choose: Choose): Partial<Shapes> {
  const rises = choose(4) > 0;
  const points = Array.from({ length: 6 }, (_, at) => {
    const slope = Math.round((rises ? 5 - at : at) * 9);
    return [at * 33 - 3, 20 + slope + choose(20)] as const;
  });
  const [first = [0, 45], ...rest] = points;
  const along = rest.map(([x, y]) => `S${x - 16} ${y} ${x} ${y}`).join("");
  const path = `M${first.join(" ")}${along}`;
  const others = [rest[0], rest[1], rest[2]].map((point) => (point ? dot(...point, 3) : ""));
  const [x, y] = rest[3] ?? first;
  return { soft: `${path}V90H-3z`, line: path, firm: others.join(""), spark: dot(x, y, 7) };
}

function scatter(choose: Choose): Partial<Shapes> {
  const point = (at: number): string => {
    const x = 14 + at * 11 + choose(8);
    return dot(x, Math.round(76 - at * 4.4) + choose(24) - 14, 2 + choose(4));
  };
  const points = Array.from({ length: 12 }, (_, at) => point(at));
  return {
    soft: dot(40 + choose(80), 35 + choose(20), 30 + choose(12)),
    firm: points.join(""),
    spark: dot(100 + choose(40), 16 + choose(14), 7),
  };
}

function rings(choose: Choose): Partial<Shapes> {
  const [x, y] = [choose(2) ? 10 + choose(40) : 110 + choose(40), choose(2) ? HEIGHT - choose(16) : choose(16)];
  const gap = 12 + choose(7);
  const radii = [2, 3, 4, 5, 6].map((at) => at * gap);
  const on = radii[1 + choose(2)] ?? gap;
  const angle = Math.PI * (x < 80 ? 0.25 : 0.75) * (y < 45 ? 1 : -1);
  return {
    soft: dot(x, y, gap * 3),
    firm: dot(x, y, gap),
    line: radii.map((radius) => dot(x, y, radius)).join(""),
    spark: dot(Math.round(x + on * Math.cos(angle)), Math.round(y + on * Math.sin(angle)), 7),
  };
}

function tiles(choose: Choose): Partial<Shapes> {
  const side = 30;
  const shining = choose(6) + 6;
  const shapes = { soft: "", firm: "", spark: "" };
  for (let at = 0; at < 18; at++) {
    const [x, y] = [-10 + (at % 6) * side, Math.floor(at / 6) * side];
    const quarter = choose(4);
    const layer = at === shining ? "spark" : (["soft", "firm", "soft", "none"] as const)[choose(4)];
    if (layer !== undefined && layer !== "none") shapes[layer] += quarterDisc(x, y, side, quarter);
  }
  return shapes;
}

function network(choose: Choose): Partial<Shapes> {
  const points = Array.from({ length: 8 }, (_, at) => {
    const [column, row] = [at % 4, Math.floor(at / 4)];
    return [20 + column * 38 + choose(16), 18 + row * 38 + choose(18)] as const;
  });
  const joined = [
    [0, 1],
    [1, 2],
    [2, 3],
    [4, 5],
    [5, 6],
    [6, 7],
    [choose(4), 4 + choose(4)],
    [1, 5],
    [2, 6 - choose(2)],
  ];
  const at = (index = 0): readonly [number, number] => points[index] ?? [0, 0];
  const shining = choose(8);
  return {
    soft: dot(...at(shining), 24),
    line: joined.map(([from, to]) => `M${at(from).join(" ")}L${at(to).join(" ")}`).join(""),
    firm: points
      .filter((_, index) => index !== shining)
      .map(([x, y]) => dot(x, y, 3 + choose(3)))
      .join(""),
    spark: dot(...at(shining), 7),
  };
}

function stairs(choose: Choose): Partial<Shapes> {
  const count = 4 + choose(4);
  const step = Math.round(WIDTH / count);
  const rise = Math.round((44 + choose(20)) / count);
  const climb = (lift: number): string =>
    `M0 90V${HEIGHT - rise + lift}${`h${step}v-${rise}`.repeat(count - 1)}h${step + count}V90z`;
  const on = 1 + choose(count - 1);
  return {
    soft: climb(-12 - choose(8)),
    firm: climb(0),
    spark: dot(Math.round((on + 0.5) * step), HEIGHT - (on + 1) * rise - 8, 8),
  };
}

function discs(choose: Choose): Partial<Shapes> {
  const radius = 26 + choose(10);
  const [left, right] = [50 + choose(14), 94 + choose(16)];
  return {
    soft: dot(left, 45, radius),
    firm: choose(2) ? dot(right, 45, radius - 8) : halfDisc(right, 45, radius, choose(2) === 0),
    line: dot(right, 45, radius),
    spark: dot(choose(2) ? left : right, 45, 8),
  };
}

function bands(choose: Choose): Partial<Shapes> {
  const slant = 20 + choose(40);
  let x = -30 + choose(20);
  const band = (width: number): string => {
    const path = `M${x + slant} 0h${width}L${x + width} 90h-${width}z`;
    x += width + 4 + choose(10);
    return path;
  };
  return {
    soft: band(14 + choose(18)),
    firm: band(10 + choose(20)),
    spark: band(5 + choose(4)),
    line: band(8 + choose(10)) + band(6),
  };
}

const DRAWINGS = [hills, bars, curve, scatter, rings, tiles, network, stairs, discs, bands];

function dot(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0-${2 * radius} 0z`;
}

function halfDisc(x: number, y: number, radius: number, isLeft: boolean): string {
  return `M${x} ${y - radius}a${radius} ${radius} 0 0 ${isLeft ? 0 : 1} 0 ${2 * radius}z`;
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}

/** @param corner the corner that holds its centre: 0 to 3, clockwise from the top left */
function quarterDisc(x: number, y: number, side: number, corner: number): string {
  const over = corner === 0 || corner === 3 ? side : -side;
  const down = corner < 2 ? side : -side;
  const [fromX, fromY] = [over > 0 ? x : x + side, down > 0 ? y : y + side];
  return `M${fromX} ${fromY}h${over}a${side} ${side} 0 0 ${over === down ? 1 : 0} ${-over} ${down}z`;
}

/** A bell curve on the lower edge. `top` is the distance of its peak from the upper edge. */
function hill(middle: number, reach: number, top: number): string {
  const bend = Math.round(reach / 2);
  return `M${middle - reach} 90C${middle - bend} 90 ${middle - bend} ${top} ${middle} ${top}S${middle + bend} 90 ${middle + reach} 90z`;
}
