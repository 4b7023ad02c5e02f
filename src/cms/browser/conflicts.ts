/**
 * Two people in one post: the editor shows a notice to each of them when the other has saved it, and refuses a save over a
 * text that its author has not seen.
 */

import { z } from "zod";
import { wallClock } from "../../base/clock.ts";
import { conflictText } from "../write_requests.ts";
import { changed } from "./backends.ts";
import type { BackendEntry } from "./decap.ts";
import { element } from "./dom.ts";

/** The file of the entry that was opened last. */
let open: { path: string; text: string; read(path: string): Promise<string> } | undefined;

/**
 * Has a backend refuse a save if somebody else saved the file since it was opened, and save nothing if nothing changed.
 *
 * @param readNow for a server that does both itself: reads a file without opening it
 */
export function refuseConflicts(entry: BackendEntry | undefined, readNow?: (path: string) => Promise<string>): void {
  changed(entry, (backend) => {
    const opened = new Map<string, string>();
    const read = backend.getEntry.bind(backend);
    const persist = backend.persistEntry.bind(backend);
    const readProposed = backend.unpublishedEntryDataFile?.bind(backend);
    const readText = readNow ?? (async (path: string): Promise<string> => (await read(path)).data);
    backend.getEntry = async (path) => {
      const found = await read(path);
      opened.set(path, found.data);
      open = { path, text: found.data ?? "", read: readText };
      tell(undefined);
      return found;
    };
    if (readProposed) {
      backend.unpublishedEntryDataFile = async (collection, slug, path, id) => {
        const text = await readProposed(collection, slug, path, id);
        opened.set(path, text);
        return text;
      };
    }
    backend.persistEntry = async (saved, options) => {
      const { useWorkflow, unpublished, collectionName = "" } = options;
      // A new pull request shows what differs, and the host refuses to merge what it cannot.
      const isCompared = readNow === undefined && (!useWorkflow || (unpublished && readProposed));
      const compared = isCompared ? saved.dataFiles : [];
      const now = await Promise.all(
        compared.map(({ path, slug = "" }) =>
          useWorkflow ? readProposed?.(collectionName, slug, path, null) : readText(path),
        ),
      );
      for (const [at, { path, raw }] of compared.entries()) {
        if (![opened.get(path) ?? "", raw, "", undefined].includes(now[at])) throw new Error(conflictText(path));
      }
      const isSame = compared.every(({ raw, newPath }, at) => raw === now[at] && newPath === undefined);
      // A host would make a commit without a change.
      if (compared.length > 0 && isSame && saved.assets.length === 0) return;
      await persist(saved, options);
      for (const { path, newPath = path, raw } of saved.dataFiles) {
        opened.set(newPath, raw);
        if (open?.path === newPath && !useWorkflow) open = { ...open, text: raw };
      }
    };
  });
}

const answered = z.object({ data: z.string().nullable() });

/** Reads a file from `npm run cms`, which does not count as opening it in this tab. */
export async function readFromServer(path: string): Promise<string> {
  const body = JSON.stringify({ action: "getEntry", params: { path } });
  const answer = await fetch("/api/v1", { method: "POST", headers: { "content-type": "application/json" }, body });
  return answered.parse(await answer.json()).data ?? "";
}

const EVERY_MS = 30_000;

/**
 * Says so when the open file was changed elsewhere. Looks every half minute, and when somebody comes back to the tab.
 *
 * @param consequence what becomes of a save then
 */
export function watchOpenEntry(consequence: string): void {
  const look = async (): Promise<void> => {
    const seen = open;
    if (seen === undefined || document.hidden) return;
    if (!isShown(seen.path)) return tell(undefined);
    const now = await seen.read(seen.path).catch(() => undefined);
    // The host cannot be asked now, or the author has saved or gone on meanwhile.
    if (now === undefined || open !== seen) return;
    const time = new Date(wallClock()).toLocaleTimeString([], { timeStyle: "short" });
    tell(
      now === seen.text
        ? undefined
        : `Somebody else has changed this since you opened it (seen at ${time}). ${consequence}`,
    );
  };
  setInterval(() => void look(), EVERY_MS);
  for (const event of ["focus", "online", "hashchange"]) window.addEventListener(event, () => void look());
  document.addEventListener("visibilitychange", () => void look());
}

/** Whether the form shows the file: both have the same name. */
function isShown(path: string): boolean {
  const shown = /\/entries\/([^?]+)/.exec(location.hash)?.[1] ?? "";
  return path.replace(/^.*\//, "").replace(/\.\w+$/, "") === decodeURIComponent(shown);
}

let notice: HTMLElement | undefined;

function tell(text: string | undefined): void {
  if (text !== undefined && notice) return;
  notice?.remove();
  notice = undefined;
  if (text === undefined) return;
  const close = element("button", { type: "button" }, "Close");
  const shown = element("div", { class: "conflict-notice", role: "alert" }, element("p", {}, text), close);
  close.addEventListener("click", () => shown.remove());
  notice = shown;
  document.body.append(shown);
}
