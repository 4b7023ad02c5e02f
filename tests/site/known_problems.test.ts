import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blog, command, post, SETTINGS } from "./site.ts";

const KNOWN = "-- content/known_problems.yaml --\nposts/old.md: { dead-link: 1 }\n";
const OLD = post("old", "", "[There](/nowhere/).");

describe("known problems of imported posts", () => {
  it("are warnings in listed posts and errors in all others", async () => {
    const site = blog(SETTINGS + KNOWN + OLD);
    const { code, result } = await site.build();
    expect(result.problems).toMatchObject([{ rule: "dead-link", severity: "warn", file: "content/posts/old.md" }]);
    expect(code).toBe(0);
    site.write(post("new", "", "[There](/nowhere/)."));
    const refused = await site.build();
    const severities = refused.result.problems.map(({ file, severity }) => [file, severity]);
    expect(severities).toEqual([
      ["content/posts/new.md", "error"],
      ["content/posts/old.md", "warn"],
    ]);
  });

  it("are errors again when a listed post gets one more", async () => {
    const site = blog(SETTINGS + KNOWN + post("old", "", "[There](/nowhere/) and [here](/neither/)."));
    const { result } = await site.build();
    expect(result.problems.map(({ severity }) => severity)).toEqual(["error", "error"]);
  });

  it("are removed from the list by npm run fix once corrected", async () => {
    const site = blog(SETTINGS + KNOWN + post("old", "", "Text."));
    const { result } = await site.build();
    expect(result.problems).toMatchObject([
      { rule: "known-problem", severity: "warn", file: "content/known_problems.yaml", line: 1 },
    ]);
    const args = ["--content", join(site.folder, "content")];
    expect((await command("fix", args)).stdout).toContain("known_problems.yaml");
    expect(readFileSync(join(site.folder, "content/known_problems.yaml"), "utf8")).not.toContain("old.md");
    expect((await site.build()).result.problems).toEqual([]);
  });

  it("do not help a post that cannot become a page", async () => {
    const site = blog(`${SETTINGS}-- content/known_problems.yaml --\nposts/a.md: { invalid-date: 1 }\n${OLD}`);
    expect((await site.build()).result.problems).toContainEqual(
      expect.objectContaining({ rule: "wrong-type", file: "content/known_problems.yaml" }),
    );
  });
});
