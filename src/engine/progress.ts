/**
 * Shows how far a build is: a bar on a terminal, a line now and then elsewhere.
 */

import { stopwatch } from "../base/clock.ts";
import type { Phase, Progress } from "./write/build_result.ts";

const NAMES: Readonly<Record<Phase, string>> = {
  read: "Reading posts",
  files: "Pictures and other files",
  render: "Rendering pages",
  index: "Making the search index",
};

/** Milliseconds between two updates: of the bar, and of the lines. */
const BAR_MS = 100;
const LINE_MS = 5_000;

const WIDTH = 24;

/**
 * Returns a function to call with the state of a phase.
 *
 * @param elapsed the milliseconds since the build began
 */
export function progressTo(stream: Pick<NodeJS.WriteStream, "write" | "isTTY">, elapsed = stopwatch()): Progress {
  const begun = new Map<Phase, number>();
  let shownAt = 0;
  return (phase, done, total) => {
    const now = elapsed();
    const start = begun.get(phase) ?? now;
    begun.set(phase, start);
    if (total === 0 || now - shownAt < (stream.isTTY ? BAR_MS : LINE_MS)) return;
    shownAt = now;
    const line = `${NAMES[phase]}${stream.isTTY ? ` ${bar(done / total)}` : ""} ${stateOf(done, total, now - start)}`;
    stream.write(stream.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  };
}

function bar(share: number): string {
  const full = Math.round(share * WIDTH);
  return "█".repeat(full) + "░".repeat(WIDTH - full);
}

/** `120 of 3,000, 40 a second, 72 s left` */
function stateOf(done: number, total: number, ms: number): string {
  const count = (number: number): string => number.toLocaleString("en");
  const rate = done / (ms / 1000);
  const known = `${count(done)} of ${count(total)}`;
  if (done === 0 || !Number.isFinite(rate)) return known;
  const speed = rate >= 1 ? `${count(Math.round(rate))} a second` : `${count(Math.round(1 / rate))} s each`;
  return `${known}, ${speed}, ${timeLeft((total - done) / rate)} left`;
}

function timeLeft(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
