import { mergeConfig } from "vitest/config";
import usual from "../vitest.config.ts";

/** `npm run test:whole`: the tests that do more than in `npm test`. */
export default mergeConfig(usual, {
  test: {
    env: { BLOG_TESTS: "whole" },
    exclude: ["tests/unit/**", "tests/browser/!(accessibility|cms_posts|search).test.ts", "tests/site/corpus.test.ts"],
  },
});
