import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { rulesPage } from "../../../src/doctor/rules_page.ts";

it("is the page that stands in the repository", () => {
  const page = resolve(import.meta.dirname, "../../../src/doctor/rules.md");
  expect(readFileSync(page, "utf8")).toBe(rulesPage());
});
