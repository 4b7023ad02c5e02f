/**
 * Underlines what the build would report of a text, with its repair a click away.
 */

import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Problem } from "../../../base/diagnostic.ts";
import type { Inspected } from "../../inspection.ts";
import type { Props } from "../decap.ts";
import { inspectEntry } from "../inspect_entry.ts";

/** How long the author has to pause. */
const PAUSE_MS = 600;

export function findings(props: () => Props): Extension {
  return linter(
    async (view) => {
      const found = await inspectEntry(props().getEntry());
      return found === undefined ? [] : found.problems.flatMap((problem) => diagnosticOf(problem, found, view));
    },
    { delay: PAUSE_MS },
  );
}

function diagnosticOf(problem: Problem, { linesAbove, headLength }: Inspected, view: EditorView): Diagnostic[] {
  const { doc } = view.state;
  const number = problem.line - linesAbove;
  if (number < 1 || number > doc.lines) return [];
  const line = doc.line(number);
  const start = Math.min(line.from + problem.column - 1, line.to);
  const edits = problem.edit?.map(({ start, end, text }) => ({
    from: start - headLength,
    to: end - headLength,
    insert: text,
  }));
  const [first] = edits ?? [];
  const word = /^\S+/.exec(doc.sliceString(start, line.to))?.[0].length ?? 0;
  const isInText = edits?.every(({ from, to }) => from >= 0 && to <= doc.length) === true;
  const checked = doc.toString();
  return [
    {
      from: first && isInText ? Math.min(start, first.from) : start,
      to: first && isInText && edits?.length === 1 ? Math.max(first.to, start) : start + word,
      severity: problem.severity === "error" ? "error" : "warning",
      source: problem.rule,
      message: `${problem.message} ${problem.hint}`,
      actions:
        edits && isInText
          ? [
              {
                name: "Repair",
                apply(editor) {
                  // The places are those of the text that was checked.
                  if (editor.state.doc.toString() === checked) editor.dispatch({ changes: edits, userEvent: "input" });
                },
              },
            ]
          : [],
    },
  ];
}
