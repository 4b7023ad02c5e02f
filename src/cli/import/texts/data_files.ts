/**
 * Data files of an old blog: YAML, TOML, JSON, and the plain data of scripts.
 */

import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";

/** Reads YAML, TOML, JSON, or the object that a script exports. Undefined for what cannot be read. */
export function dataIn(path: string, text: string): unknown {
  try {
    if (path.endsWith(".toml")) return parseToml(text);
    if (/\.(?:ya?ml|json)$/.test(path)) return parseYaml(text, { logLevel: "error" });
    return objectIn(text);
  } catch {
    return undefined;
  }
}

/** The object or list that a script exports, as far as it is plain data. Nothing is run. */
export function objectIn(written: string): unknown {
  const script = withoutComments(written);
  const start =
    /(?:module\.exports\s*=|export\s+default|return|=>|const\s+\w+(?:\s*:[^=]+)?\s*=)\s*\(?\s*(?=[[{])/.exec(script);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  const end = closing(script, from);
  if (end === undefined) return undefined;
  const plain = withoutFunctions(script.slice(from, end + 1))
    .replace(STRING, (text) => quoted(text))
    .replace(/,(\s*[}\]])/g, "$1")
    .replace(/([{,]\s*)([A-Za-z_$][\w$]*)\s*:/g, '$1"$2": ');
  try {
    return parseYaml(plain, { logLevel: "error" });
  } catch {
    return undefined;
  }
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;

export function withoutComments(script: string): string {
  const parts = new RegExp(`(${STRING.source})|/\\*[\\s\\S]*?\\*/|//[^\\n]*`, "g");
  return script.replace(parts, (_, text: string | undefined) => text ?? "");
}

function quoted(text: string): string {
  return JSON.stringify(
    text
      .slice(1, -1)
      .replace(/\\(["'`])/g, "$1")
      .replace(/\\n/g, "\n"),
  );
}

function closing(text: string, from: number): number | undefined {
  let depth = 0;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
    } else if (/["'`]/.test(sign)) quote = sign;
    else if (/[{[(]/.test(sign)) depth++;
    else if (/[}\])]/.test(sign) && --depth === 0) return at;
  }
  return undefined;
}

/** A function in place of a value: `key: (data) => …`, `key: function () {…}` or `key() {…}`. */
const FUNCTION =
  /([{,]\s*)(["']?[\w$-]+["']?)\s*(?::\s*(?:async\s+)?(?:function\b|\([^()]*\)\s*=>|\w+\s*=>)|(?=\([^()]*\)\s*\{))/;

/** Takes functions out, which are not run. */
function withoutFunctions(object: string): string {
  let text = object;
  for (let found = FUNCTION.exec(text); found !== null; found = FUNCTION.exec(text)) {
    const [whole, before = "", name = ""] = found;
    text = `${text.slice(0, found.index) + before + name}: null${text.slice(endOfValue(text, found.index + whole.length))}`;
  }
  return text;
}

/** Where a value ends: at the next comma or bracket that is none of its own. */
export function endOfValue(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[,}\]]/.test(text[at] ?? "")) {
    const isOpen = /[{[("'`]/.test(text[at] ?? "");
    const end = isOpen ? endOf(text, at) : at;
    if (end === undefined) return text.length;
    at = end + 1;
  }
  return at;
}

/** The end of a text in quotes or brackets. */
function endOf(text: string, from: number): number | undefined {
  const quote = text[from] ?? "";
  if (!/["'`]/.test(quote)) return closing(text, from);
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}
