import { describe, expect, it } from "vitest";
import { type LinkTargets, referenceProblems } from "../../../src/lint/broken_links.ts";

const TO: LinkTargets = {
  pages: new Set(["/", "/blog/a/"]),
  idsAt: () => undefined,
  placeIn: () => undefined,
  hidden: new Map(),
  unread: new Set(),
  moved: new Map(),
  assets: new Set(["/assets/img/uploads/talk.mp4", "/assets/img/uploads/guide.pdf"]),
  refused: new Map(),
};

function said(target: string): string[] {
  const text = { links: [{ target, place: { line: 3, column: 1 } }], pictures: [] };
  return referenceProblems({ file: "content/posts/a.md", url: "/blog/a/" }, text, TO).map(
    ({ rule, message, hint }) => `${rule}: ${message} ${hint}`,
  );
}

describe("a file that is not there", () => {
  it("is named with the nearest one", () => {
    expect(said("/assets/img/uploads/tlak.mp4")).toEqual([
      "dead-link: There is no file at `/assets/img/uploads/tlak.mp4`. Did you mean `/assets/img/uploads/talk.mp4`?",
    ]);
    expect(said("/assets/guide.pdf")[0]).toContain("Did you mean `/assets/img/uploads/guide.pdf`?");
    expect(said("/assets/none.zip")[0]).toContain("Upload it to assets/img/uploads, or correct the path.");
  });

  it("is no page that is not there", () => {
    expect(said("/blog/b/")[0]).toContain("leads to no page of this site.");
    expect(said("/assets/img/uploads/talk.mp4")).toEqual([]);
  });
});
