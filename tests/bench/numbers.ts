/** Formats numbers for people. */

const MB = 2 ** 20;
const GB = 2 ** 30;

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** `1,234` */
export function count(value: number): string {
  return GROUPED.format(value);
}

/** A time in milliseconds: `85 ms`, `1.24 s`, `13.1 s`, `1:23 min` */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 119_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

/** `85 MB`, `1.24 GB` */
export function size(bytes: number): string {
  if (bytes >= GB) return `${(bytes / GB).toFixed(2)} GB`;
  return `${bytes < 10 * MB ? (bytes / MB).toFixed(1) : Math.round(bytes / MB)} MB`;
}

/** How many times as much: `0.043`, `0.75`, `12.3` */
export function times(ratio: number): string {
  return ratio.toFixed(ratio < 0.1 ? 3 : ratio < 10 ? 2 : 1);
}
