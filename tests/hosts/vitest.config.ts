import { defineConfig } from "vitest/config";

/** `npm run test:hosts`: tests host files with the real servers. */
export default defineConfig({
  test: { include: ["tests/hosts/*.engine.ts"], testTimeout: 60_000, hookTimeout: 240_000, fileParallelism: false },
});
