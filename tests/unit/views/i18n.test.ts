import { describe, expect, it } from "vitest";
import { longDate, yearIn, yearLabel } from "../../../src/base/dates.ts";
import { en } from "../../../src/views/i18n/en.ts";
import { TABLES, wordsFor } from "../../../src/views/i18n/i18n.ts";
import { counted, filled } from "../../../src/views/i18n/numbers.ts";

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe.each(Object.entries(TABLES))("the translation for %s", (language, table) => {
  it("has exactly the keys of the English one, none of them empty", () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(en).sort());
    for (const text of Object.values(table).flatMap((entry) =>
      typeof entry === "string" ? entry : Object.values(entry),
    )) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe("");
    }
  });

  it("has the placeholders of the English one", () => {
    for (const [name, entry] of Object.entries(en)) {
      const own = Object.entries(table).find(([key]) => key === name)?.[1];
      if (typeof entry === "string") {
        expect([name, placeholders(String(own))]).toEqual([name, placeholders(entry)]);
      } else {
        const other = typeof own === "object" ? own.other : "";
        expect([name, placeholders(other)]).toEqual([name, placeholders(entry.other)]);
      }
    }
  });

  it("has all plural forms of its language", () => {
    const sorts = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    // Spanish and French have a plural category for millions; its wording is that of `other`.
    const needed = sorts.filter((sort) => sort !== "many" || language === "ar");
    for (const [name, entry] of Object.entries(table)) {
      if (typeof entry === "string") continue;
      const forms = Object.keys(entry);
      expect([name, needed.filter((sort) => !forms.includes(sort))]).toEqual([name, []]);
      expect([name, forms.filter((form) => !sorts.some((sort) => sort === form))]).toEqual([name, []]);
    }
  });
});

describe("a count", () => {
  it("has the words and digits of the language", () => {
    const say = (language: string, count: number): string => {
      const words = wordsFor(language);
      return counted(words, words.posts, count);
    };
    expect(say("en", 1)).toBe("1 post");
    expect(say("en-GB", 1200)).toBe("1,200 posts");
    expect(say("de", 1200)).toBe("1.200 Beiträge");
    expect(say("fr", 0)).toBe("0 article");
    expect(say("fa", 12)).toBe("۱۲ نوشته");
    expect(say("ar-EG", 2)).toBe("مقالان");
    expect(say("ar-EG", 5)).toBe("٥ مقالات");
  });

  it("is in English for a language without a translation", () => {
    const words = wordsFor("nb");
    expect(counted(words, words.posts, 1200)).toBe("1,200 posts");
    expect(filled(words, words.pageOf, { number: 2, count: 3 })).toBe("Page 2 of 3");
  });
});

describe("a date", () => {
  const MOMENT = Date.UTC(2024, 1, 10, 12);

  it("has the format and calendar of the language", () => {
    expect(longDate("UTC", "en", MOMENT)).toBe("February 10, 2024");
    expect(longDate("UTC", "de", MOMENT)).toBe("10. Februar 2024");
    expect(longDate("UTC", "es", MOMENT)).toBe("10 de febrero de 2024");
    expect(longDate("UTC", "fa", MOMENT)).toBe("۲۱ بهمن ۱۴۰۲");
  });

  it("has the year of that calendar", () => {
    expect(yearIn("UTC", "en", MOMENT)).toBe(2024);
    expect(yearIn("UTC", "ar-SA", MOMENT)).toBe(2024);
    expect(yearIn("UTC", "fa", MOMENT)).toBe(1402);
    expect(yearLabel("fa", 1402)).toBe("۱۴۰۲");
  });
});
