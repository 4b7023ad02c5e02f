import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { mergeConfig } from "vitest/config";
import usual from "../vitest.config.ts";

/** Whether `npm test` runs only a sample of the cases, or several builds of a site in one process. */
function isShortened(file: string): boolean {
  const text = readFileSync(file, "utf8");
  return text.includes('/whole.ts"') || (file.startsWith(SITE) && text.includes("site.build(") && file !== CORPUS);
}

const SITE = join(import.meta.dirname, "site");
const CORPUS = join(SITE, "corpus.test.ts");

const ROOT = join(import.meta.dirname, "..");
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => join(import.meta.dirname, name));

process.env.BLOG_TESTS = "whole";

/** `npm run test:whole`: all cases of the tests that `npm test` shortens. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  {
    test: {
      include: files.filter(isShortened).map((file) => relative(ROOT, file)),
    },
  },
);
