/**
 * The field for the text of a post: Markdown in CodeMirror, which changes nothing that an author did not change.
 *
 * @see https://codemirror.net/docs/ref/
 */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  languageDataProp,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";
import type { Component, Props } from "../decap.ts";
import { applied } from "./apply.ts";
import { findings } from "./findings.ts";
import { newLine } from "./markdown_commands.ts";
import { pictureDrop } from "./pictures.ts";
import { shortcuts, toolbar } from "./toolbar.ts";

interface Self {
  host: HTMLElement | null;
  view: EditorView | undefined;
  /** The texts that Decap was given last, the newest at the end. It may show an older one once more. */
  given: string[];
}

const data = defineLanguageFacet();
const markdown = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  "markdown",
);

const STYLE = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700" },
  { tag: tags.heading1, fontSize: "1.4em" },
  { tag: tags.heading2, fontSize: "1.25em" },
  { tag: tags.heading3, fontSize: "1.1em" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.monospace, fontFamily: "ui-monospace, monospace" },
  { tag: tags.url, color: "#1b5e9b" },
  { tag: tags.quote, color: "#4a4f5c" },
  { tag: tags.processingInstruction, color: "#636979" },
]);

const THEME = EditorView.theme({
  "&": { border: "2px solid #dfdfe3", borderRadius: "0 0 5px 5px", background: "#fff", fontSize: "1rem" },
  "&.cm-focused": { outline: "2px solid #3a69c7", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "system-ui, sans-serif", lineHeight: "1.6" },
  ".cm-tooltip": { color: "#1d2430" },
  ".cm-content": { minHeight: "18rem", padding: "0.75rem 0.5rem", color: "#1d2430" },
});

const MOST_GIVEN = 10;

/** The control that takes the place of Decap's own for Markdown. */
export function textField(): Component {
  return window.createClass<Self, Props>({
    componentDidMount() {
      this.given = [textOf(this.props.value)];
      if (this.host === null) return;
      const props = (): Props => this.props;
      const view = new EditorView({
        parent: this.host,
        doc: textOf(this.props.value),
        extensions: [
          // Otherwise a lone carriage return would become a line break of its own.
          EditorState.lineSeparator.of("\n"),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-label": String(this.props.field.get("label")),
            id: this.props.forID,
            spellcheck: "true",
            autocapitalize: "sentences",
          }),
          EditorView.updateListener.of(({ docChanged, state, focusChanged, view: { hasFocus } }) => {
            if (focusChanged) hasFocus ? this.props.setActiveStyle() : this.props.setInactiveStyle();
            if (!docChanged) return;
            const text = state.doc.toString();
            this.given = [...this.given, text].slice(-MOST_GIVEN);
            this.props.onChange(text);
          }),
          history(),
          drawSelection(),
          markdown,
          syntaxHighlighting(STYLE),
          findings(props),
          pictureDrop(props),
          keymap.of([...shortcuts(props), { key: "Enter", run: (editor) => applied(editor, newLine) }]),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          THEME,
        ],
      });
      this.view = view;
      this.host.prepend(toolbar(view, props));
    },
    shouldComponentUpdate(next) {
      const text = textOf(next.value);
      // Another version of the post was loaded, such as a backup on this machine.
      if (this.view && !this.given.includes(text)) {
        this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
      }
      return false;
    },
    componentWillUnmount() {
      this.view?.destroy();
    },
    focus() {
      this.view?.focus();
    },
    render() {
      const host = (element: HTMLElement | null): void => {
        this.host = element;
      };
      return window.h("div", { className: "text-field", ref: host });
    },
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
