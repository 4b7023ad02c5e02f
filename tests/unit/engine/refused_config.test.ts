import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { describe, expect, it } from "vitest";
import { refuseUnsupported } from "../../../src/engine/refused_config.ts";

/** Methods of Eleventy's that the blog's own code has no types for. */
type Anything = Record<string, (...given: unknown[]) => unknown>;

/** What is said of a configuration that calls some methods. */
async function saidOf(calls: readonly (readonly unknown[])[]): Promise<string> {
  const configPath = join(mkdtempSync(join(tmpdir(), "config-")), "none.mjs");
  writeFileSync(configPath, "export default () => ({});");
  let said = "";
  const run = new Eleventy(".", "_site", {
    configPath,
    quietMode: true,
    config: (config) => {
      const methods = config as unknown as Anything;
      for (const [method, ...given] of calls) methods[String(method)]?.(...given);
      try {
        refuseUnsupported(config);
      } catch (error) {
        said = String(error);
      }
    },
  });
  await run.initializeConfig();
  return said;
}

describe("what eleventy.config.ts may not add", () => {
  it.each([
    ["addExtension", "css", {}],
    ["addTemplateFormats", "css"],
    ["setTemplateFormats", ["html"]],
    ["addTemplate", "page.liquid", "Text."],
    ["addTemplate", "page.njk", () => "Text."],
    ["setLibrary", "njk", {}],
    ["addMarkdownHighlighter", () => ""],
    ["amendLibrary", "njk", () => {}],
    ["addDataExtension", "toml", () => ({})],
    ["addPreprocessor", "drafts", "*", () => {}],
    ["addUrlTransform", () => {}],
    ["addDateParsing", () => {}],
    ["setInputDirectory", "src"],
    ["addPassthroughCopy", "*.png", { mode: "html-relative" }],
    ["addPassthroughCopy", "img", { filter: ["*.png"] }],
    ["addGlobalData", "site", {}],
    ["addCollection", "posts", () => []],
    ["addFilter", "fill", () => ""],
  ])("is refused in a sentence that says why: %s", async (...call) => {
    expect(await saidOf([call])).toMatch(/^Error: eleventy\.config\.ts: .*\bis not supported, since [^\n]+\.$/);
  });

  it("is nothing that the blog can keep", async () => {
    const said = await saidOf([
      ["addFilter", "shout", () => ""],
      ["addShortcode", "year", () => ""],
      ["addTransform", "sign", () => ""],
      ["addCollection", "own", () => []],
      ["addTemplate", "page.njk", "Text."],
      ["addPassthroughCopy", "README.md"],
      ["addGlobalData", "team", {}],
      ["amendLibrary", "md", () => {}],
    ]);
    expect(said).toBe("");
  });
});
