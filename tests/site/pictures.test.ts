import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { type Blog, type Built, blog, plainEleventy, post, SETTINGS, snapshot } from "./site.ts";

const UPLOADS = "assets/img/uploads";

/** An image with smooth gradients, like a photograph; noise takes seven times as long to encode. */
function drawn(width: number, height: number, seed = 1): Sharp {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / (3 * width))];
    return ((200 * x) / width + (50 * y * (at % 3)) / height + 7 * seed) % 256;
  });
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** An animation of two frames, red and green. */
function moving(): Promise<Buffer> {
  const frames = Uint8Array.from({ length: 60 * 80 * 3 }, (_, at) =>
    at % 3 === (at < 60 * 40 * 3 ? 0 : 1) ? 200 : 20,
  );
  return sharp(frames, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } })
    .gif({ delay: [300, 300], loop: 0 })
    .toBuffer();
}

function put(site: Blog, path: string, bytes: Uint8Array | string): void {
  const target = join(site.folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

/** All image URLs in a page, including srcset. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/\b(?:src|srcset)="(\/assets\/img\/[^"]*)"/g)].flatMap(([, list = ""]) =>
    list.split(", ").map((one) => one.split(" ")[0] ?? ""),
  );
}

function pagesOf(site: Blog): [string, string][] {
  return [...site.snapshot()].filter(([path]) => path.endsWith(".html"));
}

const sizedFiles = (site: Blog): string[] => [...site.snapshot().keys()].filter((path) => path.includes("img/sized/"));

describe("images", () => {
  const site = blog(
    `${SETTINGS}${post("wide", `thumbnail: /${UPLOADS}/wide.jpg\nthumbnail_alt: Hills`, "Words.")}` +
      post(
        "text",
        "",
        `![Small](/${UPLOADS}/small.png "A caption")\n\n<img src="/${UPLOADS}/wide.jpg" alt="Hills" width="300">`,
      ) +
      post("upright", `thumbnail: /${UPLOADS}/upright.jpg`, "Words.") +
      post("told", `thumbnail: /${UPLOADS}/upright.jpg\nthumbnail_focus: 20% 80%`, "Words.") +
      post("whole", `thumbnail: /${UPLOADS}/wide.jpg\nthumbnail_focus: whole`, "Words.") +
      post("chart", `thumbnail: /${UPLOADS}/chart.png`, "Words.") +
      post(
        "kinds",
        "",
        `![Moves](/${UPLOADS}/moves.gif) ![Drawn](/${UPLOADS}/drawn.svg) ![Told](/${UPLOADS}/a%20b.gif)`,
      ) +
      `-- content/pages/office.md --
---
title: Our office
layout: page_base.njk
---
![The office](/${UPLOADS}/office.png)
`,
  );
  let built: Built;

  beforeAll(async () => {
    put(site, `${UPLOADS}/wide.jpg`, await drawn(1900, 950).jpeg().toBuffer());
    put(site, `${UPLOADS}/small.png`, await drawn(300, 200).png().toBuffer());
    const taken = { IFD0: { Copyright: "Somebody" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
    put(
      site,
      `${UPLOADS}/upright.jpg`,
      await drawn(900, 600).withMetadata({ orientation: 6 }).withExifMerge(taken).jpeg().toBuffer(),
    );
    put(site, `${UPLOADS}/moves.gif`, await moving());
    const ground = sharp({ create: { width: 1200, height: 900, channels: 3, background: "#fff" } });
    put(site, `${UPLOADS}/chart.png`, await ground.png().toBuffer());
    put(site, `${UPLOADS}/a b.gif`, await drawn(120, 60).png().toBuffer());
    put(
      site,
      `${UPLOADS}/drawn.svg`,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><circle r="9"/></svg>',
    );
    put(site, `${UPLOADS}/office.png`, await drawn(900, 300).png().toBuffer());
    put(site, `${UPLOADS}/unused.png`, await drawn(500, 500).png().toBuffer());
    built = await site.build();
  });

  it("have AVIF and WebP sizes up to the original, and high priority when first", () => {
    expect(built.result.problems).toEqual([]);
    const article = site.page("blog/wide/index.html");
    const [, avif = "", image = ""] =
      /<picture><source type="image\/avif" srcset="([^"]*)"[^>]*>(<img class="article-picture"[^>]*>)<\/picture>/.exec(
        article,
      ) ?? [];
    expect(avif.match(/\d+w/g)).toEqual(["400w", "800w", "1200w", "1800w"]);
    expect(image).toMatch(/width="1900" height="950"/);
    expect(image).toMatch(/alt="Hills" data-tint="[0-7][a-g]"[^>]* fetchpriority="high"/);
    expect(image).toMatch(/src="\/assets\/img\/sized\/wide-800\.[0-9a-f]{8}\.webp"/);
    expect(image).not.toContain("lazy");
  });

  it("are cropped around their focus, but charts are shown whole", () => {
    const image = (page: string): string => /<img class="article-picture"[^>]*>/.exec(site.page(page))?.[0] ?? "";
    expect(image("blog/told/index.html")).toContain('data-focus="2 8"');
    expect(image("blog/whole/index.html")).toContain("data-whole");
    expect(image("blog/chart/index.html")).toMatch(/data-tint="6a" data-whole/);
    expect(image("blog/wide/index.html")).not.toContain("data-whole");
    const besides = ["chart", "whole", "upright", "wide"].map((name) =>
      site.page(`blog/${name}/index.html`).includes("article-header-beside"),
    );
    expect(besides).toEqual([true, true, true, false]);
  });

  it("have no sizes larger than their slot needs", () => {
    const card =
      /<img class="cover"[^>]*wide[^>]*>/.exec(site.page("tags/index.html") + site.page("blog/index.html"))?.[0] ?? "";
    expect(/srcset="([^"]*)"/.exec(card)?.[1]?.match(/\d+w/g)).toEqual(["400w", "800w"]);
    expect(card).toMatch(/sizes="[^"]+"/);
  });

  it("are resized only for the pages that show them", () => {
    const offered = new Set(pagesOf(site).flatMap(([, html]) => addressesIn(html)));
    expect([...offered].filter((address) => !site.has(decodeURI(address.slice(1))))).toEqual([]);
    expect(sizedFiles(site).filter((path) => !offered.has(`/${path}`))).toEqual([]);
    expect(sizedFiles(site).length).toBeGreaterThan(10);
  });

  it("are never enlarged, and keep the width their author set", async () => {
    const text = site.page("blog/text/index.html");
    expect(/srcset="([^"]*small[^"]*)"/.exec(text)?.[1]?.match(/\d+w/g)).toEqual(["300w"]);
    expect(text).toMatch(
      /<figure><picture><source [^>]*><img [^>]*width="300" height="200"[^>]*><\/picture><figcaption>A caption/,
    );
    expect(text).toMatch(/sizes="min\(92vw, 300px\)" width="300" height="150"[^>]* alt="Hills"/);
  });

  it("are resized on pages that are not posts, too", () => {
    const image = /<picture><source type="image\/avif" [^>]*>(<img [^>]*alt="The office"[^>]*>)<\/picture>/.exec(
      site.page("office/index.html"),
    )?.[1];
    expect(image).toMatch(/srcset="[^"]*office-400[^"]* 400w, [^"]*office-900[^"]* 900w/);
    expect(image).toMatch(/width="900" height="300"/);
  });

  it("are rotated correctly, with EXIF data removed", async () => {
    expect(site.page("blog/upright/index.html")).toMatch(/class="article-picture"[^>]*width="600" height="900"/);
    const paths = sizedFiles(site).filter((path) => path.includes("upright"));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const found = await sharp(join(site.output, path)).metadata();
      expect([path, found.width < found.height, found.orientation, found.exif]).toEqual([
        path,
        true,
        undefined,
        undefined,
      ]);
    }
  });

  it("stay animated", async () => {
    const moves = /<img [^>]*moves[^>]*>/.exec(site.page("blog/kinds/index.html"))?.[0] ?? "";
    expect(moves).toMatch(/width="60" height="40"/);
    expect(sizedFiles(site).filter((path) => path.includes("moves"))).toHaveLength(1);
    const { format, pages } = await sharp(join(site.output, addressesIn(moves)[0] ?? ""), {
      animated: true,
    }).metadata();
    expect([format, pages]).toEqual(["webp", 2]);
  });

  it("are recognised by content, not by extension, and SVGs are not resized", () => {
    const text = site.page("blog/kinds/index.html");
    expect(text).toMatch(
      /<img src="\/assets\/img\/uploads\/drawn\.svg" width="30" height="20" data-tint="clear" alt="Drawn"/,
    );
    expect(text).toMatch(/<source type="image\/avif" srcset="\/assets\/img\/sized\/a-b-120\.[0-9a-f]{8}\.avif 120w"/);
  });

  it("are also published as uploaded", () => {
    for (const name of ["wide.jpg", "unused.png", "drawn.svg"]) expect(site.has(`${UPLOADS}/${name}`)).toBe(true);
  });

  it.runIf(isWhole)("are identical in plain Eleventy and a build with an empty cache", async () => {
    const output = join(site.folder, "plain");
    const plain = await plainEleventy({
      BLOG_CONTENT: join(site.folder, "content"),
      BLOG_ASSETS: join(site.folder, "assets"),
      BLOG_CACHE: join(site.folder, "cache-of-plain"),
      BLOG_OUTPUT: output,
    });
    expect(plain.code).toBe(0);
    expect(snapshot(output)).toEqual(site.snapshot());
  });

  it("are resized again when they change, and only pages that show them are rendered", async () => {
    const before = site.snapshot();
    put(site, `${UPLOADS}/small.png`, await drawn(320, 200, 3).png().toBuffer());
    const { result } = await site.build();
    expect(result.rendered).toBe(1);
    const after = site.snapshot();
    const changed = [...after].filter(([path, bytes]) => before.get(path) !== bytes).map(([path]) => path);
    expect(changed.filter((path) => path.endsWith(".html"))).toEqual(["blog/text/index.html"]);
    expect([...before.keys()].filter((path) => !after.has(path)).every((path) => path.includes("small-300"))).toBe(
      true,
    );
    const clean = await site.build("--clean");
    expect(clean.code).toBe(0);
    expect(site.snapshot()).toEqual(after);
  });
});

describe("a broken image", () => {
  it("is an error with its place and a reason, but only a warning as a thumbnail", async () => {
    const whole = await drawn(400, 300).png().toBuffer();
    const claims = Buffer.from(whole);
    claims.writeUInt32BE(60_000, 16);
    claims.writeUInt32BE(60_000, 20);
    claims.writeUInt32BE(crc32(claims.subarray(12, 29)), 29);
    const bad: Record<string, Uint8Array | string> = {
      "cut.png": whole.subarray(0, whole.length / 2),
      "cut.jpg": (await drawn(400, 300).jpeg().toBuffer()).subarray(0, 1000),
      "cut.gif": (await moving()).subarray(0, 60),
      "claims.png": claims,
      "words.jpg": "These are words.",
      "empty.webp": "",
      "drawing.png": '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "page.svg": "<!DOCTYPE html><p>Words</p>",
    };
    const body = Object.keys(bad).map((name) => `![A chart](/${UPLOADS}/${name})\n`);
    const site = blog(
      SETTINGS + post("bad", `thumbnail: /${UPLOADS}/words.jpg`, body.join("\n")) + post("good", "", "Words."),
    );
    for (const [name, bytes] of Object.entries(bad)) put(site, `${UPLOADS}/${name}`, bytes);
    const { code, result, stderr } = await site.build();
    expect(code).toBe(1);
    expect(stderr).not.toContain("    at ");
    expect(result.problems.map(({ rule, file, line, severity }) => `${rule} ${file}:${line} ${severity}`)).toEqual([
      // HTML with an .svg extension is not published.
      `active-upload ${UPLOADS}/page.svg:1 warn`,
      "broken-image content/posts/bad.md:5 warn",
      ...body.map((_, at) => `broken-image content/posts/bad.md:${7 + 2 * at} error`),
    ]);
    expect(result.problems.find(({ message }) => message.includes("claims.png"))?.message).toContain("million pixels");

    site.write("-- content/site.yaml --\nname: Test\nurl: https://blog.example\nchecks: { broken-image: warn }\n");
    expect((await site.build()).code).toBe(0);
    expect(site.page("blog/bad/index.html")).not.toContain("article-picture");

    site.write(
      `-- content/authors.yaml --\nada: { name: Ada Lovelace }\nmax:\n  name: Max Weber\n  picture: /${UPLOADS}/cut.png\n`,
    );
    expect((await site.build()).result.problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toContain(
      "content/authors.yaml:4 broken-image",
    );
    expect(site.page("blog/bad/index.html")).toContain(`src="/${UPLOADS}/cut.png"`);
  });
});

describe("an image that was replaced", () => {
  it("gives the same site as a clean build", async () => {
    const site = blog(`${SETTINGS}${post("a", `thumbnail: /${UPLOADS}/a.png\nthumbnail_alt: A`, "Words.")}`);
    put(site, `${UPLOADS}/a.png`, await drawn(300, 200).png().toBuffer());
    await site.build();
    put(site, `${UPLOADS}/a.png`, await drawn(300, 200, 7).png().toBuffer());
    await site.build();
    const incremental = site.snapshot();
    site.remove("_site");
    await site.build("--clean");
    expect([...site.snapshot()].filter(([path, bytes]) => incremental.get(path) !== bytes)).toEqual([]);
    expect([...incremental.keys()]).toEqual([...site.snapshot().keys()]);
  });
});
