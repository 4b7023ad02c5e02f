import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { CARD_SIZE, type CardFacts, socialCard } from "../../../src/media/og_image.ts";
import { evenLinesOf, linesOf, typeface } from "../../../src/media/text_to_path.ts";
import { ROOT } from "../../site/site.ts";

const FACTS: CardFacts = { title: "How to choose a mentor", topic: "Mentoring", authors: "Ada", brand: "Blog" };

function card(more: Partial<CardFacts>): Promise<Uint8Array> {
  return socialCard({ ...FACTS, ...more }, ROOT);
}

function fontFiles(...names: string[]): string[] {
  return names.map((name) => `${ROOT}/node_modules/@fontsource/newsreader/files/newsreader-${name}-600-normal.woff`);
}

describe("a social card", () => {
  it("has the standard size and is deterministic", async () => {
    const made = await card({});
    expect(await sharp(made).metadata()).toMatchObject({ format: "png", ...CARD_SIZE });
    expect(Buffer.compare(made, await card({}))).toBe(0);
  });

  it("depends on topic, authors and brand", async () => {
    const usual = Buffer.from(await card({})).toString("base64");
    const others: Partial<CardFacts>[] = [{ topic: "Career" }, { authors: "Max" }, { brand: "Other" }];
    for (const more of others) expect(Buffer.from(await card(more)).toString("base64")).not.toBe(usual);
  });

  it.each([
    ["no topic", "Go"],
    ["a very long title", "Words and more words ".repeat(40)],
    ["one long word", "a".repeat(300)],
    ["emoji", "🚀 Ship it 👩‍💻"],
    ["only emoji", "🎉🎉🎉"],
    ["Chinese", "数据职业中如何选择导师"],
    ["Arabic", "كيف تختار مرشدًا"],
    ["Russian", "Как выбрать наставника"],
    ["half a surrogate pair", "a\ud800b"],
    ["markup", "</svg><script>&amp;"],
  ])("can be generated for %s", async (_, title) => {
    const made = await card({ title, topic: undefined });
    expect(await sharp(made).metadata()).toMatchObject({ format: "png", ...CARD_SIZE });
  });
});

describe("a social card typeface", () => {
  it("knows which characters all its files cover", async () => {
    const face = await typeface(fontFiles("latin", "latin-ext"));
    expect(face.draws("naïve Łódź – “yes”")).toBe(true);
    expect(face.draws("数据")).toBe(false);
    expect(face.draws("🚀")).toBe(false);
    expect(face.path("Łódź", 0, 100, 44)).toMatch(/^M[MLQCZ\d. -]+$/);
  });

  it("writes complete paths at any position", async () => {
    const face = await typeface(fontFiles("latin"));
    for (let x = 0; x < 60; x++) expect(face.path("open the data", x * 1.7, 176, 44)).toMatch(/^[MLQCZ\d. -]+$/);
  });

  it("breaks lines within the width and keeps all words", async () => {
    const face = await typeface(fontFiles("latin"));
    const text = "From analyst to scientist, part 2: the statistics you will use";
    for (const lines of [linesOf(text, 60, 500, face), evenLinesOf(text, 60, 500, face)]) {
      expect(lines.join(" ")).toBe(text);
      for (const line of lines) expect(face.width(line, 60)).toBeLessThanOrEqual(505);
    }
    expect(evenLinesOf(text, 60, 500, face)).toHaveLength(linesOf(text, 60, 500, face).length);
  });
});
