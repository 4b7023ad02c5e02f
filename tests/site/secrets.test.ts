import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, SETTINGS } from "./site.ts";

const HIDDEN = {
  draft: "draft: true",
  later: "date: 2031-05-02T09:00",
  expired: "expires: 2025-05-02",
};

/** A post that contains a word in every field and in its text. */
function saying(word: string, fields: string): string {
  const more = `title: The ${word} plan
description: A ${word} description of what nobody is to know before the day that was agreed on.
meta_title: ${word} in results
tags: [${word}]
author: ${word} Person
series: ${word} series
aliases: [/old/${word}/]
thumbnail: /assets/img/uploads/${word}.svg
${fields}`;
  return `${post(word, more, `## The ${word} part\n\nText about ${word}. ![${word}](/assets/img/uploads/${word}-inside.svg)`)}-- assets/img/uploads/${word}.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>${word}</title></svg>
-- assets/img/uploads/${word}-inside.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>${word}</title></svg>
`;
}

const WORDS = { draft: "zylodraft", later: "zylolater", expired: "zyloexpired" };

const NOW = "2026-03-01T12:00Z";

/** The content of a file, unzipped if necessary. */
function said(bytes: string): string {
  const raw = Buffer.from(bytes, "latin1");
  const isPacked = raw[0] === 0x1f && raw[1] === 0x8b;
  return (isPacked ? gunzipSync(raw) : raw).toString("latin1").toLowerCase();
}

describe("a draft, scheduled or expired post", () => {
  let site: Blog;
  let nextChange: string | null;

  beforeAll(async () => {
    const settings = SETTINGS.slice(0, SETTINGS.indexOf("-- content/authors.yaml --"));
    const posts = Object.entries(WORDS).map(([kind, word]) =>
      saying(word, kind === "draft" ? HIDDEN.draft : kind === "later" ? HIDDEN.later : HIDDEN.expired),
    );
    site = blog(settings + posts.join("") + post("open", "tags: [open]", "Text for everybody, about plans and parts."));
    const { code, result } = await site.build("--now", NOW);
    expect(code).toBe(0);
    ({ nextChange } = result);
  });

  it.each(Object.entries(WORDS))("leaves no trace in the site: %s", (_, word) => {
    const files = [...site.snapshot()];
    expect(files.length).toBeGreaterThan(20);
    expect(
      files.filter(([path, bytes]) => path.includes(word) || said(bytes).includes(word)).map(([path]) => path),
    ).toEqual([]);
  });

  it("is published at the time that the build reported as the next change", async () => {
    expect(nextChange).toBe("2031-05-02T14:00:00.000Z");
    const { result } = await site.build("--now", nextChange ?? "");
    expect(result.nextChange).toBeNull();
    const saying = [...site.snapshot()].filter(([, bytes]) => said(bytes).includes(WORDS.later)).map(([path]) => path);
    for (const path of [
      `blog/${WORDS.later}/index.html`,
      "index.html",
      "sitemap.xml",
      `assets/img/uploads/${WORDS.later}.svg`,
    ]) {
      expect(saying).toContain(path);
    }
    for (const word of [WORDS.draft, WORDS.expired]) {
      expect([...site.snapshot()].filter(([path, bytes]) => path.includes(word) || said(bytes).includes(word))).toEqual(
        [],
      );
    }
  });
});
