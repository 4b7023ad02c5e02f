import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Document, related } from "../../../src/content/related.ts";
import { encodedTerms } from "../../../src/content/term_vectors.ts";

function document(id: string, title: string, text = "", tags: string[] = []): Document {
  return { id, terms: () => encodedTerms({ title, text, tags }) };
}

describe("related posts", () => {
  it("are those that share rare words", () => {
    const found = related(
      [
        document("sql", "Window functions in SQL", "rank partition frame order rows sql"),
        document("sql2", "Three questions on SQL", "rank sql join null partition"),
        document("mentor", "Finding a mentor", "ask goals meeting notes mentor"),
        document("mentor2", "Every hour with a mentor", "agenda goals meeting mentor"),
      ],
      1,
    );
    expect(Object.fromEntries(found)).toEqual({
      sql: ["sql2"],
      sql2: ["sql"],
      mentor: ["mentor2"],
      mentor2: ["mentor"],
    });
  });

  it("are none without common words", () => {
    expect(related([document("a", "alpha"), document("b", "beta")], 3).get("a")).toEqual([]);
  });

  it("are independent of post order, never the post itself, and at most as many as requested", () => {
    const word = fc.constantFrom("sql", "mentor", "career", "model", "python", "join", "goals", "data");
    const documents = fc
      .array(fc.array(word, { maxLength: 12 }), { minLength: 1, maxLength: 12 })
      .map((texts) => texts.map((words, index) => document(`p${index}`, words[0] ?? "none", words.join(" "))));
    fc.assert(
      fc.property(documents, (given) => {
        const forwards = related(given, 3);
        const backwards = related(given.toReversed(), 3);
        for (const { id } of given) {
          expect(forwards.get(id)).toEqual(backwards.get(id));
          expect(forwards.get(id)).not.toContain(id);
          expect(forwards.get(id)?.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
