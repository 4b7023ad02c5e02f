import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { imageHeader } from "../../../src/media/probe_image.ts";

const drawing = (attributes: string, before = "") =>
  imageHeader(Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0"/></svg>`));

describe("the header of an SVG", () => {
  it.each([
    ['width="30" height="20"', 30, 20],
    ["width='30px' height='20.4px' viewBox='0 0 3 2'", 30, 20],
    ['width="1in" height="2.54cm"', 96, 96],
    ['width="12pt" height="1pc"', 16, 16],
    ['viewBox="0 0 30 20"', 30, 20],
    ['viewBox=" -5,-5, 30,20 "', 30, 20],
    ['width="100%" height="100%" viewBox="0 0 30 20"', 30, 20],
    ['width="15" viewBox="0 0 30 20"', 15, 10],
    ['height="10" viewBox="0 0 30 20"', 15, 10],
    ['stroke-width="9" data-height="8" viewBox="0 0 30 20"', 30, 20],
  ])("has the size from %s", async (attributes, width, height) => {
    expect(await drawing(attributes)).toEqual({ type: "svg", width, height });
  });

  it("is found after a declaration, a comment and a doctype", async () => {
    const before = '\ufeff<?xml version="1.0"?>\n<!-- <svg width="1" height="1"> -->\n<!DOCTYPE svg>\n';
    expect(await drawing('width="30" height="20"', before)).toEqual({ type: "svg", width: 30, height: 20 });
  });

  it.each([
    "",
    'width="30"',
    'width="100%" height="100%"',
    'viewBox="0 0 0 20"',
    'viewBox="0 0 30"',
    'width="-3" height="2"',
    'width="3constructor" height="2"',
    `width="${"9".repeat(100_000)}" height="2"`,
  ])("has no size if none is given: case %#", async (attributes) => {
    expect(await drawing(attributes)).toEqual({ type: "svg" });
  });
});

describe("the header of an image", () => {
  it.each(["avif", "gif", "jpeg", "png", "webp"] as const)("has type and size of %s", async (format) => {
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#c00" } })
      .toFormat(format)
      .toBuffer();
    expect(await imageHeader(bytes)).toEqual({ type: format, width: 30, height: 20 });
  });

  it("is empty for bytes that are not an image", async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from("Words."), Buffer.from([0xff, 0xd8, 0xff])]) {
      expect(await imageHeader(bytes)).toEqual({});
    }
  });
});
