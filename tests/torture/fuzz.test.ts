import { describe, expect, it } from "vitest";
import { cases } from "../whole.ts";
import { buildAccepted } from "./accepted.ts";
import { fuzz } from "./fuzz.ts";
import { hostileBlog, longPost } from "./hostile_texts.ts";

const SEED = 7;
const TEXTS = cases({ sample: 2, whole: 20 });
const BLOGS = cases({ sample: 100, whole: 400 });

describe(`${TEXTS} pathological posts of 100 KB`, () => {
  it("are built or refused like any other post", { timeout: 300_000 }, async () => {
    const { failure } = await fuzz({ blogs: longPost, count: TEXTS, seed: SEED });
    expect(failure, failure).toBeUndefined();
  });
});

describe(`${BLOGS} random hostile blogs (\`npm run torture\` tries ten thousand)`, () => {
  it("are built, or refused with file, line and column, without side effects", { timeout: 300_000 }, async () => {
    const { failure, tried, refused, built, accepted } = await fuzz({ blogs: hostileBlog, count: BLOGS, seed: SEED });
    expect(failure, failure).toBeUndefined();
    expect(tried).toBe(BLOGS);
    // If all blogs were refused or none, the test would prove little.
    expect(Math.min(refused, built)).toBeGreaterThan(BLOGS / 20);
    expect(await buildAccepted(accepted)).toBeUndefined();
  });
});
