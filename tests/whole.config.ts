import { mergeConfig } from "vitest/config";
import usual from "../vitest.config.ts";

/** `npm run test:whole`: all cases of the tests that `npm test` samples. */
export default mergeConfig(usual, {
  test: {
    env: { BLOG_TESTS: "whole" },
    exclude: [
      "tests/unit/!(markdown)/**",
      "tests/unit/*.test.ts",
      "tests/unit/markdown/!(robustness).test.ts",
      "tests/browser/!(accessibility|budgets|cms_posts|login|search).test.ts",
      "tests/site/corpus.test.ts",
    ],
  },
});
