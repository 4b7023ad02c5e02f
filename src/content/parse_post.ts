/**
 * From the bytes of a post's file to its text, its front matter and the offset of its body.
 */

import matter from "gray-matter";
import { MOST_FRONT_MATTER } from "../base/limits.ts";
import { problemAt, type Source } from "../base/source.ts";
import { shortened } from "../base/text.ts";
import { type YamlText, yamlText } from "../config/yaml.ts";
import { type ParsedFields, parseFields, type Surroundings } from "./parse_fields.ts";

export interface ParsedPost extends ParsedFields {
  /** The offset in the source at which the text begins. */
  bodyStart: number;
}

/** @param name of the post's file, without `.md` */
export function parsePost(from: Source, name: string, around: Surroundings): ParsedPost {
  const { yaml, bodyStart } = split(from);
  return { ...parseFields(from, yaml, name, around), bodyStart };
}

export interface Parts {
  yaml: YamlText;
  /** The offset in the source at which the text after the front matter begins. */
  bodyStart: number;
}

/** The offset at which the text after the front matter begins, in a post whose front matter can be read. */
export function bodyStartOf({ text }: Source): number {
  return text.length - matter(text, UNREAD).content.length;
}

/** What gray-matter is told: where the parts lie is all that it is asked. */
const UNREAD = { engines: { yaml: { parse: () => ({}) }, yml: { parse: () => ({}) } } };

/** Finds the front matter. Languages other than YAML, which could run code, are refused. */
export function split(from: Source): Parts {
  const { raw, name } = matter.language(from.text);
  if (name !== "" && !/^ya?ml$/i.test(name) && from.text.startsWith("---")) {
    return refused(
      from,
      `Front matter in “${shortened(name, 40)}” is not read.`,
      "Begin the file with `---` alone on its line, and write the fields as `title: …`.",
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
  if (close === -1) {
    return refused(from, "The front matter is not closed.", "Add a line `---` after the last field.");
  }
  // Without the text below, of which it would make copies.
  const head = from.text.slice(0, close + "\n---\r\n".length);
  const file = matter(head, UNREAD);
  const start = "---".length + raw.length;
  if (file.matter.length > MOST_FRONT_MATTER) {
    return refused(
      from,
      `The front matter has ${file.matter.length} characters; more than ${MOST_FRONT_MATTER} are not read.`,
      "Move the text below the second `---`.",
    );
  }
  return {
    // Of the line end before the closing `---` the LF has been left out.
    yaml: yamlText(from, start, start + file.matter.replace(/\r$/, "").length),
    bodyStart: head.length - file.content.length,
  };
}

function refused(from: Source, message: string, hint: string): Parts {
  return {
    yaml: {
      value: {},
      warnings: [],
      problems: [problemAt(from, { line: 1, column: 1 }, { rule: "yaml", message, hint })],
      placeOf: () => ({ line: 1, column: 1 }),
      placeOfKey: () => ({ line: 1, column: 1 }),
    },
    bodyStart: 0,
  };
}
