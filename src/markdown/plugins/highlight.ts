/**
 * Highlights code at build time with classes. One small style sheet has the colours of both themes.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { didYouMean } from "../../base/nearest.ts";
import { contextOf, offsetOfLine, report, trusted } from "../context.ts";
import { escapeHtml } from "../plain_text.ts";

/** Words after the three backticks that mean: no highlighting. */
const PLAIN = new Set(["", "text", "txt", "plain", "plaintext", "none", "output", "console-output"]);

/** Longer code is no example, and highlighting it could take minutes, so it is shown plain. */
const MOST_CODE = 20_000;
const LONGEST_LINE = 1_000;

/** Language names that the highlighter does not know, with a language whose highlighting fits. */
const LIKE: ReadonlyMap<string, string> = new Map([
  ["dotenv", "bash"],
  ["hcl", "ini"],
  ["jsonl", "json"],
  ["ndjson", "json"],
  ["svelte", "xml"],
  ["terraform", "ini"],
  ["vue", "xml"],
]);

interface Highlighter {
  /** From every alias of a language to its name: `py` is `python`. */
  languages: ReadonlyMap<string, string>;
  /** Highlights code in one of those languages, as HTML. */
  coloured: (code: string, language: string) => string;
}

/** Loaded with the first post that shows code in a named language. */
let highlighter: Highlighter | undefined;

/** Loads what the fences of a post need. */
export async function loadLanguages(tokens: readonly Token[]): Promise<void> {
  if (highlighter || !tokens.some(({ type, info }) => type === "fence" && languageOf(info) !== "")) return;
  const { default: hljs } = await import("highlight.js");
  hljs.configure({ classPrefix: "tok-" });
  const named = hljs
    .listLanguages()
    .flatMap((id) => [id, ...(hljs.getLanguage(id)?.aliases ?? [])].map((name) => [name, id] as const));
  highlighter = {
    languages: new Map([...LIKE, ...named]),
    coloured: (code, language) => hljs.highlight(code, { language, ignoreIllegals: true }).value,
  };
}

/** The language in the info string of a fence. Empty if no highlighting is wanted. */
function languageOf(info: string): string {
  const name = (/^[^\s{,:]+/.exec(info.trim())?.[0] ?? "").toLowerCase().replace(/^\./, "");
  return PLAIN.has(name) ? "" : name;
}

/** Languages that other tools draw. */
const DIAGRAMS = /^(?:mermaid|plantuml|puml|graphviz|dot|vega|vega-lite|d2|flow|sequence|gantt)$/;

export function highlight(md: MarkdownIt): void {
  md.renderer.rules.fence = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (token === undefined) return "";
    const name = languageOf(token.info);
    const languages = highlighter?.languages ?? new Map<string, string>();
    const language = languages.get(name) ?? languages.get(name.replace(/\d+$/, ""));
    const context = contextOf(env);
    if (context && name !== "" && language === undefined) {
      report(context, offsetOfLine(context, token.map?.[0] ?? 0), {
        rule: "unknown-language",
        message: DIAGRAMS.test(name)
          ? `“${name}” is not drawn: readers see the source of the diagram.`
          : `The language “${name}” is unknown, so the code is shown without colours.`,
        hint: DIAGRAMS.test(name)
          ? "Save the diagram as a picture, and upload it to assets/img/uploads; or name the language `text`."
          : didYouMean(name, [...languages.keys()]) ||
            "Write a usual name, such as `python` or `sql`, or `text` for none.",
      });
    }
    return `${trusted(env, codeHtml(token.content, language))}\n`;
  };
  md.renderer.rules.code_block = (tokens, index, _options, env) =>
    `${trusted(env, codeHtml(tokens[index]?.content ?? "", undefined))}\n`;
}

/** A code block. It is focusable, so that a wide one can be scrolled with the keyboard. */
function codeHtml(code: string, language: string | undefined): string {
  const text = code.replace(/\n$/, "");
  const named = language === undefined ? "" : ` data-language="${escapeHtml(language)}"`;
  return `<pre class="code"${named} tabindex="0"><code>${coloured(text, language)}\n</code></pre>`;
}

function coloured(code: string, language: string | undefined): string {
  const tooMuch = code.length > MOST_CODE || code.split("\n").some((line) => line.length > LONGEST_LINE);
  if (language === undefined || highlighter === undefined || tooMuch) return escapeHtml(code);
  return highlighter.coloured(code, language);
}
