import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "./site.ts";

const served = (settings: string): string =>
  SETTINGS.replace("timezone:", `${settings}\ntimezone:`) +
  post("new", "aliases: [/blog/old/, /2019/why.html, /blog/früher/]", "Text.");

/** The headers in `_headers`, by path. */
function rules(text: string): Map<string, string[]> {
  const blocks = text.trim().split("\n\n");
  return new Map(
    blocks.map((block) => {
      const [path = "", ...lines] = block.split("\n").map((line) => line.trim());
      return [path, lines];
    }),
  );
}

describe("a site without configured hosts", () => {
  const site = blog(served(""));

  it("has _headers with a strict policy, within the limits of hosts", async () => {
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

  it("unsets a header before a folder sets its own", () => {
    const lines = rules(site.page("_headers")).get("/admin/*") ?? [];
    const taken = lines.indexOf("! Content-Security-Policy");
    const given = lines.findIndex((line) => line.startsWith("Content-Security-Policy:"));
    expect(taken).toBeGreaterThanOrEqual(0);
    expect(given).toBeGreaterThan(taken);
  });

  it("marks only files with a hash in their name as immutable", () => {
    const kept = [...rules(site.page("_headers"))]
      .filter(([, lines]) => lines.some((line) => line.includes("immutable")))
      .map(([path]) => path.slice(1, -1));
    expect(kept).not.toEqual([]);
    const files = [...site.snapshot().keys()].filter((file) => kept.some((folder) => file.startsWith(folder)));
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !/[._-][0-9a-f]{7,}\.[a-z0-9_]+$/.test(file))).toEqual([]);
  });

  it("redirects old addresses by _redirects and by HTML pages", () => {
    expect(site.page("_redirects")).toContain("/blog/old/ /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/blog/old /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/2019/why.html /blog/new/ 301\n");
    expect(site.page("_redirects")).toContain("/blog/fr%C3%BCher/ /blog/new/ 301\n");
    expect(site.page("blog/old/index.html")).toContain("/blog/new/");
  });
});

describe("a site with configured hosts", () => {
  it("has no redirect pages when all hosts support redirects", async () => {
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

  it("has a CSP meta tag and redirect pages for GitHub Pages", async () => {
    const site = blog(served("hosts: [github_pages]"));
    await site.build();
    expect(site.page("blog/new/index.html")).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src/);
    expect(site.has("blog/old/index.html")).toBe(true);
    expect(site.page("CNAME")).toBe("blog.example\n");
    expect(site.has(".nojekyll")).toBe(true);
    expect(site.has("_headers")).toBe(false);
  });

  it("resolves folders and redirects in a CloudFront function", async () => {
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

  it("is an error for an unknown host", async () => {
    const site = blog(served("hosts: [geocities]"));
    const { result } = await site.build();
    expect(result.problems).toMatchObject([{ rule: "wrong-type", file: "content/site.yaml" }]);
  });

  it("has the base path in _headers and _redirects", async () => {
    const site = blog(served("hosts: [netlify]").replace("https://blog.example", "https://example.com/blog"));
    await site.build();
    expect(site.page("_headers")).toMatch(/^\/blog\/\*\n/);
    expect(site.page("_redirects")).toContain("/blog/blog/old/ /blog/blog/new/ 301");
  });

  it("encodes a non-ASCII base path in redirects", async () => {
    const site = blog(served("hosts: [netlify, nginx]").replace("https://blog.example", "https://example.com/блог"));
    await site.build();
    const base = encodeURI("/блог/");
    expect(site.page("_redirects")).toContain(`${base}blog/old/ ${base}blog/new/ 301`);
    expect(site.page(".hosts/nginx.conf")).toContain(`location = "/блог/blog/old/" { return 301 "${base}blog/new/"; }`);
  });
});
