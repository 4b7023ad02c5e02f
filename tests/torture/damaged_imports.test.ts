import { expect, it } from "vitest";
import { cases } from "../whole.ts";
import { importDamaged } from "./damaged_imports.ts";

const INPUTS = cases({ sample: 26, whole: 650 });

it(`${INPUTS} damaged exports and folders are imported, or refused in one sentence, and nothing is overwritten`, async () => {
  const { failure, imported, refused } = await importDamaged(INPUTS, 3);
  expect(failure, failure).toBeUndefined();
  expect(imported).toBeGreaterThan(INPUTS / 3);
  expect(refused).toBeGreaterThan(0);
});
