import { describe, expect, it } from "vitest";
import { buildAccepted } from "./accepted.ts";
import { fuzz } from "./fuzz.ts";
import { hostileBlog, longPost } from "./hostile_texts.ts";

const SEED = 7;

describe("20 posts of 100 KB that are one thing again and again", () => {
  it("are built or refused like others", { timeout: 300_000 }, async () => {
    const { failure } = await fuzz({ blogs: longPost, count: 20, seed: SEED });
    expect(failure, failure).toBeUndefined();
  });
});

describe("400 blogs with a hostile file (`npm run torture` takes ten thousand)", () => {
  it("are built or refused with file, line and column, and nothing else happens", { timeout: 300_000 }, async () => {
    const { failure, tried, refused, built, accepted } = await fuzz({ blogs: hostileBlog, count: 400, seed: SEED });
    expect(failure, failure).toBeUndefined();
    expect(tried).toBe(400);
    // A test in which all were refused, or none, would say little.
    expect(Math.min(refused, built)).toBeGreaterThan(40);
    expect(await buildAccepted(accepted)).toBeUndefined();
  });
});
