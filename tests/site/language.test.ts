import { describe, expect, it } from "vitest";
import { en } from "../../src/views/i18n/en.ts";
import { blog, post, SETTINGS } from "./site.ts";

const PERSIAN = SETTINGS.replace("url:", "language: fa\nurl:").replace("America/Chicago", "Asia/Tehran");

describe("a blog in Persian", () => {
  it("is right-to-left, with Persian words, digits and dates", async () => {
    const posts = Array.from({ length: 30 }, (_, index) =>
      post(`post-${index}`, `title: نوشته\ndate: 2024-02-${10 + (index % 9)}\ntags: [career]`, "متن"),
    );
    const site = blog(PERSIAN + posts.join("") + post("guest", "title: A guest\nlang: en", "From another blog."));
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    const article = site.page("blog/post-0/index.html");
    expect(article).toContain('<html lang="fa" dir="rtl">');
    expect(article).toContain("۲۱ بهمن ۱۴۰۲");
    expect(article).toContain("۱ دقیقه مطالعه");
    expect(site.page("blog/page/2/index.html")).toContain("صفحهٔ ۲ از ۳");
    expect(site.page("archive/index.html")).toMatch(/<h2[^>]*>۱۴۰۲<\/h2>/);
    expect(site.page("blog/guest/index.html")).toContain('<html lang="en" dir="ltr">');
  });

  it("has no English interface text on any page", async () => {
    const site = blog(PERSIAN + post("one", "title: نوشته\ntags: [mentoring]\nseries: یک", "متن"));
    await site.build();
    const english = Object.values(en)
      .flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)))
      .map((text) => text.replace(/\{\w+\}/g, "").trim())
      .filter((text) => text.length > 4 && /^[A-Z]/.test(text));
    for (const [path, bytes] of site.snapshot()) {
      if (!path.endsWith(".html") || /^(?:about|privacy)\//.test(path)) continue;
      const data = /<script type="application\/ld\+json">.*?<\/script>/gs;
      const html = Buffer.from(bytes, "latin1").toString().replace(data, "");
      const words = html.replace(/<[^>]*?(?:aria-label|title|alt)="([^"]*)"[^>]*>|<[^>]*>/g, " $1 ");
      expect([path, english.filter((text) => words.includes(text))]).toEqual([path, []]);
    }
  });
});
