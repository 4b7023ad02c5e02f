import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Test files that take long, whatever their size; by that Vitest sorts what it has not timed yet. */
const LONGEST = ["accessibility.test.ts", "steps.test.ts", "crashes.test.ts", "search.test.ts", "precompress.test.ts"];

/** Starts the longest test files first, so that no core waits for one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
