/**
 * Inspects the post in the form, once for the text field and the preview together.
 */

import { wallClock } from "../../base/clock.ts";
import { type EditorSettings, type Inspected, inspected } from "../inspection.ts";
import type { ImmutableMap } from "./decap.ts";

let settings: Promise<EditorSettings> | undefined;
let last: { key: string; found: Promise<Inspected | undefined> } | undefined;

/** The settings of the blog, which are published beside the editor. */
export function editorSettings(): Promise<EditorSettings> {
  settings ??= fetch("settings.json").then((response) => response.json());
  return settings;
}

/** @returns undefined if the text cannot be inspected, which must never keep an author from writing */
export function inspectEntry(entry: ImmutableMap): Promise<Inspected | undefined> {
  const data = entry.getIn(["data"])?.toJS() ?? {};
  const name = String(entry.get("slug") || "post");
  const key = JSON.stringify([name, data]);
  if (last?.key !== key) last = { key, found: found(data, name) };
  return last.found;
}

async function found(data: Readonly<Record<string, unknown>>, name: string): Promise<Inspected | undefined> {
  try {
    return await inspected(data, name, await editorSettings(), wallClock());
  } catch (error) {
    console.warn("The post cannot be inspected.", error);
    return undefined;
  }
}
