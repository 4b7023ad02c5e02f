/** Random URLs wherever a blog may contain one, and checks of what becomes of them. */

import fc from "fast-check";
import { Parser } from "htmlparser2";
import { withoutInvisible } from "../../src/base/text.ts";
import type { SitePlan } from "../../src/engine/plan/plan_site.ts";
import type { BlogFiles } from "./laboratory.ts";

const PAGE = "https://blog.example/blog/a-post/";
const ALLOWED = ["http:", "https:", "mailto:", "tel:"];

/** Every URL on a page, with its element. */
export function addressesIn(html: string): { name: string; address: string }[] {
  const found: { name: string; address: string }[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      for (const [attribute, address] of Object.entries(attributes)) {
        if (
          /^(?:(?:xlink:)?href|src|cite|poster|srcset|(?:form)?action|data|ping|background|longdesc)$/.test(attribute)
        )
          found.push({ name, address });
      }
    },
  });
  parser.end(html);
  return found;
}

/** URLs that do more in a browser than open a page, mail or phone app. */
export function foreignIn(html: string): string[] {
  return addressesIn(html)
    .filter(({ name, address }) => {
      return isForeign(address) && !(name === "img" && /^data:image\/(?!svg)/.test(address));
    })
    .map(({ address }) => address);
}

function isForeign(address: string): boolean {
  const published = withoutInvisible(address);
  return !URL.canParse(published, PAGE) || !ALLOWED.includes(new URL(published, PAGE).protocol);
}

const SCHEMES = [
  ..."javascript JavaScript vbscript data blob file filesystem view-source ms-msdt search-ms intent ftp".split(" "),
  ..."ssh chrome-extension x-apple about git+ssh sms https http mailto tel".split(" "),
];

/** Characters that browsers ignore at the start of a URL and in its scheme, and those that the build removes from pages. */
const UNSEEN = [
  ...["", "", "\t", "\n", "\r\n", " ", "&#9;", "&#x0A;", "&Tab;", "&NewLine;", "\\", "%09"],
  ...["\u0001", "\u0007", "\u007f", "\u009f", "\ufffe", "&#7;", "&#x7f;"],
];

/** A URL that may lead anywhere, in many spellings. */
export const ADDRESS: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...UNSEEN),
    fc.constantFrom(...SCHEMES),
    fc.constantFrom(...UNSEEN),
    fc.nat(5),
    fc.constantFrom("alert(1)", "//x.example/a", "/id%20x", "?query=x", "a@b.example", "text/html,<b>", "[", ""),
  )
  .map(([before, scheme, inside, at, rest]) => `${before}${scheme.slice(0, at)}${inside}${scheme.slice(at)}:${rest}`);

/** Every Markdown and HTML syntax for a URL, around a word that must survive. */
export const FORMS: readonly ((address: string) => string)[] = [
  (to) => `[word](${to})`,
  (to) => `[word](<${to}>)`,
  (to) => `[word](${to} "title")`,
  (to) => `[word][ref]\n\n[ref]: ${to}\n`,
  (to) => `[word][ref]\n\n[ref]: <${to}>\n`,
  (to) => `word <${to}>`,
  (to) => `word ${to}`,
  (to) => `![word](${to})`,
  (to) => `[![word](${to})](${to})`,
  (to) => `[word ![a](/a.png)](${to})`,
  (to) => `> - [word](${to})\n\n| a |\n|---|\n| [b](${to}) |`,
  (to) => `Note.[^1]\n\n[^1]: [word](${to})`,
  (to) => `^[word](${to}) Note^[a [b](${to}) c]`,
  (to) => `## [word](${to})`,
  (to) => `<a href="${to}">word</a>`,
  (to) => `<a href='${to}'>word</a>`,
  (to) => `<p><a href=${to}>word</a></p>`,
  (to) => `<img src="${to}" alt="A"> word`,
  (to) => `<blockquote cite="${to}">word</blockquote>`,
  (to) => `<video src="${to}" poster="${to}"></video>\n\nword`,
  (to) => `<iframe src="${to}"></iframe>\n\nword`,
  (to) => `[word](${to})\n\n<b>mixed</b>`,
  (to) => `<b>mixed</b> [word][ref] ![a](${to})\n\n[ref]: ${to}\n`,
  (to) => `<img src="/a.png" alt="A" srcset="${to} 2x" longdesc="${to}"> word`,
  (to) => `<a href="/" ping="${to}" xlink:href="${to}">word</a>`,
  (to) => `<svg><a xlink:href="${to}"><text>a</text></a></svg> word`,
  (to) => `<table background="${to}"><tr><td>word</td></tr></table>`,
  (to) => `<button formaction="${to}">word</button> <del cite="${to}">a</del>`,
];

const rarely = fc.oneof({ weight: 8, arbitrary: fc.constant("/blog/") }, { weight: 1, arbitrary: ADDRESS });

/** A blog with such URLs in its settings, authors and a post. */
export const hostileAddresses: fc.Arbitrary<BlogFiles> = fc
  .record({
    navigation: rarely,
    author: rarely,
    picture: rarely,
    canonical: rarely,
    thumbnail: rarely,
    redirect: rarely,
    text: fc.array(fc.tuple(ADDRESS, fc.constantFrom(...FORMS)), { minLength: 1, maxLength: 6 }),
  })
  .map(({ navigation, author, picture, canonical, thumbnail, redirect, text }) => ({
    // JSON is YAML.
    "content/site.yaml": JSON.stringify({
      name: "Test",
      url: "https://blog.example",
      checks: { "dead-link": "warn", "dead-anchor": "warn", "missing-image": "warn" },
      navigation: [{ label: "Somewhere", url: navigation }],
      redirects: [{ from: "/old/", to: redirect }],
    }),
    "content/authors.yaml": JSON.stringify({
      ada: { name: "Ada", picture, links: [{ label: "Elsewhere", url: author }] },
    }),
    "content/posts/x.md": `---\n${JSON.stringify({
      title: "A post",
      date: "2024-05-02",
      author: "ada",
      thumbnail,
      ...(canonical === "/blog/" ? {} : { canonical }),
    })}\n---\n${text.map(([address, form]) => form(address)).join("\n\n")}\n`,
  }));

/** A URL that was accepted although browsers should not follow it. */
export async function complaintAboutAddresses({ loaded: { blog }, redirects }: SitePlan): Promise<string | undefined> {
  const settings = [
    ...(blog.site.navigation ?? []).map(({ url }) => url),
    ...[...blog.authors.values()].flatMap(({ links, picture }) => [...links.map(({ url }) => url), picture ?? ""]),
    ...blog.shown.flatMap(({ canonical, thumbnail }) => [canonical ?? "", thumbnail ?? ""]),
    ...redirects.map(({ to }) => to),
  ];
  const texts = blog.shown.flatMap((post) => foreignIn(blog.htmlOf(blog.textKeyOf(post))));
  return [...settings.filter(isForeign), ...texts][0];
}
