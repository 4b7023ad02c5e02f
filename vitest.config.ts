import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/longest_first.ts";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/temporary_folder.ts", "tests/commands/pool.ts"],
    setupFiles: ["tests/setup.ts"],
    // One more than cores, since tests wait for browsers and servers much of the time.
    maxWorkers: availableParallelism() + 1,
    // Loads what test files share once for each process, not for each file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
