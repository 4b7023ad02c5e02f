import { lineText, placeAt, type Source } from "../base/source.ts";

/** A line of a text, or of its code. */
export interface Line {
  /** 1-based, in the file. */
  line: number;
  text: string;
}

/** A block of code between fences. */
export interface Fence {
  /** The first word after the opening fence; empty where there is none. */
  language: string;
  lines: Line[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/;

interface Parts {
  prose: Line[];
  fences: Fence[];
}

/** The lines of a text outside fenced code. */
export function proseLines(from: Source, bodyStart: number): Line[] {
  return partsOf(from, bodyStart).prose;
}

/** The fenced code of a text. */
export function fences(from: Source, bodyStart: number): Fence[] {
  return partsOf(from, bodyStart).fences;
}

/** Many rules ask for the lines of one text. */
const known = new WeakMap<Source, { bodyStart: number; parts: Parts }>();

function partsOf(from: Source, bodyStart: number): Parts {
  const before = known.get(from);
  if (before?.bodyStart === bodyStart) return before.parts;
  const parts = read(from, bodyStart);
  known.set(from, { bodyStart, parts });
  return parts;
}

function read(from: Source, bodyStart: number): Parts {
  const parts: Parts = { prose: [], fences: [] };
  let open: { mark: string; fence: Fence } | undefined;
  for (let line = placeAt(from, bodyStart).line; line <= from.lines.length; line++) {
    const text = lineText(from, line);
    const [, mark = "", language = ""] = FENCE.exec(text) ?? [];
    if (open === undefined && mark !== "") {
      open = { mark, fence: { language, lines: [] } };
      parts.fences.push(open.fence);
    } else if (open && mark.startsWith(open.mark) && language === "") {
      open = undefined;
    } else if (open) open.fence.lines.push({ line, text });
    else parts.prose.push({ line, text });
  }
  return parts;
}
