import { styleText } from "node:util";
import type { Severity } from "../base/rules/rule.ts";

type Style = Severity | "bold" | "dim";

/** Puts a text into the colour of a severity, or another style. */
export type Paint = (style: Style, text: string) => string;

const STYLES = { error: "red", warn: "yellow", suggestion: "cyan", bold: "bold", dim: "dim" } as const;

export const plain: Paint = (_, text) => text;

/** Colours for a terminal that has some. `NO_COLOR` and `TERM=dumb` turn them off, as does a pipe. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  if (!stream.isTTY || !stream.hasColors()) return plain;
  return (style, text) => styleText(STYLES[style], text, { validateStream: false });
}
