/**
 * Pictures that authors paste, drop or choose: they are saved with the post, and named in its text.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
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
    void insert(pictures, view, props());
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
export function choosePicture(view: EditorView, props: Props): void {
  const input = element("input", { type: "file", accept: "image/*", multiple: "" });
  input.addEventListener("change", () => void insert([...(input.files ?? [])], view, props));
  input.click();
}

async function insert(files: readonly File[], view: EditorView, { onPersistMedia, field }: Props): Promise<void> {
  for (const file of files) {
    const name = nameFor(file);
    await onPersistMedia(new File([file], name, { type: file.type }), { field });
    applied(view, picture(UPLOADS + name));
  }
}

/** A name that is safe in addresses. Pasted pictures, which all have the same name, get the time in theirs. */
function nameFor({ name, type }: File): string {
  const [, base = "", ending = ""] = /^(.*?)(?:\.([a-z\d]+))?$/i.exec(name) ?? [];
  const cleaned = slug(base);
  const unique = USUAL_NAME.test(cleaned) ? `picture-${wallClock().toString(36)}` : cleaned;
  return `${unique}.${(ending || type.replace(/^image\//, "").replace(/\+.*/, "")).toLowerCase()}`;
}
