import { describe, expect, it } from "vitest";
import { BLOG_KINDS } from "./blog_kinds.ts";
import { exampleBlog } from "./blogs.ts";
import { makeMistakes } from "./run.ts";
import { TEXT_KINDS } from "./text_kinds.ts";

const KINDS = { ...TEXT_KINDS, ...BLOG_KINDS };

describe("mistakes that authors make", () => {
  it("are found at their line, one of each kind (`npm run mistakes` makes more)", async () => {
    const blog = exampleBlog();
    const rounds = Math.ceil(Object.keys(KINDS).length / blog.posts.size);
    const made = await makeMistakes(blog, KINDS, rounds, 1);
    expect(made.length).toBeGreaterThan(150);
    const missed = made.filter(({ isFound }) => !isFound).map(({ kind, text }) => `${kind}: ${text}`);
    expect(missed.length, missed.join("\n")).toBeLessThan(made.length * 0.05);
  });
});
