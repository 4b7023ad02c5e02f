import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "./site.ts";

const served = (settings: string): string =>
  SETTINGS.replace("timezone:", `${settings}\ntimezone:`) +
  post("new", "aliases: [/blog/old/, /2019/why.html, /blog/früher/]", "Text.");

/** The lines of a rule in `_headers`, by the line with its path. */
function rules(text: string): Map<string, string[]> {
  const blocks = text.trim().split("\n\n");
  return new Map(
    blocks.map((block) => {
      const [path = "", ...lines] = block.split("\n").map((line) => line.trim());
      return [path, lines];
    }),
  );
}

describe("a site whose host is not known", () => {
  const site = blog(served(""));

  it("has the files that several hosts read, within what they accept", async () => {
    const { result } = await site.build();
    expect(result.problems).toEqual([]);
    const all = rules(site.page("_headers"));
    expect(all.size).toBeLessThanOrEqual(100);
    expect(
      Math.max(
        ...site
          .page("_headers")
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(2000);
    const everywhere = all.get("/*")?.join("\n") ?? "";
    expect(everywhere).toContain("Content-Security-Policy: default-src 'none'; script-src 'self'");
    expect(everywhere).not.toContain("unsafe-inline");
    for (const name of [
      "Strict-Transport-Security",
      "X-Content-Type-Options: nosniff",
      "Referrer-Policy",
      "Permissions-Policy",
      "Cross-Origin-Opener-Policy",
      "frame-ancestors 'none'",
    ]) {
      expect(everywhere).toContain(name);
    }
  });

  it("takes a header away before a folder gets one of its own", () => {
    const lines = rules(site.page("_headers")).get("/admin/*") ?? [];
    const taken = lines.indexOf("! Content-Security-Policy");
    const given = lines.findIndex((line) => line.startsWith("Content-Security-Policy:"));
    expect(taken).toBeGreaterThanOrEqual(0);
    expect(given).toBeGreaterThan(taken);
  });

  it("lets only files be kept for ever that are named by what they hold", () => {
    const kept = [...rules(site.page("_headers"))]
      .filter(([, lines]) => lines.some((line) => line.includes("immutable")))
      .map(([path]) => path.slice(1, -1));
    expect(kept).not.toEqual([]);
    const files = [...site.snapshot().keys()].filter((file) => kept.some((folder) => file.startsWith(folder)));
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !/[._-][0-9a-f]{7,}\.[a-z0-9_]+$/.test(file))).toEqual([]);
  });

  it("leads on from old addresses by rules and by pages", () => {
    expect(site.page("_redirects")).toContain("/blog/old/ /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/blog/old /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/2019/why.html /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/blog/fr%C3%BCher/ /blog/new/ 301\n");
    expect(site.page("blog/old/index.html")).toContain("/blog/new/");
  });
});

describe("a site whose host is named", () => {
  it("has no pages at old addresses where the host leads on by itself", async () => {
    const site = blog(served("hosts: [netlify, nginx, caddy, vercel]"));
    const { result } = await site.build();
    expect(result.problems).toEqual([]);
    expect(site.has("blog/old/index.html")).toBe(false);
    expect(site.page(".hosts/nginx.conf")).toContain('location = "/blog/früher/" { return 301 "/blog/new/"; }');
    expect(site.page(".hosts/blog.caddy")).toContain('redir "/2019/why.html" "/blog/new/" 301');
    expect(JSON.parse(site.page("vercel.json")).redirects).toContainEqual({
      source: "/2019/why\\.html",
      destination: "/blog/new/",
      statusCode: 301,
    });
  });

  it("states its policy in pages for GitHub Pages, which sends no headers and knows no redirects", async () => {
    const site = blog(served("hosts: [github_pages]"));
    await site.build();
    expect(site.page("blog/new/index.html")).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src/);
    expect(site.has("blog/old/index.html")).toBe(true);
    expect(site.page("CNAME")).toBe("blog.example\n");
    expect(site.has(".nojekyll")).toBe(true);
    expect(site.has("_headers")).toBe(false);
  });

  it("answers for folders and old addresses at CloudFront", async () => {
    const site = blog(served("hosts: [cloudfront]"));
    await site.build();
    const { Resources } = JSON.parse(site.page(".hosts/cloudfront.json"));
    const code: string = Resources.Addresses.Properties.FunctionCode;
    const answer = (uri: string): unknown =>
      runInNewContext(`${code}\nJSON.stringify(handler({ request: ${JSON.stringify({ uri })} }))`);
    expect(answer("/blog/new/")).toBe('{"uri":"/blog/new/index.html"}');
    expect(answer("/blog/new")).toContain('"location":{"value":"/blog/new/"}');
    expect(answer("/blog/fr%C3%BCher/")).toContain('"statusCode":301');
    expect(answer("/assets/x.css")).toBe('{"uri":"/assets/x.css"}');
    const [first] = Resources.Distribution.Properties.DistributionConfig.CacheBehaviors;
    expect(first).toMatchObject({ PathPattern: "/assets/css/*", Compress: true });
  });

  it("is told of a host that nobody knows", async () => {
    const site = blog(served("hosts: [geocities]"));
    const { result } = await site.build();
    expect(result.problems).toMatchObject([{ rule: "wrong-type", file: "content/site.yaml" }]);
  });

  it("is served below a path when its address has one", async () => {
    const site = blog(served("hosts: [netlify]").replace("https://blog.example", "https://example.com/blog"));
    await site.build();
    expect(site.page("_headers")).toMatch(/^\/blog\/\*\n/);
    expect(site.page("_redirects")).toContain("/blog/blog/old/ /blog/blog/new/ 301");
  });

  it("is served below a path in letters of another alphabet", async () => {
    const site = blog(served("hosts: [netlify, nginx]").replace("https://blog.example", "https://example.com/блог"));
    await site.build();
    const base = encodeURI("/блог/");
    expect(site.page("_redirects")).toContain(`${base}blog/old/ ${base}blog/new/ 301`);
    expect(site.page(".hosts/nginx.conf")).toContain(`location = "/блог/blog/old/" { return 301 "${base}blog/new/"; }`);
  });
});
