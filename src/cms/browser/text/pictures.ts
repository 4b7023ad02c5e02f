/**
 * Pictures that authors paste, drop or choose: they are saved with the post, and named in its text.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { z } from "zod";
import { wallClock } from "../../../base/clock.ts";
import { slug } from "../../../base/slug.ts";
import type { Asset, GetAsset, Props } from "../decap.ts";
import { element } from "../dom.ts";
import { applied } from "./apply.ts";
import { picture } from "./markdown_commands.ts";

const UPLOADS = "/assets/img/uploads/";

/** Names that devices give to every picture. */
const USUAL_NAME = /^(?:image|img|picture|screenshot|unknown|photo)?$/;

export function pictureDrop(props: () => Props): Extension {
  const take = (files: FileList | undefined, event: Event, view: EditorView): boolean => {
    const pictures = [...(files ?? [])].filter(({ type }) => type.startsWith("image/"));
    if (pictures.length === 0) return false;
    event.preventDefault();
    void insert(pictures, view, props);
    return true;
  };
  return EditorView.domEventHandlers({
    paste: (event, view) => take(event.clipboardData?.files, event, view),
    drop(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null && event.dataTransfer?.files.length) view.dispatch({ selection: { anchor: at } });
      return take(event.dataTransfer?.files, event, view);
    },
  });
}

/** Has the author choose pictures on the device. */
export function choosePicture(view: EditorView, props: () => Props): void {
  const input = element("input", { type: "file", accept: "image/*", multiple: "" });
  input.addEventListener("change", () => void insert([...(input.files ?? [])], view, props));
  input.click();
}

async function insert(files: readonly File[], view: EditorView, props: () => Props): Promise<void> {
  for (const file of files) applied(view, picture(UPLOADS + (await added(file, props()))));
}

const mediaFiles = z.array(z.object({ id: z.string(), name: z.string() }));

/** The pictures of the repository, as Decap last asked for them: a new post does not list them. */
let library: z.infer<typeof mediaFiles> = [];

export function noteLibrary(files: unknown): void {
  library = mediaFiles.safeParse(files).data ?? [];
}

/** Pictures that were added here and are not known to be saved, by their name. */
const unsaved = new Map<string, File>();

/**
 * Adds a picture to the post. One that is there already is not added again: of two files with the same bytes, Decap keeps
 * only one. Nor does one take the name of another, which other posts may show.
 *
 * @returns the name of its file
 */
async function added(file: File, { onPersistMedia, field, getEntry }: Props): Promise<string> {
  const inPost = mediaFiles.safeParse(getEntry().getIn(["mediaFiles"])?.toJS()).data ?? [];
  const kept = [...inPost, ...library];
  const ids = await idsOf(file);
  const same = kept.find(({ id }) => ids.includes(id));
  if (same !== undefined) return same.name;
  const name = freeName(
    nameFor(file),
    kept.map((one) => one.name),
  );
  const renamed = new File([file], name, { type: file.type });
  unsaved.set(name, renamed);
  await onPersistMedia(renamed, { field });
  return name;
}

/** What Decap and `npm run cms` call a file with these bytes, and what git calls it. */
async function idsOf(file: Blob): Promise<string[]> {
  const blob = new Blob([`blob ${file.size}\0`, file]);
  const hashes = await Promise.all([
    crypto.subtle.digest("SHA-256", await file.arrayBuffer()),
    crypto.subtle.digest("SHA-1", await blob.arrayBuffer()),
  ]);
  return hashes.map((hash) => [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

export function noteDeleted(paths: readonly string[]): void {
  library = library.filter(({ name }) => !paths.some((path) => path.endsWith(`/${name}`)));
}

/**
 * What shows a picture. Decap takes a path that begins with a slash for the address of a published file, which a picture
 * that is yet to be saved or published does not have.
 */
export const assetAt: (getAsset: GetAsset) => GetAsset = (getAsset) => (path, field) => {
  const name = path.startsWith(UPLOADS) ? path.slice(UPLOADS.length) : "/";
  if (name.includes("/")) return getAsset(path, field);
  const found = getAsset(path.slice(1), field);
  // It could not be read.
  return String(found) === path.slice(1) ? getAsset(path, field) : found;
};

const ofForms = new WeakMap<GetAsset, GetAsset>();

/** The same for the form, which would not wait until a saved picture is read. */
export function assetInForm(getAsset: GetAsset): GetAsset {
  const known = ofForms.get(getAsset);
  const made: GetAsset = (path, field) => {
    const isSaved = library.some(({ name }) => path === UPLOADS + name);
    return (isSaved ? getAsset : assetAt(getAsset))(path, field);
  };
  if (known === undefined) ofForms.set(getAsset, made);
  return known ?? made;
}

/** The name, or with a number behind it if another file has it. */
export function freeName(name: string, others: readonly string[]): string {
  const taken = new Set(others.map((other) => other.toLowerCase()));
  const [base, ending] = [name.replace(/\.[^.]*$/, ""), /\.[^.]*$/.exec(name)?.[0] ?? ""];
  for (let at = 1; ; at++) {
    const free = at === 1 ? name : `${base}-${at}${ending}`;
    if (!taken.has(free)) return free;
  }
}

/**
 * The pictures that a text shows and that Decap left out of a save: it drops one when the library is given another file
 * with the same bytes.
 *
 * @param folder of pictures, in the repository
 */
export function leftOut(text: string, folder: string, saved: readonly { path: string }[]): Asset[] {
  return [...unsaved].flatMap(([name, file]) => {
    const path = `${folder}/${name}`;
    const isMissing = text.includes(UPLOADS + name) && !saved.some((one) => one.path === path);
    return isMissing ? [{ path, fileObj: file, toBase64: () => base64Of(file) }] : [];
  });
}

/** The first of these pictures that would take the place of another one, which other posts may show. */
export async function firstOver(assets: readonly Asset[], folder: string): Promise<Asset | undefined> {
  for (const asset of assets) {
    const old = library.find(({ name }) => `${folder}/${name}` === asset.path);
    if (old && asset.fileObj && !(await idsOf(asset.fileObj)).includes(old.id)) return asset;
  }
  return undefined;
}

/** Notes that pictures were saved. */
export function noteSaved(saved: readonly { path: string }[]): void {
  for (const { path } of saved) unsaved.delete(path.replace(/^.*\//, ""));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*?base64,/, ""));
    reader.readAsDataURL(file);
  });
}

/** A name that is safe in addresses. Pasted pictures, which all have the same name, get the time in theirs. */
function nameFor({ name, type }: File): string {
  const lower = name.toLowerCase();
  const [, base = "", ending = ""] = /^(.*?)(?:\.([a-z\d]+))?$/.exec(lower) ?? [];
  const cleaned = slug(base);
  if (USUAL_NAME.test(cleaned)) return `picture-${wallClock().toString(36)}.${ending || endingOf(type)}`;
  // Decap's own library keeps such names, too, so that a picture has one name wherever it is chosen.
  return /^[\w-]+\.[a-z\d]+$/.test(lower) ? lower : `${cleaned}.${ending || endingOf(type)}`;
}

function endingOf(type: string): string {
  return type.replace(/^image\//, "").replace(/\+.*/, "");
}
