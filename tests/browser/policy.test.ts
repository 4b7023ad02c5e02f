import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { some } from "../whole.ts";
import { type Visit, visit } from "./browser.ts";

const SERVICES = `analytics: { service: plausible, id: blog.example }
newsletter: { action: "https://letters.example/subscribe", field: email_address, hidden: { list: blog }, follow: tag }
comments: { repo: ada/blog, repo_id: R_1, category: Comments, category_id: C_1 }
cta_beacon: https://blog.example/cta
`;

const TEXT = `## Code

\`\`\`js
const x = 1;
\`\`\`

| a | b |
|:-:|--:|
| 1 | 2 |

$$\\begin{aligned} x &= \\frac{1}{2} \\\\ y &= 3 \\end{aligned}$$

## Video

<iframe src="https://www.youtube-nocookie.com/embed/x" title="Video"></iframe>

![Elsewhere](https://pictures.example/x.png)

> [!NOTE]
> A note.

- [x] done
`;

const KINDS = [
  "/",
  "/blog/first/",
  "/search/",
  "/tags/career/",
  "/authors/ada/",
  "/blog/",
  "/tags/",
  "/authors/",
  "/archive/",
  "/about/",
  "/reading/",
  "/nothing/",
];

describe("the content security policy with all services enabled", () => {
  const site = blog(
    SETTINGS.replace("timezone:", `${SERVICES}timezone:`) +
      post("first", "tags: [career]\naliases: [/blog/old/]", TEXT) +
      post("second", "title: Another", "Text."),
  );
  let visited: Visit;
  let context: BrowserContext;
  const violations: string[] = [];
  const asked: { url: string; method: string; body: string | null; cookie: string | undefined }[] = [];

  beforeAll(async () => {
    const { result } = await site.build();
    expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    visited = await visit(site.output);
    context = await visited.browser.newContext();
    await context.exposeFunction("reportViolation", (text: string) => violations.push(text));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        Reflect.get(window, "reportViolation")(`${location.pathname} ${violatedDirective} ${blockedURI}`),
      );
    });
    await context.route(
      (url) => url.origin !== visited.served.origin,
      async (route) => {
        const request = route.request();
        asked.push({
          url: request.url(),
          method: request.method(),
          body: request.postData(),
          cookie: (await request.allHeaders()).cookie,
        });
        const script = 'fetch("https://plausible.io/api/event", { method: "POST", body: "{}" });';
        if (request.url() === "https://plausible.io/js/script.js") {
          await route.fulfill({ contentType: "text/javascript", body: script });
        } else
          await route.fulfill({
            status: 200,
            contentType: "text/html",
            body: "",
            headers: { "access-control-allow-origin": "*" },
          });
      },
    );
  });

  afterAll(async () => {
    await visited?.close();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${visited.served.origin}${path}`, { waitUntil: "networkidle" });
    return page;
  };

  it("is violated by no page type", async () => {
    for (const path of some(KINDS, 5)) await (await open(path)).close();
    expect(violations).toEqual([]);
    expect(asked.filter(({ url }) => url === "https://plausible.io/api/event").length).toBeGreaterThanOrEqual(
      some(KINDS, 5).length,
    );
  });

  it("blocks an injected script", async () => {
    const page = await open("/blog/first/");
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="document.title=\'taken\'">');
    });
    await page.waitForTimeout(200);
    expect(await page.title()).not.toBe("taken");
    expect(violations.splice(0)).not.toEqual([]);
    await page.close();
  });

  it("allows the newsletter form to post to its provider", async () => {
    const page = await open("/");
    await page.fill(".newsletter-address", "ada@blog.example");
    await page.click(".newsletter button");
    await page.waitForURL("https://letters.example/subscribe");
    const sent = asked.find(({ url }) => url === "https://letters.example/subscribe");
    expect(sent).toMatchObject({ method: "POST", body: "list=blog&email_address=ada%40blog.example" });
    expect(violations).toEqual([]);
    await page.close();
  });

  it("allows readers to follow a topic by mail", async () => {
    const page = await open("/tags/career/");
    await page.fill(".newsletter-address", "ada@blog.example");
    await page.click(".newsletter button");
    await page.waitForURL("https://letters.example/subscribe");
    expect(asked.at(-1)?.body).toBe("list=blog&tag=Career&email_address=ada%40blog.example");
    await page.close();
  });

  it("allows comments, which load nothing until requested", async () => {
    const page = await open("/blog/first/");
    expect(asked.filter(({ url }) => url.startsWith("https://giscus.app/"))).toEqual([]);
    await page.click("[data-comments]");
    await page.waitForSelector("iframe.comments-frame");
    await page.waitForLoadState("networkidle");
    const frame = asked.find(({ url }) => url.startsWith("https://giscus.app/en/widget?"));
    expect(new URL(frame?.url ?? "").searchParams.get("term")).toBe("blog/first");
    expect(violations).toEqual([]);
    await page.close();
  });

  it("allows the call-to-action beacon, which is sent without cookies", async () => {
    await context.addCookies([{ name: "id", value: "42", url: "https://blog.example" }]);
    const page = await open("/blog/first/");
    await page.evaluate(() => {
      addEventListener("click", (event) => event.preventDefault());
    });
    await page.click(".cta-article-end .button");
    await expect.poll(() => asked.find(({ url }) => url === "https://blog.example/cta")).toBeDefined();
    const sent = asked.find(({ url }) => url === "https://blog.example/cta");
    expect(sent?.cookie).toBeUndefined();
    expect(JSON.parse(sent?.body ?? "")).toEqual({ page: "/blog/first/", placement: "article-end", action: "primary" });
    expect(violations).toEqual([]);
    await page.close();
  });
});

describe("a blog without third-party services", () => {
  it("mentions none in its pages and headers", async () => {
    const site = blog(SETTINGS + post("first", "", "Text."));
    await site.build();
    const pages = [...site.snapshot()].filter(([path]) => path.endsWith(".html") && !path.startsWith("admin/"));
    for (const [, html] of pages) {
      expect(html).not.toMatch(/plausible|giscus|data-beacon|newsletter|data-comments/);
    }
    expect(site.page("_headers")).not.toMatch(/plausible|giscus/);
  });
});
