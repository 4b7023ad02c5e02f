import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, SETTINGS } from "./site.ts";

/** A post damaged by a CMS and repeated copying. */
const DAMAGED = `-- content/posts/coach-or-mentor.md --
---
layout: blog_base_saeed.njk
title: Coach or Mentor
description: ""
author: Ada  Lovelace
date: 2025-05-02T23:44:11.778Z
tags:
  - post
  - mentoring
thumbnail: /assets/img/uploads/002.svg
---
# Coach or Mentor

In todayâ€™s teams, people ask for â€œhelpâ€\u009d without saying which kind.

- - -

## Table of Contents

1. [What a coach does](<>)
2. [Coach vs. Mentor: the table](<>)
3. [O'Mentors in between](<>)

- - -

## What a coach does

> *Think of a coach as a mapâ€”a mentor as a compass.*

## Coach vs. Mentor: the table

| | Coach | Mentor |
|---|---|---|
| **Time** | short | long |

## O'Mentors in between

ðŸ‘‰ [Look for one](https://www.example.com).
-- assets/img/uploads/002.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
`;

describe("a post with typical copy-and-paste damage", () => {
  let site: Blog;
  let built: Built;
  let html: string;

  beforeAll(async () => {
    site = blog(SETTINGS.replace("url:", 'layouts: { "blog_base_*.njk": blog_base.njk }\nurl:') + DAMAGED);
    built = await site.build();
    html = site.page("blog/coach-or-mentor/index.html");
  });

  it("is published repaired", () => {
    expect(built.code).toBe(0);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain("In today’s teams, people ask for “help”");
    expect(html).toContain("a map—a mentor as a compass");
    expect(html).toContain("👉");
    expect(html).not.toMatch(/â€|ðŸ/);
  });

  it("has table of contents links that lead to its headings", () => {
    for (const id of ["what-a-coach-does", "coach-vs-mentor-the-table", "omentors-in-between"]) {
      expect(html).toContain(`<a href="#${id}">`);
      expect(html).toContain(`id="${id}"`);
    }
  });

  it("has each repair reported", async () => {
    const counts = built.result.problems.map(({ line, rule }) => `${line} ${rule}`);
    expect(counts).toEqual([
      "12 repeated-title",
      "14 mojibake",
      "20 empty-link",
      "21 empty-link",
      "22 empty-link",
      "28 mojibake",
      "38 mojibake",
    ]);
    expect(built.result.repairs).toBe(7);
    expect((await site.buildForPeople()).stdout).toContain("no problems, 7 repairs.");
  });
});
