import { keep, kept } from "../before_paint/kept.ts";
import { showType } from "../before_paint/type.ts";

/** Checks what the reader chose, and keeps and shows what they choose. The fields are named as what is kept. */
export function startTypeSettings(form: HTMLElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
    field.checked = field.value === (kept(field.name) ?? "");
    field.addEventListener("change", () => {
      keep(field.name, field.value === "" ? undefined : field.value);
      showType();
    });
  }
}
