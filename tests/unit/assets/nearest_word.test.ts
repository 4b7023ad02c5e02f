import { describe, expect, it } from "vitest";
import { nearestWord } from "../../../assets/js/search/nearest_word.ts";

const KNOWN = ["data", "mentor", "mentoring", "salary", "clustering", "interview", "career", "science", "salaries"];

describe("a mistyped word", () => {
  it.each([
    ["mentr", "mentor"],
    ["sallary", "salary"],
    ["clustring", "clustering"],
    ["intervew", "interview"],
    ["craeer", "career"],
    ["dtaa", "data"],
    ["sciense", "science"],
    ["nentor", "mentor"],
  ])("is understood: %s", (typed, meant) => {
    expect(nearestWord(typed, KNOWN)).toBe(meant);
  });

  it("is left alone where nothing is near", () => {
    for (const typed of ["xylophone", "dog", "sql", "a"]) expect(nearestWord(typed, KNOWN)).toBeUndefined();
  });

  it("is the commoner of two that are as near", () => {
    expect(nearestWord("carer", ["career", "carver"])).toBe("career");
  });
});
