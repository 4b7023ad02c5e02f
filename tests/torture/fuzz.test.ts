import { describe, expect, it } from "vitest";
import { cases } from "../whole.ts";
import { buildAccepted } from "./accepted.ts";
import { fuzz } from "./fuzz.ts";
import { hostileBlog, longPost } from "./hostile_texts.ts";

const SEED = 7;
const TEXTS = cases({ sample: 4, whole: 20 });
const BLOGS = cases({ sample: 100, whole: 400 });

describe(`${TEXTS} posts of 100 KB that are one thing again and again`, () => {
  it("are built or refused like others", { timeout: 300_000 }, async () => {
    const { failure } = await fuzz({ blogs: longPost, count: TEXTS, seed: SEED });
    expect(failure, failure).toBeUndefined();
  });
});

describe(`${BLOGS} blogs with a hostile file (\`npm run torture\` takes ten thousand)`, () => {
  it("are built or refused with file, line and column, and nothing else happens", { timeout: 300_000 }, async () => {
    const { failure, tried, refused, built, accepted } = await fuzz({ blogs: hostileBlog, count: BLOGS, seed: SEED });
    expect(failure, failure).toBeUndefined();
    expect(tried).toBe(BLOGS);
    // A test in which all were refused, or none, would say little.
    expect(Math.min(refused, built)).toBeGreaterThan(BLOGS / 10);
    expect(await buildAccepted(accepted)).toBeUndefined();
  });
});
