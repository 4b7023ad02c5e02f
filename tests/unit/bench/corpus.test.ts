import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Corpus, corpus } from "../../bench/corpus.ts";
import { layOut } from "../../bench/peer.ts";
import { ours } from "../../bench/peers/ours.ts";
import { command } from "../../site/site.ts";

function postsOf({ size, post }: Corpus) {
  return Array.from({ length: size }, (_, index) => post(index));
}

describe("the benchmark corpus", () => {
  it("is deterministic, whatever post is requested first", () => {
    const once = corpus(8);
    const again = corpus(8);
    const last = again.post(7);
    expect(postsOf(again)).toEqual(postsOf(once));
    expect(last).toEqual(once.post(7));
    expect(corpus(8, 2).post(0).text).not.toBe(once.post(0).text);
  });

  it("has posts of realistic lengths, with unique slugs and dates", () => {
    const posts = postsOf(corpus(400));
    const lengths = posts.map(({ text }) => Buffer.byteLength(text));
    const mean = lengths.reduce((sum, length) => sum + length) / lengths.length;
    expect(mean).toBeGreaterThan(6_900);
    expect(mean).toBeLessThan(7_900);
    expect(Math.min(...lengths)).toBeLessThan(3_000);
    expect(Math.max(...lengths)).toBeGreaterThan(15_000);
    for (const { text } of posts) expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(new Set(posts.map(({ slug }) => slug)).size).toBe(posts.length);
    expect(new Set(posts.map(({ date }) => date)).size).toBe(posts.length);
  });

  it("has realistic shares of code, tables, quotes, footnotes and links", () => {
    const posts = postsOf(corpus(400));
    const shareOf = (pattern: RegExp): number => posts.filter(({ text }) => pattern.test(text)).length / posts.length;
    expect(shareOf(/^```/m)).toBeCloseTo(1 / 3, 1);
    expect(shareOf(/^\| --- /m)).toBeCloseTo(0.2, 1);
    expect(shareOf(/^> /m)).toBeCloseTo(0.5, 1);
    expect(shareOf(/^\[\^1\]: /m)).toBeCloseTo(0.07, 1);
    expect(shareOf(/\]\(\/blog\//)).toBeGreaterThan(0.5);
  });

  it("builds without problems", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    layOut(corpus(10), [ours], folder);
    const { args } = ours.build(join(folder, ours.name));
    const { code, stdout } = await command("build", args.slice(args.indexOf("--content")));
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], repairs: 0 });
    expect(code).toBe(0);
  });
});
