import { describe, expect, it } from "vitest";
import { typeset } from "../../../src/markdown/plugins/quotes.ts";

describe("quotation marks in titles", () => {
  it.each([
    [`It's "fine"`, "en", "It’s “fine”"],
    [`("Really?") she said`, "en", "(“Really?”) she said"],
    [`Say 'yes' to the mentors' offer`, "en", "Say ‘yes’ to the mentors’ offer"],
    [`Was heißt "Mentor"?`, "de", "Was heißt „Mentor“?"],
    [`L'avis "gratuit"`, "fr", "L’avis «\u00a0gratuit\u00a0»"],
    ["Nothing to do", "en", "Nothing to do"],
  ])("follow the language: %s", (written, language, shown) => {
    expect(typeset(written, language)).toBe(shown);
  });
});
