import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, ROOT, SETTINGS } from "../site/site.ts";
import { isWhole } from "../whole.ts";
import { violations } from "./axe.ts";
import { openBrowser } from "./browser.ts";
import { answers, type CmsServer, startCms } from "./cms_server.ts";

const UPLOAD = join(ROOT, "assets", "img", "uploads", "stairs.jpg");

/** Something of everything that the build does to a text. */
const TEXT = `Written in the editor.

## A heading

Some **bold** "words", \`code\` and a [link](/about/).[^1]

> [!TIP]
> A callout.

> [!WARNING] Mind the step
> A callout with a title of its own.

> A quotation, with ~~words struck through~~ and $x^2$, {{ braces }} and \\(y\\).

![Two stairs](/assets/img/uploads/stairs.jpg "The stairs at noon")

### A smaller heading

1. One
   - inside
2. Two<br>with <kbd>Ctrl</kbd>

<details><summary>More</summary>

Hidden at first.

</details>

---

See https://www.example.com/ and *this*.

| a | b |
| :- | -: |
| 1 | 2 |

- [x] done
- [ ] open

\`\`\`sql
select 1 from posts
\`\`\`

$$
x = \\frac{1}{2}
$$

[^1]: A note.`;

/** What axe names parts of the editor that are not Decap's. */
const OWN_PARTS = /text-toolbar|button\[title=|\.cm-|preview-pane|preview-look/;

describe("npm run cms", { timeout: 150_000 }, () => {
  let site: Blog;
  let cms: CmsServer;
  let browser: Browser;

  beforeAll(async () => {
    site = blog(`${SETTINGS + post("one", "title: The first", "Text.")}-- assets/img/uploads/.keep --\n`);
    [cms, browser] = await Promise.all([startCms(site), openBrowser()]);
    site.write("-- content/posts/unrelated.md --\nNot yet saved by anybody.\n");
  });

  afterAll(async () => {
    await browser.close();
    cms.stop();
  });

  async function newPost(asked: string[] = []): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${cms.address}#/collections/posts/new`);
    await page.getByLabel("Title", { exact: true }).waitFor();
    return page;
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("menuitem", { name: "Publish now", exact: true }).click();
  }

  /** What readers read in an article, element by element. The preview has no other sizes of a picture to choose from. */
  async function shownIn(place: FrameLocator | Page): Promise<string[]> {
    const parts = place.locator(".article-header, .article-body .text :not(picture, source)");
    return (await parts.allTextContents()).map((text) => text.replace(/\s+/g, " ").trim());
  }

  async function built(html: string): Promise<Page> {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(html);
    return page;
  }

  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByLabel(label).fill(option);
    await page.keyboard.press("Enter");
  }

  it("commits a new post with an image, without a login, and the build publishes it", async () => {
    const asked: string[] = [];
    const page = await newPost(asked);
    await page.getByLabel("Title", { exact: true }).fill("Two stairs up");
    await choose(page, "Author", "Ada Lovelace");
    await choose(page, "Topics", "Mentoring");
    await page.getByLabel("Description (optional)", { exact: true }).fill("What a mentor sees from the next landing.");
    await page.getByRole("button", { name: "Choose an image" }).click();
    await page.locator("input[type=file]").setInputFiles(UPLOAD);
    await page.getByRole("button", { name: "Choose selected" }).click();
    await page.getByLabel("What the picture shows").fill("A stair in the sun");
    await page.locator("[contenteditable=true]").first().click();
    await page.keyboard.insertText(TEXT);
    expect((await violations(page)).filter((violation) => OWN_PARTS.test(violation))).toEqual([]);
    await save(page);
    await page.getByText("Changes saved").first().waitFor();

    expect(cms.git("log", "-1", "--format=%an: %s").trim()).toBe("Ada: Create Post “two-stairs-up”");
    const saved = cms.git("log", "--name-only", "--format=").split("\n");
    expect(saved).toContain("content/posts/two-stairs-up.md");
    expect(saved).toContain("assets/img/uploads/stairs.jpg");
    expect(saved).not.toContain("content/posts/unrelated.md");
    site.remove("content/posts/unrelated.md");
    const { code, result } = await site.build("--now", "2999-01-01T00:00Z");
    expect(code).toBe(0);
    expect(result.problems.filter(({ file }) => file.includes("two-stairs"))).toEqual([]);
    const html = site.page("blog/two-stairs-up/index.html");
    expect(html).toContain("Written in the editor.");
    expect(await shownIn(page.frameLocator("iframe"))).toEqual(await shownIn(await built(html)));
    expect(html).toContain("stairs");
    expect(asked.filter((url) => !/^(?:http:\/\/localhost:|blob:|data:)/.test(url))).toEqual([]);
  });

  it.runIf(isWhole)(
    "rejects invalid fields with the build's messages, but saves the same post as a draft",
    async () => {
      const before = readdirSync(join(site.folder, "content", "posts"));
      const page = await newPost();
      await page.getByLabel("Title", { exact: true }).fill("Half a thought");
      await page.getByLabel("Address (optional)").fill("half/thought");
      await page.getByLabel("Language (optional)").fill("engl!sh");
      await save(page);
      const refused = page.locator("[class*=ControlErrorsList]");
      await refused.first().waitFor();
      const shown = (await refused.allTextContents()).join("\n");
      expect(readdirSync(join(site.folder, "content", "posts"))).toEqual(before);

      site.write(
        "-- content/posts/same.md --\n---\ntitle: Half a thought\ndate: 2024-01-01\nslug: half/thought\nlang: engl!sh\n---\n",
      );
      const { result } = await site.build();
      site.remove("content/posts/same.md");
      const said = result.problems.filter(({ file }) => file.endsWith("same.md"));
      expect(said.map(({ rule }) => rule).sort()).toEqual(["missing-field", "unsafe-path", "wrong-type"]);
      for (const { message } of said) expect(shown).toContain(message);

      await page.getByRole("switch").first().click();
      await save(page);
      await page.getByText("Changes saved").first().waitFor();
      expect(cms.git("log", "-1", "--name-only", "--format=").trim()).toBe("content/posts/half-a-thought.md");
      expect((await site.build()).code).toBe(0);
      expect(site.has("blog/half-a-thought/index.html")).toBe(false);
    },
  );

  it.runIf(isWhole)(
    "changes an author and a setting in the lines that were changed, and offers the new author at once",
    async () => {
      const files = ["authors.yaml", "site.yaml"].map((name) => join(site.folder, "content", name));
      const before = files.map((file) => readFileSync(file, "utf8"));
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      await page.goto(`${cms.address}#/collections/blog/entries/authors`);
      await page.getByRole("button", { name: "Add authors" }).click();
      await page.getByLabel("Id", { exact: true }).last().fill("eve");
      await page.getByLabel("Name", { exact: true }).last().fill("Eve Adams");
      await save(page);
      await page.getByText("Published", { exact: true }).first().waitFor();
      await page.goto(`${cms.address}#/collections/blog/entries/site`);
      await page.getByLabel("Tagline (optional)", { exact: true }).fill("For everybody");
      await save(page);
      await page.getByText("Published", { exact: true }).first().waitFor();
      expect(files.map((file) => readFileSync(file, "utf8"))).toEqual([
        `${before[0]}eve:\n  name: Eve Adams\n`,
        `${before[1]}tagline: For everybody\n`,
      ]);
      const config = await (await fetch(`${cms.address}config.yml`)).text();
      expect(config).toContain("label: Eve Adams");
    },
  );

  it.runIf(isWhole)("saves every picture of a text once, and none over another one", async () => {
    const variant = (end: string): Buffer => Buffer.concat([readFileSync(UPLOAD), Buffer.from(end)]);
    const [hall, other, third] = [variant("hall"), variant("other"), variant("third")];
    const uploads = join(site.folder, "assets", "img", "uploads");
    writeFileSync(join(uploads, "hall.jpg"), hall);
    const page = await newPost();
    await page.getByLabel("Title", { exact: true }).fill("Pictures");
    await page.getByRole("switch").first().click();
    const drop = async (name: string, bytes: Buffer): Promise<void> => {
      const links = page.locator(".cm-line", { hasText: "![" });
      const before = await links.count();
      await page.locator(".cm-content").evaluate(
        (content, { name, text }) => {
          const dataTransfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
          dataTransfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
          content.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        },
        { name, text: bytes.toString("base64") },
      );
      while ((await links.count()) === before) await page.waitForTimeout(50);
      await page.keyboard.press("Control+End");
      await page.keyboard.type("\n\n");
    };
    await drop("again.jpg", hall);
    await drop("hall.jpg", other);
    await drop("new.jpg", third);
    await drop("same.jpg", third);
    await page.getByRole("button", { name: "Choose an image" }).click();
    await page.locator("input[type=file]").setInputFiles({ name: "twin.jpg", mimeType: "image/jpeg", buffer: third });
    await page.getByRole("button", { name: "Choose selected" }).click();
    await save(page);
    await page.getByText("Changes saved").first().waitFor();
    const text = readFileSync(join(site.folder, "content", "posts", "pictures.md"), "utf8");
    const shown = [...text.matchAll(/uploads\/(\S+\.jpg)/g)].map((match) => match[1] ?? "");
    expect(shown.sort()).toEqual(["hall-2.jpg", "hall.jpg", "new.jpg", "new.jpg", "twin.jpg"]);
    const saved = [other, hall, third, third, third];
    expect(shown.map((name, at) => saved[at]?.equals(readFileSync(join(uploads, name))))).not.toContain(false);
  });

  it.runIf(isWhole)(
    "says that somebody else has changed the open post, refuses a save, and keeps both texts",
    async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      await page.goto(`${cms.address}#/collections/posts/entries/one`);
      await page.locator("[contenteditable=true]").first().click();
      const look = (): Promise<unknown> => page.evaluate(() => window.dispatchEvent(new Event("focus")));
      const notice = page.getByRole("alert").filter({ hasText: "Somebody else has changed this" });
      await page.keyboard.type("Mine. ");
      await save(page);
      await page.getByRole("button", { name: "Published", exact: true }).waitFor();
      await Promise.all([page.waitForResponse(/\/api\/v1$/), look()]);
      expect(await notice.count()).toBe(0);
      site.write(post("one", "title: The first", "Theirs."));
      const path = join(site.folder, "content", "posts", "one.md");
      const theirs = readFileSync(path, "utf8");
      await look();
      await notice.waitFor();
      await page.locator(".cm-content").click();
      await page.keyboard.type("Later. ");
      await save(page);
      await page.getByText("was changed outside this tab").first().waitFor();
      expect(readFileSync(path, "utf8")).toBe(theirs);
      expect(await page.locator(".cm-content").textContent()).toContain("Later. ");
    },
  );

  it("answers only requests from this machine and its own pages", async () => {
    const port = new URL(cms.address).port;
    const asOther = await fetch(`http://127.0.0.1:${port}/api/v1`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
      body: JSON.stringify({ action: "info" }),
    });
    expect(asOther.status).toBe(403);
    const outside = execFileSync("hostname", ["-I"], { encoding: "utf8" }).trim().split(" ")[0];
    if (outside) expect(await answers(`http://${outside}:${port}/admin/`)).toBe(false);
  });
});
