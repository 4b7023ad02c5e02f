import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { findChromium } from "./chromium.ts";

const HAS_PACKAGED = process.platform === "linux" && process.arch === "x64";

describe("the test browser", () => {
  it("is the executable that CHROMIUM_PATH names", () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath }).path).toBe(process.execPath);
  });

  it("fails when CHROMIUM_PATH names a missing file", () => {
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).toThrow(/CHROMIUM_PATH names/);
  });

  it("is an installed Chrome if there is one", () => {
    const folder = mkdtempSync(join(tmpdir(), "browser-"));
    writeFileSync(join(folder, "google-chrome"), "", { mode: 0o755 });
    expect(findChromium({ PATH: folder }).path).toBe(join(folder, "google-chrome"));
  });

  it.runIf(HAS_PACKAGED)("is the packaged Chromium when none is installed", async () => {
    const { path, env } = findChromium({ PATH: "" });
    const browser = await chromium.launch({ executablePath: path, env, args: ["--no-sandbox"] });
    const page = await browser.newPage();
    await page.setContent("<h1>Hello</h1>");
    expect(await page.getByRole("heading").textContent()).toBe("Hello");
    await browser.close();
  });

  it.runIf(HAS_PACKAGED)("is the packaged Chromium with CHROMIUM_PATH=packaged, even if Chrome is installed", () => {
    const folder = mkdtempSync(join(tmpdir(), "browser-"));
    writeFileSync(join(folder, "google-chrome"), "", { mode: 0o755 });
    const { path } = findChromium({ PATH: folder, CHROMIUM_PATH: "packaged" });
    expect(path).not.toBe(join(folder, "google-chrome"));
    expect(path).toBe(findChromium({ PATH: "", CHROMIUM_PATH: "packaged" }).path);
  });

  it.runIf(process.platform === "linux")("uses the fonts shipped with the tests, not installed ones", async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.setContent("<p style='font-size: 16px'>The width of a line</p>");
    for (const [generic, font] of Object.entries({ serif: "Tinos", "sans-serif": "Arimo", monospace: "Cousine" })) {
      expect(await widthIn(page, generic)).toBe(await widthIn(page, `${font}, cursive`));
    }
    expect(await widthIn(page, "Tinos, monospace")).not.toBe(await widthIn(page, "monospace"));
    expect(await widthIn(page, "Liberation Mono, DejaVu Sans, serif")).toBe(await widthIn(page, "serif"));
    await browser.close();
  });
});

/** Width of the page's paragraph in a font. */
function widthIn(page: Page, family: string): Promise<number> {
  return page.locator("p").evaluate((paragraph, fontFamily) => {
    paragraph.style.fontFamily = fontFamily;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    return range.getBoundingClientRect().width;
  }, family);
}
