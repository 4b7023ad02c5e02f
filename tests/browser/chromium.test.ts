import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findChromium } from "./chromium.ts";

describe("the browser of the tests", () => {
  it("is the one that CHROMIUM_PATH names", () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath }).path).toBe(process.execPath);
  });

  it("is not another one when CHROMIUM_PATH names none", () => {
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).toThrow(/CHROMIUM_PATH names/);
  });

  it("is an installed one before any other", () => {
    const folder = mkdtempSync(join(tmpdir(), "browser-"));
    writeFileSync(join(folder, "google-chrome"), "", { mode: 0o755 });
    expect(findChromium({ PATH: folder }).path).toBe(join(folder, "google-chrome"));
  });

  it.runIf(process.platform === "linux" && process.arch === "x64")(
    "comes with the dependencies where none is installed",
    async () => {
      const { path, env } = findChromium({ PATH: "" });
      const browser = await chromium.launch({ executablePath: path, env, args: ["--no-sandbox"] });
      const page = await browser.newPage();
      await page.setContent("<h1>Hello</h1>");
      expect(await page.getByRole("heading").textContent()).toBe("Hello");
      await browser.close();
    },
  );
});
