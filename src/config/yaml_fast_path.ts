/**
 * Front matter as almost every post has it: one field a line, with a word, a sentence, a date or a list of words. To
 * read it line by line takes a tenth of the time that a parser of all of YAML needs, which is asked about everything else.
 */

export interface FastField {
  value: string | boolean | string[];
  /** Offsets: of the name, of the value, and of each item of a list. */
  keyStart: number;
  start: number;
  items: readonly number[];
}

const FIELD = /^([A-Za-z_][\w-]{0,60}):(?: +(?! )(.*?))? *$/;
const ITEM = /^( *)- +(?! )(.*?) *$/;
const IN_BRACKETS = /^\[ *(.*?) *\]$/;

/** Begins with a letter or as a path, is on one line, and holds nothing that could mean something to YAML. */
const SENTENCE = /^[\p{L}/](?:[^\p{Cc}\u2028\u2029\ufeff:#]|:(?=[^\s,[\]{}])|(?<=\S)#)*$/u;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const QUOTED = /^(?:"[^"\\\p{Cc}\u2028\u2029\ufeff]*"|'[^'\p{Cc}\u2028\u2029\ufeff]*')$/u;
/** Between brackets a comma ends a word. */
const WORDS = /^\p{L}[\p{L}\p{M}\p{N} ./+_-]*$/u;
/** What YAML or JavaScript takes for something else than words. */
const RESERVED = /^(?:true|false|null|constructor|prototype|__proto__)$/i;

/** The fields of a text by their names; nothing where one of its lines is not as usual. */
export function fastFields(text: string): ReadonlyMap<string, FastField> | undefined {
  const fields = new Map<string, FastField>();
  let list: { key: string; keyStart: number; indent: string; values: string[]; items: number[] } | undefined;
  let at = 0;
  for (const line of text.split("\n")) {
    const lineStart = at;
    at += line.length + 1;
    if (line === "") continue;
    const [, indent = "", inList] = ITEM.exec(line) ?? [];
    if (list && inList !== undefined) {
      const item = scalar(inList);
      if (typeof item !== "string" || (list.items.length > 0 && list.indent !== indent)) return undefined;
      list.indent = indent;
      list.values.push(item);
      list.items.push(lineStart + line.indexOf(inList, indent.length + 1));
      const start = fields.get(list.key)?.start ?? lineStart + indent.length;
      fields.set(list.key, { value: list.values, keyStart: list.keyStart, start, items: list.items });
      continue;
    }
    if (list?.items.length === 0) return undefined;
    list = undefined;
    const [, key, written] = FIELD.exec(line) ?? [];
    if (key === undefined || fields.has(key) || RESERVED.test(key)) return undefined;
    if (written === undefined || written === "") {
      list = { key, keyStart: lineStart, indent: "", values: [], items: [] };
      continue;
    }
    const start = lineStart + line.indexOf(written, key.length + 1);
    const value = scalar(written);
    const bracketed = value === undefined ? wordsIn(written) : undefined;
    if (value !== undefined) fields.set(key, { value, keyStart: lineStart, start, items: [] });
    else if (bracketed === undefined) return undefined;
    else {
      const items = bracketed.starts.map((offset) => start + offset);
      fields.set(key, { value: bracketed.words, keyStart: lineStart, start, items });
    }
  }
  return fields.size === 0 || list?.items.length === 0 ? undefined : fields;
}

/** A value on one line; nothing where it may mean anything but itself. */
function scalar(written: string): string | boolean | undefined {
  if (QUOTED.test(written)) return written.slice(1, -1);
  if (written === "true" || written === "false") return written === "true";
  return (SENTENCE.test(written) && !RESERVED.test(written)) || DATE.test(written) ? written : undefined;
}

/** A list of words between brackets, and where each begins in it. */
function wordsIn(written: string): { words: string[]; starts: number[] } | undefined {
  const inner = IN_BRACKETS.exec(written)?.[1];
  if (inner === undefined) return undefined;
  const words: string[] = [];
  const starts: number[] = [];
  let at = 1;
  for (const part of inner === "" ? [] : inner.split(",")) {
    const word = part.trim();
    if (!WORDS.test(word) || RESERVED.test(word)) return undefined;
    const start = written.indexOf(word, at);
    words.push(word);
    starts.push(start);
    at = start + word.length;
  }
  return { words, starts };
}
