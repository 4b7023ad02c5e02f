import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Entry, entryFromFile, fileFromEntry, HEAD } from "../../../src/cms/post_format.ts";
import { cases } from "../../whole.ts";

const POSTS = resolve(import.meta.dirname, "../../../content/posts");

const FILE = `---
# Who may change this
title:   "Two words"   # the headline
date: 2026-10-08T07:30:00Z
author: 'ada'
tags: [ post,  mentoring ]
description: >-
  A long line that
  was folded by hand.
aliases:
  - /old/   # from 2019
  - /older/
draft: no
thumbnail:
number: 007
---
Text.
`;

const changed = (fields: Entry, file = FILE): string => fileFromEntry({ ...entryFromFile(file), ...fields });

/** The removed and the added lines. */
function difference(after: string, before = FILE): { gone: string[]; come: string[] } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

describe("the file of a post in the CMS editor", () => {
  it.each(readdirSync(POSTS))("is unchanged when saved unedited: %s", (name) => {
    const file = readFileSync(join(POSTS, name), "utf8");
    expect(fileFromEntry(entryFromFile(file))).toBe(file);
  });

  it.each([
    ["comments and all styles of YAML", FILE],
    ["a byte order mark", `\ufeff${FILE}`],
    ["CRLF line endings", FILE.replaceAll("\n", "\r\n")],
    [
      "CRLF line endings only in the text",
      `${FILE}One.\n`.replace(/Text[\s\S]*/, (text) => text.replaceAll("\n", "\r\n")),
    ],
    [
      "CRLF line endings only in the front matter",
      FILE.replace(/^[\s\S]*\n---\n/, (text) => text.replaceAll("\n", "\r\n")),
    ],
    ["mixed line endings", `${FILE}One.\r\nTwo.\rThree.\n`],
    ["spaces after the dashes", FILE.replace("---\n", "---  \n").replace("\n---\n", "\n--- \n")],
    ["no text", FILE.slice(0, FILE.indexOf("Text."))],
    ["no final line break", FILE.trimEnd()],
    ["no fields", "---\n---\nText.\n"],
    ["no front matter", "Text.\n\n---\n\nMore.\n"],
    ["broken front matter", '---\ntitle: "open\n---\nText.\n'],
    ["an empty file", ""],
  ])("is unchanged when saved unedited, with %s", (_, file) => {
    expect(fileFromEntry(entryFromFile(file))).toBe(file);
  });

  it.each([
    ["\n", "---\ntitle: A\n---"],
    ["\r\n", "---\r\ntitle: A\r\n---"],
  ])("begins its first text on a line of its own, with %j", (lineEnd, file) => {
    expect(changed({ body: "Text." }, file)).toBe(`${file}${lineEnd}Text.${lineEnd}`);
    expect(changed({ body: "Text." }, file + lineEnd)).toBe(`${file}${lineEnd}Text.${lineEnd}`);
  });

  it("is parsed as YAML, with dates as written", () => {
    expect(entryFromFile(FILE)).toMatchObject({
      title: "Two words",
      date: "2026-10-08T07:30:00Z",
      tags: ["post", "mentoring"],
      description: "A long line that was folded by hand.",
      body: "Text.",
    });
  });

  it.each<[string, Entry, string[], string[]]>([
    ["the text", { body: "Text. More." }, ["Text."], ["Text. More."]],
    [
      "a title",
      { title: 'A "new": one' },
      ['title:   "Two words"   # the headline'],
      [`title: 'A "new": one'   # the headline`],
    ],
    ["an inline list", { tags: ["post", "career"] }, ["tags: [ post,  mentoring ]"], ["tags: [post, career]"]],
    ["a block list", { aliases: ["/old/", "/new/"] }, ["  - /older/"], ["  - /new/"]],
    [
      "a folded scalar",
      { description: "Short." },
      ["description: >-", "  A long line that", "  was folded by hand."],
      ["description: Short."],
    ],
    ["an empty field", { thumbnail: "/a.png" }, ["thumbnail:"], ["thumbnail: /a.png"]],
    ["a new field", { series: "One: two" }, [], ['series: "One: two"']],
    ["a boolean", { draft: true }, ["draft: no"], ["draft: true"]],
    ["nothing in empty fields", { thumbnail: "", series: null, meta_title: undefined }, [], []],
  ])("changes nothing else when the edit is %s", (_, fields, gone, come) => {
    const after = changed(fields);
    expect(difference(after)).toEqual({ gone, come });
    const expected = { ...parse(FILE.slice(4, FILE.indexOf("\n---"))), ...fields };
    for (const [name, value] of Object.entries(expected)) {
      if (value !== null && value !== "" && value !== undefined) expect(entryFromFile(after)[name]).toEqual(value);
    }
  });

  it.each(["\n", "\r\n"])("keeps the line ending %j of the last line when others differ", (end) => {
    const other = end === "\n" ? "\r\n" : "\n";
    const { body, ...entry } = entryFromFile(`${FILE}One.${other}Two.${end}`);
    expect(fileFromEntry({ ...entry, body: `${body}!` })).toBe(`${FILE}One.${other}Two.!${end}`);
  });

  it("keeps CRLF line endings in edited parts", () => {
    const file = FILE.replaceAll("\n", "\r\n");
    expect(entryFromFile(file).body).toBe("Text.");
    const after = changed({ body: "Text.\n\nMore.", aliases: ["/a/", "/b/"], series: "One" }, file);
    expect(after).not.toMatch(/(?<!\r)\n/);
    expect(after).toMatch(
      /aliases:\r\n {2}- \/a\/\r\n {2}- \/b\/[\s\S]*series: One\r\n---\r\nText\.\r\n\r\nMore\.\r\n$/,
    );
  });

  it("keeps mixed line endings", () => {
    const file = `${FILE.replaceAll("\n", "\r\n")}One.\nTwo.\r\n`;
    expect(changed({ title: "New" }, file).endsWith("Text.\r\nOne.\nTwo.\r\n")).toBe(true);
  });

  it("loses only the fields that were emptied", () => {
    expect(difference(changed({ tags: [] })).gone).toEqual(["tags: [ post,  mentoring ]"]);
    expect(difference(changed({ description: "" })).gone).toHaveLength(3);
  });

  it("has its fields in the given order when new", () => {
    expect(
      fileFromEntry({ date: "2026-03-31", title: "New: one", draft: false, tags: [], body: "Text." }, [
        "title",
        "draft",
        "date",
      ]),
    ).toBe('---\ntitle: "New: one"\ndate: 2026-03-31\n---\nText.\n');
  });

  it("round-trips random edits", () => {
    const value = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("a: b", "#x", "- y", "'", '"', "yes", "1e3", "a\nb", " x ", "[", "2026-03-31"),
      fc.boolean(),
      fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
    );
    const names = ["title", "tags", "description", "aliases", "draft", "thumbnail", "series", "updated"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true }), (fields) => {
        const before = entryFromFile(FILE);
        const after = entryFromFile(changed(fields));
        const { [HEAD]: _, ...rest } = after;
        const { [HEAD]: __, ...expected } = { ...before, ...fields };
        expect(rest).toEqual({ thumbnail: null, ...expected });
        expect(fileFromEntry(after)).toBe(changed(fields));
      }),
      { numRuns: cases({ sample: 100, whole: 1_000 }) },
    );
  });
});
