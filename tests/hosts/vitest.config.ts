import { defineConfig } from "vitest/config";

/** `npm run test:hosts`: the files for hosts, read by the servers themselves. */
export default defineConfig({
  test: { include: ["tests/hosts/*.engine.ts"], testTimeout: 60_000, hookTimeout: 240_000, fileParallelism: false },
});
