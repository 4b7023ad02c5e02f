import { describe, expect, it } from "vitest";
import { tintOf } from "../../../src/media/placeholder_colour.ts";

describe("the placeholder colour of an image", () => {
  it.each([
    ["white", [255, 255, 255, 255], "6a"],
    ["black", [0, 0, 0, 255], "7a"],
    ["grey", [128, 128, 128, 255], "3a"],
    // Hues as in OKLCH: red lies at 29°, green at 142°, blue at 264°.
    ["pale red", [250, 190, 190, 255], "4b"],
    ["green", [40, 140, 60, 255], "2d"],
    ["dark blue", [20, 20, 100, 255], "0f"],
  ])("is close to %s", (_, pixel, tint) => {
    expect(tintOf(Uint8Array.from([...pixel, ...pixel]))).toBe(tint);
  });

  it("is clear for a partly transparent image", () => {
    expect(tintOf(Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0]))).toBe("clear");
  });
});
