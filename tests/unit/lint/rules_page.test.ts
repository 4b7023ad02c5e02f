import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { rulesPage } from "../../../src/lint/rules_page.ts";

it("is the page that stands in the repository", () => {
  const page = resolve(import.meta.dirname, "../../../docs/rules.md");
  expect(readFileSync(page, "utf8")).toBe(rulesPage());
});
