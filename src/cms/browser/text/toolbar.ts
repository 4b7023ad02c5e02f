/**
 * The buttons above the text, and their keys.
 */

import type { EditorView, KeyBinding } from "@codemirror/view";
import { CALLOUT_KINDS } from "../../../markdown/plugins/callouts.ts";
import type { Props } from "../decap.ts";
import { element } from "../dom.ts";
import { editorSettings } from "../inspect_entry.ts";
import { applied, type Command } from "./apply.ts";
import { toggleLinkPanel } from "./link_panel.ts";
import { block, footnote, heading, list, quote, table } from "./markdown_commands.ts";
import { mark } from "./marks.ts";
import { choosePicture } from "./pictures.ts";

interface Button {
  label: string;
  /** What the button shows. */
  sign: string;
  /** As CodeMirror names keys. `Mod` is Cmd on a Mac and Ctrl elsewhere. */
  key?: string;
  run(view: EditorView, props: Props): void;
}

const edit = (command: Command) => (view: EditorView) => void applied(view, command);

const BUTTONS: readonly Button[] = [
  { label: "Heading", sign: "H", key: "Mod-Alt-2", run: edit(heading) },
  { label: "Bold", sign: "B", key: "Mod-b", run: edit(mark("**", "bold")) },
  { label: "Italic", sign: "I", key: "Mod-i", run: edit(mark("*", "italic")) },
  { label: "Link", sign: "Link", key: "Mod-k", run: toggleLinkPanel },
  { label: "Picture", sign: "Picture", run: (view, props) => choosePicture(view, () => props) },
  { label: "Quote", sign: "Quote", key: "Mod-Shift-9", run: edit(quote) },
  { label: "List", sign: "List", key: "Mod-Shift-8", run: edit(list(() => "- ", /^[-*+] (?!\[[ xX]\] )/)) },
  {
    label: "Numbered list",
    sign: "Numbered",
    key: "Mod-Shift-7",
    run: edit(list((at) => `${at + 1}. `, /^\d+[.)] /)),
  },
  { label: "Task list", sign: "Task", run: edit(list(() => "- [ ] ", /^[-*+] \[[ xX]\] /)) },
  { label: "Table", sign: "Table", run: edit(table) },
  { label: "Footnote", sign: "Footnote", run: edit(footnote) },
  { label: "Code in a line", sign: "Code", key: "Mod-e", run: edit(mark("`", "code")) },
  { label: "Block of code", sign: "Block", run: edit(block("```sql\n", "select 1", "\n```")) },
  { label: "Formula", sign: "Formula", run: edit(block("$$\n", "x = \\frac{1}{2}", "\n$$")) },
];

export function shortcuts(props: () => Props): KeyBinding[] {
  return BUTTONS.flatMap(({ key, run }) =>
    key === undefined
      ? []
      : {
          key,
          preventDefault: true,
          run: (view) => {
            run(view, props());
            return true;
          },
        },
  );
}

export function toolbar(view: EditorView, props: () => Props): HTMLElement {
  const buttons = BUTTONS.map(({ label, sign, key, run }) => {
    const title = key === undefined ? label : `${label} (${key.replace("Mod", "Ctrl").replaceAll("-", "+")})`;
    const button = element("button", { type: "button", title, "aria-label": label }, sign);
    button.addEventListener("click", () => run(view, props()));
    return button;
  });
  const callouts = element(
    "select",
    { "aria-label": "Callout" },
    element("option", { value: "" }, "Callout…"),
    ...CALLOUT_KINDS.map((kind) =>
      element("option", { value: kind.toUpperCase() }, kind[0]?.toUpperCase() + kind.slice(1)),
    ),
  );
  callouts.addEventListener("change", () => {
    if (callouts.value !== "")
      applied(view, block(`> [!${callouts.value}]\n> `, "What readers should know.", "", "> "));
    callouts.value = "";
  });
  const bar = element("div", { class: "text-toolbar", role: "toolbar", "aria-label": "Text" }, ...buttons, callouts);
  if (props().collection.get("name") === "posts") void addCallToAction(bar);
  return bar;
}

/** A call to action stands below a post, not in its text: the button leads to the field that chooses it. */
async function addCallToAction(bar: HTMLElement): Promise<void> {
  const { cta } = (await editorSettings()).site;
  if (cta === false || Object.keys(cta.variants).length === 0) return;
  const title = "Call to action: choose the one below the post";
  const button = element("button", { type: "button", title, "aria-label": title }, "Action");
  button.addEventListener("click", () => {
    const field = document.querySelector<HTMLElement>('[id^="cta-field-"]');
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  });
  bar.append(button);
}
