import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Slow test files, whatever their size. Vitest sorts files without recorded timings by size. */
const LONGEST = ["steps.test.ts", "search.test.ts", "accessibility.test.ts", "crashes.test.ts", "policy.test.ts"];

/** Starts the slowest test files first, so that no core idles at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
