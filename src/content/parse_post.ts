/**
 * Splits a post's source into front matter and body.
 */

import matter from "gray-matter";
import { MOST_FRONT_MATTER } from "../base/limits.ts";
import { lineText, type Place, placeAt, problemAt, type Source } from "../base/source.ts";
import { shortened } from "../base/text.ts";
import { type YamlText, yamlText } from "../config/yaml.ts";
import { type ParsedFields, parseFields, type Surroundings } from "./parse_fields.ts";

export interface ParsedPost extends ParsedFields {
  /** The offset in the source at which the body begins. */
  bodyStart: number;
}

/** @param name file name of the post, without `.md` */
export function parsePost(from: Source, name: string, around: Surroundings): ParsedPost {
  const { yaml, bodyStart } = split(from);
  return { ...parseFields(from, yaml, name, around), bodyStart };
}

export interface Parts {
  yaml: YamlText;
  /** The offset in the source at which the body begins. */
  bodyStart: number;
}

/** The offset of the body of a post whose front matter is readable. */
export function bodyStartOf({ text }: Source): number {
  return text.length - matter(text, UNREAD).content.length;
}

/** Options for gray-matter, which only finds where the parts lie. */
const UNREAD = { engines: { yaml: { parse: () => ({}) }, yml: { parse: () => ({}) } } };

/** What is written instead of `---`, by authors or by a word processor that makes dashes of it. */
const ALMOST_DASHES = /^(?:-{1,2}|-{4,}|- - -|[–—―]+-?|\+{3,}|_{3,}|={3,})[ \t]*$/m;

/** Finds the front matter. Refuses languages other than YAML, which could run code. */
export function split(from: Source): Parts {
  const first = lineText(from, 1);
  if (ALMOST_DASHES.test(first)) {
    return refused(
      from,
      `\`${first.trim()}\` does not begin the front matter.`,
      "Write `---`, three dashes, before the fields and after them, and each field as in `title: My first post`.",
    );
  }
  const { raw, name } = matter.language(from.text);
  if (name !== "" && !/^ya?ml$/i.test(name) && from.text.startsWith("---")) {
    return refused(
      from,
      `Front matter in “${shortened(name, 40)}” is not read.`,
      "Begin the file with `---` alone on its line, and write the fields as `title: …`.",
    );
  }
  if (/^\s+---[ \t]*\r?\n/.test(from.text)) {
    return refused(
      from,
      "Blank lines or spaces stand before the first `---`.",
      "Remove them, so that the file begins with `---`.",
    );
  }
  if (!/^---[^\n-]*(\n|$)/.test(from.text)) {
    return refused(
      from,
      "The post has no front matter.",
      "Begin the file with `---`, then the fields `title`, `date` and `author`, then `---` again.",
    );
  }
  const close = from.text.indexOf("\n---");
  const end = close === -1 ? -1 : from.text.indexOf("\n", close + 1);
  const almost = ALMOST_DASHES.exec(from.text.slice(0, end === -1 ? undefined : end));
  if (almost !== null) {
    return refused(
      from,
      `\`${almost[0].trim()}\` does not close the front matter.`,
      "Write `---`, three dashes, alone on its line.",
      placeAt(from, almost.index),
    );
  }
  if (close === -1) {
    const indented = /\n[ \t]+---[ \t]*(?:\r?\n|$)/.exec(from.text);
    if (indented !== null) {
      return refused(
        from,
        "Spaces stand before the `---` that closes the front matter.",
        "Remove them, so that the line is `---` alone.",
        placeAt(from, indented.index + 1),
      );
    }
    return refused(from, "The front matter is not closed.", "Add a line `---` after the last field.");
  }
  // Passes only the front matter, since gray-matter copies what it is given.
  const head = from.text.slice(0, close + "\n---\r\n".length);
  const file = matter(head, UNREAD);
  // gray-matter skips the name of a language, but not spaces without one.
  const start = "---".length + (name === "" ? 0 : raw.length);
  if (file.matter.length > MOST_FRONT_MATTER) {
    return refused(
      from,
      `The front matter has ${file.matter.length} characters; more than ${MOST_FRONT_MATTER} is too much.`,
      "Move the text below the second `---`.",
    );
  }
  return {
    // The LF before the closing `---` is not included.
    yaml: yamlText(from, start, start + file.matter.replace(/\r$/, "").length, { keepDigits: true }),
    bodyStart: head.length - file.content.length,
  };
}

function refused(from: Source, message: string, hint: string, place: Place = { line: 1, column: 1 }): Parts {
  return {
    yaml: {
      value: {},
      warnings: [],
      problems: [problemAt(from, place, { rule: "yaml", message, hint })],
      placeOf: () => ({ line: 1, column: 1 }),
      placeOfKey: () => ({ line: 1, column: 1 }),
    },
    bodyStart: 0,
  };
}
