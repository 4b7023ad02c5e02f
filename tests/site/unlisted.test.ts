import { describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "./site.ts";

describe("an unlisted post", () => {
  it("is published at its address, and mentioned nowhere else", async () => {
    const site = blog(
      SETTINGS +
        post("open", "title: Open\ntags: [career]\nseries: Steps", "See [the other](/blog/partners/#terms).") +
        post(
          "partners",
          "title: Zylopartners\nunlisted: true\ntags: [career]\nseries: Steps\naliases: [/for-partners/]",
          "## Terms\n\nBack to [the open one](/blog/open/).",
        ),
    );
    const { code, result } = await site.build();
    expect(code).toBe(0);
    expect(result.problems).toEqual([]);
    const html = site.page("blog/partners/index.html");
    expect(html).toContain('name="robots" content="noindex"');
    expect(html).toContain("Zylopartners");
    expect(site.page("for-partners/index.html")).toContain("/blog/partners/");
    const naming = [...site.snapshot()]
      .filter(([, bytes]) => /Zylopartners|\/for-partners\//.test(bytes))
      .map(([path]) => path);
    // Hosts do not serve `_redirects` to visitors.
    const own = /^blog\/partners[/.]|^for-partners\/|^_redirects$/;
    expect(naming.filter((path) => !own.test(path))).toEqual([]);
  });
});
