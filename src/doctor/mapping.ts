import type { Edit } from "../problem.ts";

/** Leads from an offset in a text that edits were made in back to the offset in the text before. */
export function wayBack(edits: readonly Edit[]): (offset: number) => number {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return (offset) => {
    let shift = 0;
    for (const edit of inOrder) {
      const start = edit.start + shift;
      if (offset < start) break;
      if (offset < start + edit.text.length) return edit.start;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return offset - shift;
  };
}
