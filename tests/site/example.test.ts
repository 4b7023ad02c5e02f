import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { command, ROOT, snapshot } from "./site.ts";
import { feedFaults, sitemapFaults, structuredDataFaults } from "./validators.ts";
import { deadLinks, invalidities } from "./validity.ts";

const EXAMPLE = "https://www.omentors.com";
const { url: address } = z
  .object({ url: z.string() })
  .parse(parse(readFileSync(join(ROOT, "content", "site.yaml"), "utf8")));

/** The site's URL, with a trailing slash. */
const root = address.replace(/\/?$/, "/");
const base = new URL(root).pathname;

describe("the example blog", () => {
  let site: Map<string, string>;
  let said: string;

  beforeAll(async () => {
    const output = join(mkdtempSync(join(tmpdir(), "blog-")), "_site");
    const built = await command("build", ["--output", output]);
    said = built.stdout;
    expect(built.code).toBe(0);
    site = new Map([...snapshot(output)].map(([path, bytes]) => [path, Buffer.from(bytes, "latin1").toString()]));
  });

  it("builds without problems", () => {
    expect(said).toMatch(/no problems\.\n$/);
  });

  // A blog set up with npm run init has other posts.
  it.skipIf(address !== EXAMPLE)("has at least twelve posts by four authors over five topics", () => {
    const paths = [...site.keys()];
    expect(paths.filter((path) => /^blog\/[^/]+\/index\.html$/.test(path)).length).toBeGreaterThanOrEqual(12);
    expect(paths.filter((path) => /^authors\/[^/]+\/index\.html$/.test(path))).toHaveLength(4);
    expect(paths.filter((path) => /^tags\/[^/]+\/index\.html$/.test(path))).toHaveLength(5);
  });

  it("consists of valid HTML pages", () => {
    const pages = [...site].filter(([path]) => path.endsWith(".html"));
    expect(pages.flatMap(([path, html]) => invalidities(path, html))).toEqual([]);
  });

  it("has no dead links", () => {
    expect(deadLinks(site, base)).toEqual([]);
  });

  it("has no inline scripts or styles, so that a strict policy can apply", () => {
    const inline = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))|<style|\son\w+=|\sstyle=/;
    for (const [path, html] of site) if (path.endsWith(".html")) expect(html).not.toMatch(inline);
  });

  it("has a script and style sheet file for every page", () => {
    for (const [path, html] of site) {
      if (!path.endsWith(".html") || path.startsWith("admin/") || html.includes('http-equiv="refresh"')) continue;
      const needed = [...html.matchAll(/(?:<script[^>]*\ssrc|<link rel="stylesheet" href)="([^"]+)"/g)];
      expect(needed.length, path).toBeGreaterThanOrEqual(2);
      for (const [, file = ""] of needed) expect(site.has(file.slice(base.length)), `${path} ${file}`).toBe(true);
    }
  });

  it("has valid feeds, sitemap and structured data", async () => {
    expect(feedFaults(site, root)).toEqual([]);
    expect(sitemapFaults(site, root)).toEqual([]);
    expect(await structuredDataFaults(site, root)).toEqual([]);
  });
});
