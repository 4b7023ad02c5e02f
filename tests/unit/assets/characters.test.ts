import { describe, expect, it } from "vitest";
import { joined, spaced } from "../../../assets/js/search/characters.ts";
import { withSpacedCharacters } from "../../../src/search/characters.ts";

describe("Chinese and Japanese in the search", () => {
  it("are asked for as a phrase of characters, as the index has them", () => {
    expect(spaced("科学")).toBe('"科 学"');
    expect(withSpacedCharacters("<p>数据科学</p>")).toBe("<p>数 据 科 学</p>");
  });

  it("are told from words of other scripts beside them", () => {
    expect(spaced("SQL入門 mentor")).toBe("SQL 入 門 mentor");
    expect(withSpacedCharacters("SQLの本")).toBe("SQL の 本");
  });

  it("are shown as they were written", () => {
    expect(joined("这 是 <mark>科</mark> <mark>学</mark> 的 an example")).toBe("这是<mark>科学</mark>的 an example");
  });

  it("change nothing where there are none, nor any attribute", () => {
    expect(spaced("two words")).toBe("two words");
    expect(withSpacedCharacters('<a href="/数据/">a b</a>')).toBe('<a href="/数据/">a b</a>');
  });
});
