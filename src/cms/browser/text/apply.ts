import type { EditorView } from "@codemirror/view";

export interface Range {
  from: number;
  to: number;
}

/** Replaces a range, and selects a range of the new text. */
export interface Change extends Range {
  insert: string;
  select: Range;
}

export type Command = (text: string, selected: Range) => Change;

/**
 * Runs a command on the text.
 *
 * @returns false when it changes nothing, so that the key does what it usually does
 */
export function applied(view: EditorView, command: (text: string, selected: Range) => Change | undefined): boolean {
  const { state } = view;
  const change = command(state.doc.toString(), state.selection.main);
  if (change === undefined) return false;
  const { from, to, insert, select } = change;
  view.dispatch({
    changes: { from, to, insert: state.toText(insert) },
    selection: { anchor: select.from, head: select.to },
    scrollIntoView: true,
    userEvent: "input",
  });
  view.focus();
  return true;
}
