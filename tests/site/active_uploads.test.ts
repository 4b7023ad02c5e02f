import { describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "./site.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">';
const UPLOADS = `-- assets/img/uploads/fine.svg --
${SVG}<path d="M0 0"/></svg>
-- assets/img/uploads/evil.svg --
${SVG}<script>alert(1)</script></svg>
-- assets/img/uploads/page.html --
<script>alert(1)</script>
`;
const PICTURES = post("one", "", "![Fine](/assets/img/uploads/fine.svg) ![A drawing](/assets/img/uploads/evil.svg)");

describe("an upload that can run scripts", () => {
  it("is not published, and is reported together with the post that shows it", async () => {
    const site = blog(SETTINGS.replace("url:", "checks: { broken-image: warn }\nurl:") + PICTURES + UPLOADS);
    const { code, result } = await site.build();
    expect(code).toBe(0);
    expect(site.has("assets/img/uploads/fine.svg")).toBe(true);
    for (const name of ["evil.svg", "page.html"]) {
      expect(site.has(`assets/img/uploads/${name}`), name).toBe(false);
      const said = result.problems.find(({ file }) => file === `assets/img/uploads/${name}`);
      expect(said?.rule).toBe("active-upload");
      expect(said?.hint).toContain(`\`${name}\` to \`active_uploads\``);
    }
    expect(result.problems.find(({ rule }) => rule === "broken-image")?.message).toContain("script");
  });

  it("is published once listed in active_uploads, and removed when no longer listed", async () => {
    const allowing = SETTINGS.replace("url:", "active_uploads: [evil.svg]\nurl:");
    const site = blog(allowing + PICTURES + UPLOADS);
    expect((await site.build()).code).toBe(0);
    expect(site.has("assets/img/uploads/evil.svg")).toBe(true);
    expect(site.has("assets/img/uploads/page.html")).toBe(false);
    site.write(`${SETTINGS.replace("url:", "checks: { broken-image: warn }\nurl:")}`);
    await site.build();
    expect(site.has("assets/img/uploads/evil.svg")).toBe(false);
  });

  it("pages contain no control characters from posts", async () => {
    const site = blog(SETTINGS + post("one", 'title: "A\\x01B\\x7fC"', "Te\u0008xt <b>a&#2;b</b>\u0085."));
    await site.build();
    const html = site.page("blog/one/index.html");
    expect(html).toContain("ABC");
    expect(html).toContain("Text");
    expect(html).not.toMatch(/[^\P{Cc}\t\n\r]/u);
  });
});
