/**
 * Code in colours, at build time, by classes: one small style sheet gives the colours of both themes.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ThemedToken } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguagesInfo } from "shiki/langs";
import { didYouMean } from "../nearest.ts";
import { contextOf, offsetOfLine, report, trusted } from "./context.ts";
import { escapeHtml } from "./html.ts";

const THEME = createCssVariablesTheme({ name: "classes", variablePrefix: "--tok-", fontStyle: false });

const LANGUAGES = new Map(
  bundledLanguagesInfo.flatMap((language) =>
    [language.id, ...(language.aliases ?? [])].map((name) => [name, language.id]),
  ),
);

/** Words after the three backticks that ask for no colours. */
const PLAIN = new Set(["", "text", "txt", "plain", "plaintext", "none", "output", "console-output"]);

/** More code than this in one block is no example; it is shown without colours, which could take minutes to find. */
const MOST_CODE = 20_000;
const LONGEST_LINE = 1_000;

let highlighter: HighlighterCore | undefined;

/** The language that an author means by the first word of a fence's info; nothing when there is none such. */
function languageOf(info: string): { name: string; id: string | undefined } {
  const name = (/^[^\s{,:]+/.exec(info.trim())?.[0] ?? "").toLowerCase().replace(/^\./, "");
  const id = PLAIN.has(name) ? undefined : (LANGUAGES.get(name) ?? LANGUAGES.get(name.replace(/\d+$/, "")));
  return { name, id };
}

/** Loads the grammars that the fences of a post need, those that are not loaded yet. */
export async function loadLanguages(tokens: readonly Token[]): Promise<void> {
  const wanted = new Set(tokens.flatMap(({ type, info }) => (type === "fence" ? (languageOf(info).id ?? []) : [])));
  if (wanted.size === 0) return;
  highlighter ??= await createHighlighterCore({ themes: [THEME], engine: createOnigurumaEngine(import("shiki/wasm")) });
  const loaded = new Set(highlighter.getLoadedLanguages());
  for (const id of wanted) if (!loaded.has(id)) await highlighter.loadLanguage(languageToLoad(id));
}

function languageToLoad(id: string) {
  const language = bundledLanguagesInfo.find((info) => info.id === id);
  if (language === undefined) throw new Error(`Shiki has no language “${id}”.`);
  return language.import;
}

export function highlight(md: MarkdownIt): void {
  md.renderer.rules.fence = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (token === undefined) return "";
    const { name, id } = languageOf(token.info);
    const context = contextOf(env);
    if (context && id === undefined && !PLAIN.has(name)) {
      report(context, offsetOfLine(context, token.map?.[0] ?? 0), {
        rule: "unknown-language",
        message: `The language “${name}” is not known, so the code is shown without colours.`,
        hint:
          didYouMean(name, [...LANGUAGES.keys()]) ||
          "Write a usual name, such as `python` or `sql`, or `text` for none.",
      });
    }
    return `${trusted(env, codeHtml(token.content, id))}\n`;
  };
  md.renderer.rules.code_block = (tokens, index, _options, env) =>
    `${trusted(env, codeHtml(tokens[index]?.content ?? "", undefined))}\n`;
}

/** A block of code. It can be focused, so that a wide one can be scrolled with the keyboard. */
function codeHtml(code: string, language: string | undefined): string {
  const text = code.replace(/\n$/, "");
  const named = language === undefined ? "" : ` data-language="${escapeHtml(language)}"`;
  const inner =
    language === undefined || highlighter === undefined || text.length > MOST_CODE
      ? escapeHtml(text)
      : coloured(text, language, highlighter);
  return `<pre class="shiki"${named} tabindex="0"><code>${inner}\n</code></pre>`;
}

function coloured(code: string, language: string, shiki: HighlighterCore): string {
  const lines = shiki.codeToTokensBase(code, {
    lang: language,
    theme: THEME,
    tokenizeMaxLineLength: LONGEST_LINE,
    tokenizeTimeLimit: 0,
  });
  return lines.map((line) => joined(line).map(tokenHtml).join("")).join("\n");
}

/** Neighbours of one kind as one token. */
function joined(line: readonly ThemedToken[]): ThemedToken[] {
  return line.reduce<ThemedToken[]>((all, token) => {
    const last = all.at(-1);
    if (last && last.color === token.color) all[all.length - 1] = { ...last, content: last.content + token.content };
    else all.push(token);
    return all;
  }, []);
}

function tokenHtml({ content, color }: ThemedToken): string {
  const kind = /--tok-token-([a-z-]+)/.exec(color ?? "")?.[1];
  const text = escapeHtml(content);
  return kind === undefined ? text : `<span class="tok-${kind}">${text}</span>`;
}
