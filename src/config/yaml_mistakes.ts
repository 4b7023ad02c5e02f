/**
 * Mistakes in YAML that its parser reports in terms of its grammar: found line by line, and told with the line that an
 * author should write.
 */

import { type Document, isPair, isScalar, visit } from "yaml";

/** What is wrong at an offset of the text, and what to write instead. */
export interface YamlMistake {
  offset: number;
  message: string;
  hint: string;
}

/** Reports a problem at an offset. */
export type ReportAt = (offset: number, message: string, hint: string) => void;

/** What precedes a value (spaces and the dash of a list), the name of its field, and the value. */
const LINE = /^([ \t]*(?:-[ \t]+)?)(?:([\w-]+):[ \t]+)?([^\r\n]*?)[ \t]*$/gm;

/** `|` and `>` begin a text of several lines. */
const BLOCK_OF_TEXT = /^[|>][-+\d]{0,2}(?:[ \t]+#.*)?$/;

/** The mistakes in a text that its parser refuses. Empty if they are of none of the known kinds. */
export function mistakenLines(text: string): YamlMistake[] {
  const found: YamlMistake[] = [];
  let textIndent: number | undefined;
  let valueIndent: number | undefined;
  for (const { index, 0: line, 1: before = "", 2: name, 3: value = "" } of text.matchAll(LINE)) {
    const indent = line.search(/\S/);
    if (indent === -1 || (textIndent !== undefined && indent > textIndent)) continue;
    textIndent = BLOCK_OF_TEXT.test(value) ? indent : undefined;
    const start = index + line.trimEnd().length - value.length;
    const label = `${before.trim() === "" ? "" : "- "}${name === undefined ? "" : `${name}: `}`;
    const isInField = name !== undefined || before.trim() !== "";
    const isBelowValue = name !== undefined && before === " ".repeat(indent) && indent > (valueIndent ?? indent);
    valueIndent = name !== undefined && /^[^|>[{"'#]/.test(value) ? indent : undefined;
    const mistake = isBelowValue
      ? { message: "Spaces before this field make it a part of the value above.", write: value }
      : isInField
        ? mistakeIn(value, text.slice(start + value.length), name !== undefined)
        : indent === 0
          ? withoutColon(value)
          : undefined;
    if (mistake === undefined) continue;
    found.push({ offset: start, message: mistake.message, hint: written(label + mistake.write) });
  }
  return found;
}

interface Mistake {
  message: string;
  /** The value as it should be written. */
  write: string;
}

/** @param after the text after the value, to which a list or a quoted text may extend */
function mistakeIn(value: string, after: string, isNamed: boolean): Mistake | undefined {
  const [mark = ""] = value;
  if (mark === '"' || mark === "'") return innerQuotes(value, mark);
  if (mark === "[" || mark === "{") return brackets(value, mark, after);
  if (isNamed ? reserved(value) : /^[@`%]/.test(value)) {
    return {
      message: `A value cannot begin with ${mark === "`" ? "a backtick" : `\`${mark}\``}, which has a meaning in YAML.`,
      write: quoted(value),
    };
  }
  if (isNamed && !value.startsWith("#") && /:(?:[ \t]|$)/.test(value.replace(/[ \t]#.*/, ""))) {
    return { message: "A colon within a value makes another field of it.", write: quoted(value) };
  }
  return undefined;
}

/** Whether a value after the name of its field begins with a character that YAML keeps for itself. */
function reserved(value: string): boolean {
  return (
    /^[@`%!,]|^[-?](?:[ \t]|$)|^[*&]\S*[ \t]+\S/.test(value) || (/^[|>]/.test(value) && !BLOCK_OF_TEXT.test(value))
  );
}

/** Quotation marks that end before the value does: `"He said "hi" to me"`, `'It's mine'`, `"Best" mentors`. */
function innerQuotes(value: string, mark: string): Mistake | undefined {
  const end = mark === '"' ? value.search(/(?<=[^\\](?:\\\\)*)"/) : value.replaceAll("''", "  ").indexOf(mark, 1);
  if (end < 1 || /^[ \t]*(?:$|[ \t]#|,)/.test(value.slice(end + 1))) return undefined;
  const isOpening = /\s/.test(value.charAt(end - 1)) || /[\p{L}\p{N}]/u.test(value.charAt(end + 1));
  const whole = isOpening && value.length > 1 && value.endsWith(mark) ? value.slice(1, -1) : value;
  return { message: `The value ends at its second \`${mark}\`, and more follows.`, write: quoted(whole) };
}

function brackets(value: string, mark: "[" | "{", after: string): Mistake | undefined {
  const closing = mark === "[" ? "]" : "}";
  const end = value.indexOf(closing);
  const comment = /(?<=[[{,\s])#/.exec(value);
  if (mark === "[" && comment && (end === -1 || comment.index < end)) {
    const items = value.slice(1, end === -1 ? undefined : end).split(",");
    const names = items.map((item) => item.trim().replace(/^#\s*/, "")).filter((item) => item !== "");
    return { message: "`#` begins a comment, so the list is never closed.", write: `[${names.join(", ")}]` };
  }
  if (end === -1) {
    // The list goes on in the lines below.
    if (/^\s*[\r\n]+(?:[ \t]|[\]}])/.test(after) || /^[[{]\s*$/.test(value)) return undefined;
    const isText = mark === "{" || (!value.includes(",") && /\s/.test(value));
    const write = isText ? quoted(value) : `${value.replace(/[\s,]+$/, "")}${closing}`;
    return { message: `\`${mark}\` is never closed.`, write };
  }
  if (/^\s*(?:$|#|[,\]}])/.test(value.slice(end + 1))) return undefined;
  return {
    message: `Words after \`${closing}\` cannot be read, since \`${mark}\` begins a list.`,
    write: quoted(value),
  };
}

/** Fields that authors write most. */
const USUAL = /^(title|date|author|tags|description|thumbnail|draft|layout)\b[ \t]*[=.;,–—-]?[ \t]*(\S.*)$/i;

/** A line at the margin that is no field: `title A title`, `title:A title`. */
function withoutColon(value: string): Mistake | undefined {
  if (/^(?:#|["'[\]{}%&*!|>?-])/.test(value) || /^[\w-]+:$/.test(value)) return undefined;
  const [, name = "", rest = ""] = /^([\w-]+):(\S.*)$/.exec(value) ?? [];
  if (name !== "") return { message: "A space is missing after the colon.", write: `${name}: ${rest}` };
  if (/:(?:[ \t]|$)/.test(value)) return undefined;
  const [, field, words = ""] = USUAL.exec(value) ?? [];
  if (field !== undefined) {
    return { message: "The colon after the field's name is missing.", write: `${field.toLowerCase()}: ${words}` };
  }
  return {
    message: "This line is no field. If it goes on with the one above, it begins with spaces.",
    write: `  ${value}`,
  };
}

function written(line: string): string {
  return line.includes("`") ? `Write: ${line}` : `Write \`${line}\`.`;
}

/** A value between quotation marks that it does not contain. */
function quoted(value: string): string {
  if (!/["\\]/.test(value)) return `"${value}"`;
  return value.includes("'") ? JSON.stringify(value) : `'${value}'`;
}

/** What stands before a value: the name of its field, or the dash of a list. */
function labelOf(name: string | undefined): string {
  return name === undefined ? "- " : `${name}: `;
}

function ignored(comment: string): string {
  return `\`${comment}\` is ignored: text after \`#\` is a comment in YAML.`;
}

/** A value that is lost because YAML takes it for a comment: `title: #1 mistake`, `- #careers`. */
function swallowed(comment: string, name: string | undefined): Omit<YamlMistake, "offset"> {
  const tags = comment.split(/[\s,]+/).filter((word) => word !== "");
  const isTags = (name ?? "tags") === "tags" && tags.every((tag) => /^#[\p{L}\p{N}_-]+$/u.test(tag));
  const words = tags.map((tag) => tag.slice(1));
  const write = !isTags ? quoted(comment) : name === undefined ? words.join(" ") : `[${words.join(", ")}]`;
  return {
    message: ignored(comment),
    hint: written(labelOf(name) + write),
  };
}

/** Warns of words that YAML reads, but not as a part of a value. */
export function warnOfLostWords(document: Document, text: string, warn: ReportAt): void {
  const used = new Set<string>();
  visit(document, { Alias: (_, { source }) => void used.add(source) });
  visit(document, {
    Scalar(key, scalar, path) {
      if (key === "key" || !scalar.range) return;
      const [start, end] = scalar.range;
      const parent = path.at(-1);
      const name = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : undefined;
      const hint = (whole: string): string => written(labelOf(name) + quoted(whole));
      const [, space = "", comment = ""] = /^([ \t]*)(#[^\n\r]*[^\s#])/.exec(text.slice(end)) ?? [];
      if (scalar.value === null && scalar.source === "" && comment !== "") {
        const { message, hint } = swallowed(comment, name);
        warn(end + space.length, message, hint);
      } else if (scalar.type !== "PLAIN" || typeof scalar.value !== "string") return;
      else if (space !== "" && (/^#\S/.test(comment) || isProse(scalar.value, name))) {
        warn(end + space.length, ignored(comment), hint(`${scalar.value} ${comment}`));
      } else if (scalar.anchor !== undefined && !used.has(scalar.anchor)) {
        warn(
          Math.max(0, text.lastIndexOf("&", start)),
          `\`&${scalar.anchor}\` is ignored: it names the value in YAML.`,
          hint(`&${scalar.anchor} ${scalar.value}`),
        );
      } else if (/[\n\r][ \t]*- /.test(text.slice(start, end))) {
        warn(
          start + text.slice(start, end).search(/(?<=[\n\r][ \t]*)- /),
          "This belongs to the value above, and is no item of a list.",
          "Begin each `-` of a list below the one before.",
        );
      }
    },
  });
}

/** Whether a comment after a value is rather a part of it. */
function isProse(value: string, name = ""): boolean {
  return /\p{L} +\p{L}/u.test(value) || /^(?:meta_)?(?:title|description)$/.test(name);
}
