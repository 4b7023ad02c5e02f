import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/cms/post_format.ts";
import { registryFormat, settingsFormat } from "../../../src/cms/yaml_formats.ts";
import { isRecord } from "../../../src/config/yaml.ts";

const CONTENT = join(import.meta.dirname, "..", "..", "..", "content");
const file = (name: string): string => readFileSync(join(CONTENT, name), "utf8");

const AUTHORS = `# Everybody
ada:
  name: "Ada Lovelace" # as she signs
  bio: >-
    A long line that
    is folded.
  links:
    - { label: Site, url: https://ada.example } # checked

max:
  name: Max
`;

/** The lines that differ. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

function entries(text: string): Entry[] {
  const { entries } = registryFormat.fromFile(text);
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}

const withEntries = (text: string, change: (list: Entry[]) => Entry[]): string =>
  registryFormat.toFile({ ...registryFormat.fromFile(text), entries: change(entries(text)) });

describe("authors.yaml and tags.yaml in the editor", () => {
  it.each(["authors.yaml", "tags.yaml"])("%s is written as it was read", (name) => {
    expect(registryFormat.toFile(registryFormat.fromFile(file(name)))).toBe(file(name));
  });

  it("change in the line that an author changes", () => {
    const after = withEntries(AUTHORS, ([ada, max]) => [{ ...ada, name: "Ada L." }, { ...max }]);
    expect(difference(AUTHORS, after)).toEqual([
      '-  name: "Ada Lovelace" # as she signs',
      "+  name: Ada L. # as she signs",
    ]);
  });

  it("get new fields and new entries at the end, and lose those that are removed", () => {
    const added = withEntries(AUTHORS, (list) => [...list, { id: "eve", name: "Eve", role: "", aliases: [] }]);
    expect(added).toBe(`${AUTHORS}eve:\n  name: Eve\n`);
    const role = withEntries(AUTHORS, ([ada, max]) => [{ ...ada }, { ...max, role: "Writer" }]);
    expect(role).toBe(`${AUTHORS}  role: Writer\n`);
    expect(withEntries(AUTHORS, ([ada]) => [{ ...ada }])).toBe(AUTHORS.replace("max:\n  name: Max\n", ""));
  });

  it("begin with the first entry where there was none", () => {
    expect(withEntries("", () => [{ id: "ada", name: "Ada" }])).toBe("ada:\n  name: Ada\n");
    expect(withEntries("# Nobody yet\n", () => [{ id: "ada", name: "Ada" }])).toBe("# Nobody yet\nada:\n  name: Ada\n");
  });
});

describe("site.yaml in the editor", () => {
  const change = (text: string, more: (fields: Entry) => Entry): string => {
    const entry = settingsFormat.fromFile(text);
    return settingsFormat.toFile({ ...entry, ...more(entry) });
  };

  it("is written as it was read", () => {
    expect(change(file("site.yaml"), () => ({}))).toBe(file("site.yaml"));
    expect(change("cta: false\nname: A\n", () => ({}))).toBe("cta: false\nname: A\n");
  });

  it("changes in the lines that an owner changes, also within the call to action", () => {
    const before = file("site.yaml");
    const after = change(before, ({ cta }) => {
      const given = isRecord(cta) ? cta : {};
      return {
        tagline: "Else",
        cta: { ...given, default: { ...(isRecord(given.default) ? given.default : {}), title: "Ask" } },
      };
    });
    expect(difference(before, after)).toEqual([
      "-tagline: Careers in data, with someone beside you",
      "-    title: Talk to someone who has done it",
      "+tagline: Else",
      "+    title: Ask",
    ]);
  });

  it("adds what was not there", () => {
    const after = change("name: A\n", () => ({ redirects: [{ from: "/a/", to: "/b/", status: 301 }], navigation: [] }));
    expect(after).toBe("name: A\nredirects:\n  - from: /a/\n    to: /b/\n    status: 301\n");
  });
});
