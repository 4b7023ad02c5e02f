/** Sets the size and the face of the type that a reader chose, before the first paint. */

import { kept } from "./kept.ts";

export const TYPE_SIZE = "type-size";
export const TYPE_FACE = "type-face";

const root = document.documentElement;

export function showType(): void {
  root.style.setProperty("--type-size", kept(TYPE_SIZE) ?? "");
  const face = kept(TYPE_FACE);
  if (face) root.dataset.typeFace = face;
  else delete root.dataset.typeFace;
}
