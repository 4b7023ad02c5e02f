import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutInvisible } from "../../../src/base/text.ts";
import { isElsewhere, isLocal, linkIssue, pathKey, resourceIssue, urlOf } from "../../../src/base/urls.ts";

const PAGE = "https://blog.example/blog/a-post/";

/** Parts of URLs, and characters that browsers ignore in them. */
const PIECES = [
  ..."javascript: JavaScript: java script: vbscript: data: blob: file: view-source: ms-msdt: intent: http: https: mailto:".split(
    " ",
  ),
  ...["tel:", "://", "//", "/", "\\", "\\\\", "?", "#", "@", ".", "..", ":", ";", ",", "[", "]", "%0a", "%2f", "&#10;"],
  ...["\t", "\n", "\r", "\0", "\u0001", "\u001f", " ", "\u00a0", "\u2028", "\ufeff", "\u200b"],
  ...["a", "x.example", "blog.example", "alert(1)", "text/html,x", "image/png;base64,AAAA", "ü", "例え", "😀"],
];

const address: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join("")) },
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.webUrl(),
);

describe("linkIssue", () => {
  it.each([
    "/about/",
    "about",
    "#part",
    "?q=a:b",
    "",
    "https://x.example",
    "HTTP://X.EXAMPLE/",
    "//x.example/",
    "mailto:a@b.example",
    "tel:+1-555",
    "/a:b/",
    "./a:b",
    "10:30",
    " https://x.example ",
  ])("accepts %j", (text) => expect(linkIssue(text)).toBeUndefined());

  it.each([
    ["javascript:alert(1)", "begins with `javascript:`"],
    ["\tjavascript:alert(1)", "begins with `javascript:`"],
    ["java\nscript:alert(1)", "begins with `javascript:`"],
    ["jAvA\r\tsCrIpT\n:alert(1)", "begins with `javascript:`"],
    ["\u0001\u001f javascript:alert(1)", "begins with `javascript:`"],
    ["java\u0007script:alert(1)", "begins with `javascript:`"],
    ["java\u007fscript\ufffe:alert(1)", "begins with `javascript:`"],
    ["ms-msdt:/id x", "begins with `ms-msdt:`"],
    ["search-ms:query=x", "begins with `search-ms:`"],
    ["view-source:https://x.example", "begins with `view-source:`"],
    ["blob:https://x.example/1", "begins with `blob:`"],
    ["data:text/html,x", "begins with `data:`"],
    ["ftp://x.example/", "begins with `ftp:`"],
    ["C:\\Users\\x", "begins with `c:`"],
    ["localhost:8080/x", "begins with `localhost:`"],
    ["https://", "cannot be read as an address"],
    ["//[", "cannot be read as an address"],
    ["http://a b/", "cannot be read as an address"],
  ])("rejects %j: it %s", (text, issue) => expect(linkIssue(text)).toBe(issue));

  it("accepts the schemes that a site adds", () => {
    expect(linkIssue("sms:+1555", ["sms"])).toBeUndefined();
    expect(linkIssue("SMS:+1555", ["sms"])).toBeUndefined();
    expect(linkIssue("smsto:+1555", ["sms"])).toBe("begins with `smsto:`");
  });

  it("accepts an address with a letter such as ü however often it is asked", () => {
    const refused = Array.from({ length: 50_000 }, () => linkIssue("\\/ü")).filter((issue) => issue !== undefined);
    expect(refused).toEqual([]);
  });

  it("agrees with the URL parser of browsers for random input", () => {
    fc.assert(
      fc.property(address, (written) => {
        const text = withoutInvisible(written);
        const url = urlOf(text, PAGE);
        const isAllowed = url !== undefined && ["http:", "https:", "mailto:", "tel:"].includes(url.protocol);
        expect(linkIssue(written) === undefined).toBe(isAllowed);
        const elsewhere = "https://other.example/";
        const isHere = [PAGE, elsewhere].every((page) => {
          return urlOf(text, page)?.origin === new URL(page).origin;
        });
        expect(isLocal(written)).toBe(isHere);
      }),
      { numRuns: 5_000, examples: [["/\\x.example"], ["\\/x.example"], ["/\t/x.example"]] },
    );
  });
});

describe("isLocal and isElsewhere", () => {
  it.each(["//x.example", "/\\x.example", "\\\\x.example", "/\t/x.example", "\n//x.example", "https:\\\\x.example"])(
    "say that %j is on another host",
    (text) => expect([isLocal(text), isElsewhere(text)]).toEqual([false, true]),
  );

  it.each(["/x", "x", "#x", "?x", "", "/a b", "a\tb"])("say that %j is on this site", (text) =>
    expect([isLocal(text), isElsewhere(text)]).toEqual([true, false]),
  );

  it.each(["mailto:a@b.example", "javascript:x", "//["])("say that %j is neither", (text) =>
    expect([isLocal(text), isElsewhere(text)]).toEqual([false, false]),
  );
});

describe("resourceIssue", () => {
  it.each(["/a.png", "https://x.example/a.png", "data:image/png;base64,AAAA", "DATA:image/webp;base64,AAAA"])(
    "accepts %j",
    (text) => expect(resourceIssue(text)).toBeUndefined(),
  );

  it.each(["data:image/svg+xml,<svg/>", "data:text/html,x", "mailto:a@b.example", "blob:x", "\tjavascript:x"])(
    "rejects %j",
    (text) => expect(resourceIssue(text)).toMatch(/^begins with `\w+:`$/),
  );
});

describe("pathKey", () => {
  it.each([
    ["Blog/One", "blog/one"],
    ["caf\u00e9", "cafe\u0301"],
    ["CAF\u00c9", "cafe\u0301"],
    ["straße", "STRASSE"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["feed.xml. ./index.html", "feed.xml/index.html"],
    ["Über./a ", "über/a"],
  ])("is the same for %s and %s", (one, other) => expect(pathKey(one)).toBe(pathKey(other)));

  it("differs for different paths", () => expect(pathKey("blog/one")).not.toBe(pathKey("blog/òne")));
});
