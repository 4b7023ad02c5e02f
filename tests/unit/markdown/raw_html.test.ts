import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

describe("allowed raw HTML", () => {
  it.each([
    "<b>a</b> <i>a</i> <u>a</u> <s>a</s> <del>a</del> <ins>a</ins> <small>a</small>",
    "<sub>a</sub> <sup>a</sup> <kbd>a</kbd> <mark>a</mark> <q>a</q> <samp>a</samp> <var>a</var>",
    '<del cite="/a/" datetime="2024-01-01">a</del> <ins cite="https://a.example/">b</ins>',
    '<abbr title="a">b</abbr> <time datetime="2024-01-01">c</time>',
    "<details>\n<summary>a</summary>\n<p>b</p>\n</details>",
    "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>",
    "<figure>\n<figcaption>a</figcaption>\n</figure>",
  ])("is unchanged: %s", async (html) => {
    const { html: result, problems } = await rendered(html);
    expect(result).toContain(html);
    expect(problems).toEqual([]);
  });

  it("loses classes and styles without a warning", async () => {
    const { html, problems } = await rendered('<p class="lead" style="color: red; width: 10px">a</p>');
    expect(html.trim()).toBe("<p>a</p>");
    expect(problems).toEqual([]);
  });

  it.each([
    ['<p style="text-align: center">a</p>', '<p class="align-center">a</p>'],
    ['<p align="right">a</p>', '<p class="align-right">a</p>'],
    ["<center>a</center>", '<div class="align-center">a</div>'],
    ['<font color="red">a</font>', "a"],
  ])("is modernised: %s", async (old, current) => {
    expect(await htmlOf(old)).toContain(current);
  });

  it("keeps only whole numbers as width and height", async () => {
    expect(await htmlOf('<img src="/a.png" alt="" width="300" height="20%">')).toContain('width="300" loading');
  });

  it("keeps named anchors", async () => {
    expect(await htmlOf('<a name="old"></a>Text <span id="older">x</span>')).toMatch(/<a id="old"><\/a>.*id="older"/);
  });

  it("has controls on audio and video", async () => {
    const html = await htmlOf('<audio><source src="/a.mp3"></audio>\n\n<video src="/b.mp4" autoplay></video>');
    expect(html).toContain('<audio controls><source src="/a.mp3"></audio>');
    expect(html).toMatch(/<video src="\/b.mp4" controls><\/video>/);
  });

  it("may contain Markdown, formulas and code", async () => {
    const html = await htmlOf("<div>\n\n*a* $x$ `b`\n\n</div>\n");
    expect(html).toMatch(/<div>\s*<p><em>a<\/em> <math>.*<\/math> <code>b<\/code><\/p>\s*<\/div>/);
  });

  it("cannot inject the internal placeholders of formulas", async () => {
    const { html } = await rendered("<b>x</b> $y$ \ue0000\ue000 &#xe000;0&#xe000; &#57344;0&#57344;");
    expect(html.match(/<math/g)).toHaveLength(1);
  });
});

describe("HTML that a page does not show as written", () => {
  it.each([
    ["a section of XML", "Text.\n\n<![CDATA[ words ]]>", "3:1 `<![CDATA[` is left out, with everything up to `]]>`."],
    ["a program", '<?php echo "a"; ?>', "1:1 `<?php` is left out, with everything up to `?>`."],
    [
      "bold Markdown",
      "<div>\nSome **bold** words.\n</div>",
      "2:6 Markdown is not read within `<div>`: readers see `**bold**`.",
    ],
    [
      "italic Markdown",
      "<div>Some *italic* words, 2 * 3 * 4</div>",
      "1:11 Markdown is not read within `<div>`: readers see `*italic*`.",
    ],
    [
      "a link of Markdown",
      "<center>[a](/b/)</center>",
      "1:9 Markdown is not read within `<center>`: readers see `[a](/b/)`.",
    ],
    [
      "a list of Markdown",
      "<details>\n<summary>A</summary>\n- one\n- two\n</details>",
      "3:1 Markdown is not read within `<details>`: readers see `- one`.",
    ],
    [
      "a heading of Markdown",
      "<div>\n## Two\n</div>",
      "2:1 Markdown is not read within `<div>`: readers see `## Two`.",
    ],
  ])("is reported: %s", async (_, text, finding) => {
    const { problems } = await rendered(text);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([finding]);
  });

  it.each([
    "<div>\n\nSome **bold** words.\n\n</div>",
    "<pre>\n**a** [b](c)\n</pre>",
    "<div><code>**a**</code> 2 * 3 * 4, a - b, snake_case_name, [a] (b)</div>",
    "<p>- a dash</p>",
  ])("is nothing of these: %s", async (text) => {
    expect((await rendered(text)).problems).toEqual([]);
  });

  it.each(["plaintext", "xmp", "noembed", "noframes", "listing"])("does not end with <%s>", async (name) => {
    const { html, problems } = await rendered(`<${name}>a\n\nMore **bold** words.`);
    expect(html).toContain("<p>More <strong>bold</strong> words.</p>");
    expect(problems).toMatchObject([{ rule: "unsafe-html", line: 1 }]);
  });

  it("refers to the files of videos and sounds", async () => {
    const { links } = await rendered(
      '<video src="/a.mp4" poster="/b.jpg"></video>\n\n<audio><source src="/c.mp3"></audio>\n',
    );
    expect(links.map(({ target, place }) => `${place.line} ${target}`)).toEqual(["1 /a.mp4", "1 /b.jpg", "3 /c.mp3"]);
  });
});

describe("encoded characters", () => {
  const encoded = [...Array(16).keys()].map((digit) => `%EE%80%${(0x80 + digit).toString(16)}`);
  it.each([
    "&#xe000;0&#xe000;",
    ...encoded.map((character) => `[](https://a.example/${character}0${character})`),
    ...encoded.map((character) => `<https://a.example/${character}0${character}>`),
    '![\ue0000\ue000](/a.png "&#xe000;0&#xe000;")',
    '<img src="/a.png" alt="&#57344;0&#57344;" title="\ue0010\ue001">',
  ])("inject no internal placeholders: %s", async (text) => {
    const { html } = await rendered(`<b>x</b> $y$ ${text}`);
    expect(html.match(/<math/g)).toHaveLength(1);
  });

  it.each([
    '<p id="page_main">',
    "<p ID=PAGE_MAIN>",
    '<p id="&#112;age_main">',
    '<p/id="page_main">',
    '<p id=" page_main ">',
    '<a name="p&#x61;ge_main">',
    "<center id=page_main>",
    '<acronym id="Page_share">',
    '<p id="pa\u0007ge_main">',
    '<p id="&#7;page_main">',
  ])("take no id of the page template: %s", async (tag) => {
    expect(await htmlOf(`${tag}x</p>`)).not.toMatch(/<[^>]*(?:page_|&#)/i);
  });
});

describe("forbidden raw HTML", () => {
  it.each(["title", "textarea", "script"])("is reported with the text that is lost after it: <%s>", async (name) => {
    const { problems } = await rendered(`The <${name}> tag matters.\n\nMore text.`);
    expect(problems[0]?.message).toBe(`\`<${name}>\` is left out, with everything up to \`</${name}>\`.`);
    expect(problems[0]?.hint).toContain("put it in backticks");
  });

  it.each([
    ["<script>alert(1)</script>", "<script>"],
    ["<style>p { color: red }</style>", "<style>"],
    ["<form action='/x'>a</form>", "<form>"],
    ["<object data='/x'></object>", "<object>"],
    ["<embed src='/x'>", "<embed>"],
    ["<svg onload='x()'></svg>", "<svg>"],
    ["<base href='//x'>", "<base>"],
    ["<meta http-equiv='refresh'>", "<meta>"],
    ["<link rel='stylesheet' href='/x'>", "<link>"],
    ["<b onclick='x()'>a</b>", "onclick"],
    ["<a href='javascript:x()'>a</a>", "javascript:"],
    ["<a href='java&#10;script:x()'>a</a>", "java"],
    // Pages are published without such characters.
    ["<a href='java\u0007script:x()'>a</a>", "javascript:"],
    ["<a href='java&#127;script:x()'>a</a>", "javascript:"],
    ["<img src='data:text/html,x' alt=''>", "data:"],
  ])("is removed and reported at its place: %s", async (html, named) => {
    const { html: result, problems } = await rendered(`Line one.\n\nHere: ${html}\n`);
    expect(result).not.toMatch(/script|onclick|style|<form|<object|<embed|<svg|<base|<meta|<link|data:/);
    expect(problems[0]).toMatchObject({ rule: "unsafe-html", severity: "warn", line: 3, column: 7 });
    expect(problems[0]?.message).toContain(named);
  });

  it.each([
    ['<img src="/a.png" alt="A" srcset="/b.png 2x">', "srcset"],
    ['<img src="/a.png" alt="A" longdesc="/b/">', "longdesc"],
    ['<a href="/" ping="https://a.example/">a</a>', "ping"],
    ['<a href="/" xlink:href="javascript:x()">a</a>', "xlink:href"],
    ['<span background="/b.png">a</span>', "background"],
    ['<iframe src="https://video.example/" title="A" srcdoc="<p>b"></iframe>', "srcdoc"],
    ['<b cite="/b/">a</b>', "cite"],
  ])("is reported when an attribute with an address is removed: %s", async (html, attribute) => {
    const { html: result, problems } = await rendered(`Line one.\n\nHere: ${html}\n`);
    expect(result).not.toContain(attribute);
    expect(problems).toMatchObject([{ rule: "unsafe-html", line: 3, column: 7 }]);
    expect(problems[0]?.message).toContain(`\`${attribute}\``);
  });

  it("is reported at its line in a block", async () => {
    const { problems } = await rendered("<div>\n  <p>a</p>\n  <script src=x></script>\n</div>\n");
    expect(problems).toMatchObject([{ rule: "unsafe-html", line: 3, column: 3 }]);
  });

  it("has a hint to link to a gist instead", async () => {
    const { problems } = await rendered('<script src="https://gist.github.com/a/b.js"></script>');
    expect(problems[0]?.hint).toContain("https://gist.github.com/a/b");
  });

  it("does not include comments, which are removed without a warning", async () => {
    const { html, problems } = await rendered("<!--StartFragment-->\n\na <!-- b --> c\n\n<!--EndFragment-->");
    expect(html).not.toContain("<!--");
    expect(html).toMatch(/a\s+c/);
    expect(problems).toEqual([]);
  });
});

describe("iframes", () => {
  it("from allowed hosts are kept, with safe attributes only", async () => {
    const { html, problems } = await rendered(
      '<iframe src="https://video.example/1" title="A talk" width="560" frameborder="0" style="x" allow="camera" allowfullscreen></iframe>',
    );
    expect(html).toContain('src="https://video.example/1"');
    expect(html).toContain('title="A talk"');
    expect(html).toContain('loading="lazy"');
    expect(html).not.toMatch(/frameborder|style|allow=/);
    expect(problems).toEqual([]);
  });

  it("get a title if they lack one, which is reported", async () => {
    const { html, problems } = await rendered('<iframe src="https://video.example/1"></iframe>');
    expect(html).toContain('title="Embedded content"');
    expect(problems).toHaveLength(1);
  });

  it.each(["https://elsewhere.example/", "/local", "javascript:x", "https://video.example.evil.example/"])(
    "from %s are removed, which is reported",
    async (address) => {
      const { html, problems } = await rendered(`<iframe src="${address}" title="x"></iframe>`);
      expect(html).not.toContain("<iframe");
      expect(problems.map(({ rule }) => rule)).toContain("unsafe-html");
    },
  );
});

describe("malformed raw HTML", () => {
  it.each(["<div>a", "a</div></b>", "</section>", "<b><i>a</b></i>", "<ul><li>a<li>b"])(
    "does not break the page: %s",
    async (html) => {
      const result = await htmlOf(`${html}\n\nAfter.\n`);
      expect(result).toContain("After.");
      for (const tag of ["div", "b", "i", "ul", "li", "section"]) {
        const opened = result.match(new RegExp(`<${tag}[ >]`, "g"))?.length ?? 0;
        const closed = result.match(new RegExp(`</${tag}>`, "g"))?.length ?? 0;
        expect(closed, tag).toBe(opened);
      }
    },
  );
});

describe("an unclosed comment or attribute", () => {
  it.each([
    ["Text.\n\n<!-- a note to myself\n\nMore text.", "3:1 unsafe-html"],
    ['Text.\n\n<div title="open\n\nMore text.', "3:1 unsafe-html"],
  ])("is reported: %j", async (text, place) => {
    const { problems } = await rendered(text);
    expect(problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toContain(place);
  });
});
