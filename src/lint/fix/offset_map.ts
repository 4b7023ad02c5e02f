import type { Edit } from "../../base/diagnostic.ts";

/** An edit and its position in the text before it. */
interface Made {
  edit: Edit;
  start: number;
  /** How much this edit and those before it lengthened the text. */
  shift: number;
}

/** Maps an offset in an edited text back to the text before the edits. */
export function offsetMap(edits: readonly Edit[]): (offset: number) => number {
  const made = inOrder(edits);
  return (offset) => {
    let low = 0;
    let high = made.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((made[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = made[low - 1];
    if (last === undefined) return offset;
    return offset < last.start + last.edit.text.length ? last.edit.start : offset - last.shift;
  };
}

/** The edits that were applied. Of two that overlap, the later one was skipped. */
function inOrder(edits: readonly Edit[]): Made[] {
  const made: Made[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = made.at(-1);
    if (last !== undefined && edit.start < last.edit.end) continue;
    const shift = last?.shift ?? 0;
    made.push({ edit, start: edit.start + shift, shift: shift + edit.text.length - (edit.end - edit.start) });
  }
  return made;
}
