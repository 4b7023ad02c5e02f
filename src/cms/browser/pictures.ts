/**
 * Pictures that authors paste, drop or choose: they are saved with the post, and named in its text.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { z } from "zod";
import { wallClock } from "../../base/clock.ts";
import { slug } from "../../base/slug.ts";
import { applied } from "./apply.ts";
import type { Props } from "./decap.ts";
import { element } from "./dom.ts";
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
  for (const file of files) {
    const { onPersistMedia, field } = props();
    const known = await nameOfSame(file, props());
    const name = known ?? nameFor(file);
    if (known === undefined) await onPersistMedia(new File([file], name, { type: file.type }), { field });
    applied(view, picture(UPLOADS + name));
  }
}

const mediaFiles = z.array(z.object({ id: z.string(), name: z.string() }));

/** The name under which the post has a picture already: Decap keeps only one of two files with the same bytes. */
async function nameOfSame(file: File, { getEntry }: Props): Promise<string | undefined> {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const id = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = mediaFiles.safeParse(getEntry().getIn(["mediaFiles"])?.toJS()).data ?? [];
  return kept.find((one) => one.id === id)?.name;
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
