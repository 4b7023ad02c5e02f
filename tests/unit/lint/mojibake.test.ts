import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/base/source.ts";
import { mojibake } from "../../../src/lint/fix/mojibake.ts";

const repaired = (text: string): string => applyEdits(text, mojibake(text));

/** UTF-8 bytes decoded as Windows-1252. */
function misread(text: string): string {
  const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
  return [...new TextEncoder().encode(text)]
    .map((byte) => (byte >= 0x80 && byte <= 0x9f ? high[byte - 0x80] : String.fromCharCode(byte)))
    .join("");
}

describe("UTF-8 text decoded as Windows-1252", () => {
  it.each([
    ["todayâ€™s", "today’s"],
    ["relationshipsâ€”blending", "relationships—blending"],
    ["ðŸ‘‰ Explore", "👉 Explore"],
    ["cafÃ© and naÃ¯ve", "café and naïve"],
    ["Ã¢â‚¬â„¢", "’"],
    ["5 â‚¬", "5 €"],
    ["I â\u009d¤ï¸\u008f data", "I ❤️ data"],
  ])("is repaired: %s becomes %s", (wrong, right) => {
    expect(repaired(wrong)).toBe(right);
  });

  it("is repaired in whole words of other scripts", () => {
    for (const word of ["Привет", "日本語", "مرحبا", "שלום", "ελληνικά"]) expect(repaired(misread(word))).toBe(word);
  });

  it("is repaired for random text of letters, marks and emoji", () => {
    const words = fc.constantFrom(
      "it’s",
      "“so”",
      "naïve",
      "Zürich",
      "—",
      "…",
      "€",
      "👉",
      "→",
      "✅",
      "señor",
      "Привет",
      "数据",
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join(" ");
        expect(repaired(misread(text))).toBe(text);
      }),
    );
  });
});

describe("correct text", () => {
  it.each([
    "«CAFÉ»",
    "«fermé»…",
    "MANHû",
    "MANHÃ… e AMANHÃ— e IRMÃ€",
    "The letter “Ã” is nasal, and “â”… is not",
    "«voilà»…",
    "L’été à Paris, où l’on mange des pâtes… «déjà»!",
    "Ação, coração, NÃO, São Paulo",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich",
    "数据科学家需要导师",
    "البيانات والتوجيه",
    "دانشمند داده",
    "“quoted” – it’s 20 °C, 5 €, ½, ©, ™, naïve",
    "Tiếng Việt: dữ liệu, người hướng dẫn",
    "Ð is a letter, Þ too: Þórður, Ðorđe",
  ])("is unchanged: %s", (text) => {
    expect(repaired(text)).toBe(text);
  });

  it("does not grow when repaired twice, for random text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const once = repaired(misread(text));
        expect(repaired(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
  });
});
