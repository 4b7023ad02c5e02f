import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { entryFromFile } from "../../../src/cms/post_format.ts";
import { type CmsSettings, chosen, newRefusals, refusals, stateOf } from "../../../src/cms/validation.ts";
import { authorsOf, tagsOf } from "../../../src/config/authors_and_tags.ts";
import { parsePost } from "../../../src/content/parse_post.ts";

const SETTINGS: CmsSettings = {
  site: { timezone: "UTC", layouts: {}, cta: false, checks: {}, roots: [] },
  authors: [{ id: "ada", name: "Ada Lovelace", links: [], aliases: ["A. L."] }],
  tags: [{ id: "mentoring", label: "Mentoring", synonyms: [], start: [] }],
  layouts: ["blog_base.njk"],
};

const FINE = { title: "A post", date: "2026-03-31T09:00:00.000+02:00", author: ["Ada Lovelace"], draft: false };

/** The build's messages for the same fields. */
function saidByBuild(fields: Readonly<Record<string, unknown>>): string[] {
  const text = `---\n${JSON.stringify(fields).slice(1, -1)}\n---\n`.replace(/^---\n(.*)\n---/s, "---\n{$1}\n---");
  const { problems } = parsePost(source("x.md", text), "a-post", {
    ...SETTINGS,
    authors: authorsOf(SETTINGS.authors ?? []),
    tags: tagsOf(SETTINGS.tags ?? []),
    now: 0,
  });
  return problems.map(({ message }) => message);
}

describe("validation in the CMS", () => {
  it("accepts a valid post", () => {
    expect(refusals(FINE, SETTINGS)).toEqual(new Map());
    expect(refusals({ ...FINE, date: "2026-03-31" }, SETTINGS)).toEqual(new Map());
  });

  it.each([
    ["date", { date: "2026-02-30" }],
    ["date", { date: "" }],
    ["author", { author: ["Nobody"] }],
    ["author", { author: [] }],
    ["tags", { tags: ["mentoring", "gardening"] }],
    ["thumbnail", { thumbnail: "../../etc/passwd" }],
    ["slug", { slug: "a/b" }],
    ["canonical", { canonical: "example.com" }],
    ["lang", { lang: "english!" }],
    ["expires", { expires: "soon" }],
    ["layout", { layout: "other.njk" }],
    ["aliases", { aliases: [".."] }],
    ["featured", { featured: "yes" }],
  ])("reports `%s` with the message of the build", (field, wrong) => {
    const said = refusals({ ...FINE, ...wrong }, SETTINGS);
    expect([...said.keys()]).toEqual([field]);
    const [message = ""] = saidByBuild({ ...FINE, ...wrong });
    expect(message).not.toBe("");
    expect(said.get(field)?.startsWith(message)).toBe(true);
  });

  it("reports all invalid fields at once", () => {
    const said = refusals({ ...FINE, author: [], slug: "a/b" }, SETTINGS);
    expect([...said.keys()].sort()).toEqual(["author", "slug"]);
  });

  it.each(["Only a text.\n", '---\ntitle: "open\n---\nText.\n', "---\ndraft: false\n---\nText.\n"])(
    "lets a word be corrected in a file that lacks what a post needs: %j",
    (file) => {
      expect(newRefusals({ ...entryFromFile(file), body: "Corrected." }, SETTINGS)).toEqual(new Map());
    },
  );

  it("lets the title change of a post whose author is named like it", () => {
    const entry = entryFromFile("---\ntitle: A post\ndate: 2024-05-02\nauthor: A post\n---\nText.\n");
    expect(newRefusals({ ...entry, title: "Another" }, SETTINGS)).toEqual(new Map());
    expect([...newRefusals({ ...entry, author: ["Nobody"] }, SETTINGS).keys()]).toEqual(["author"]);
  });

  it("says of a post in a list what becomes of it, with a date that people can read", () => {
    const now = Date.parse("2026-01-01");
    expect(stateOf({ ...FINE, date: "2026-03-31T09:00:00.000+02:00" }, SETTINGS, now)).toBe(
      "Scheduled for 2026-03-31 09:00",
    );
    expect(stateOf({ ...FINE, date: "2026-03-31" }, SETTINGS, now)).toBe("Scheduled for 2026-03-31");
    expect(stateOf({ ...FINE, date: "2025-03-31" }, SETTINGS, now)).toBe("Published");
    expect(stateOf({ ...FINE, draft: true }, SETTINGS, now)).toBe("Draft");
  });

  it("refuses a new post that lacks what a post needs", () => {
    expect([...newRefusals({ body: "Text." }, SETTINGS).keys()].sort()).toEqual(["author", "date", "title"]);
  });

  it("accepts an incomplete draft", () => {
    expect(refusals({ draft: true, title: "Half a", slug: "a/b", author: [] }, SETTINGS)).toEqual(new Map());
  });
});

describe("the selected choices of a field", () => {
  it("are found for one or several values, by name or alias", () => {
    expect(chosen("author", "ada", SETTINGS)).toEqual(["Ada Lovelace"]);
    expect(chosen("author", ["A. L.", "Somebody"], SETTINGS)).toEqual(["Ada Lovelace", "Somebody"]);
    expect(chosen("tags", ["Mentoring"], SETTINGS)).toEqual(["mentoring"]);
    expect(chosen("author", undefined, SETTINGS)).toEqual([]);
  });
});
