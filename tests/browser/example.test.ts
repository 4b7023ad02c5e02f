import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blog, post, SETTINGS } from "../site/site.ts";
import { type Visit, visit } from "./browser.ts";

describe("a blog in a browser", () => {
  let site: Visit;

  beforeAll(async () => {
    const made = blog(SETTINGS + post("one", "title: The first post\ntags: [career]", "Some text.\n"));
    expect((await made.build()).code).toBe(0);
    site = await visit(made.output);
  });

  afterAll(() => site.close());

  it("navigates from the home page to a post and back", async () => {
    const page = await site.open("/");
    await page.getByRole("link", { name: "The first post" }).first().click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("The first post");
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("shows the 404 page for an unknown address", async () => {
    const page = await site.open("/");
    const answer = await page.goto(`${site.served.origin}/no/such/page/`);
    expect(answer?.status()).toBe(404);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Page not found");
  });

  it("logs no errors to the console", async () => {
    const page = await site.open("/");
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    for (const path of ["/", "/blog/", "/blog/one/", "/tags/career/", "/authors/ada/", "/archive/"]) {
      await page.goto(`${site.served.origin}${path}`);
    }
    expect(errors).toEqual([]);
  });
});
