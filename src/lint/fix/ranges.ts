/** From one offset of a text up to another. */
export type Range = readonly [start: number, end: number];

/** Tests whether a span overlaps one of many ranges, by binary search. */
export function within(ranges: readonly Range[]): (start: number, end: number) => boolean {
  const apart = joined(ranges);
  return (start, end) => {
    let low = 0;
    let high = apart.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((apart[middle]?.[1] ?? 0) > start) high = middle;
      else low = middle + 1;
    }
    const next = apart[low];
    return next !== undefined && next[0] < end;
  };
}

/** Sorted, with contained ranges removed. */
function joined(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last !== undefined && start < last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], end)];
    else apart.push([start, end]);
  }
  return apart;
}
