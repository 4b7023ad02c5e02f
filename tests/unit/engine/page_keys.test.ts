import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";
import { PageKeys } from "../../../src/engine/plan/page_keys.ts";
import type { Planned, View } from "../../../src/views/types.ts";

const folder = mkdtempSync(join(tmpdir(), "page-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A page with given inputs that counts how often its view is made. */
class Page implements Planned {
  readonly kind = "redirect";
  readonly output = "old/index.html";
  made = 0;
  readonly #to: string;
  readonly inputHash: () => string;

  constructor(to: string, inputs = to) {
    this.#to = to;
    this.inputHash = () => inputs;
  }

  view(): View {
    this.made += 1;
    const lists = { authors: [], topics: [], alternates: [] };
    const head = { title: "", description: "", canonical: "", type: "website", locale: "en", ...lists } as const;
    const page = { url: "/old/", output: this.output, title: "Moved", lang: "en", dir: "ltr" } as const;
    return { kind: "redirect", ...page, breadcrumbs: [], head, to: this.#to };
  }
}

/** Computes a page's key in a build that saves its keys. */
function build(page: Page, common = "templates"): string {
  const keys = new PageKeys(() => common, new Cache(folder, "version"));
  const key = keys.keyOf(page);
  keys.save();
  return key;
}

describe("the key of a page", () => {
  it("stays the same for unchanged inputs, without making the view", () => {
    const key = build(new Page("/new/"));
    const again = new Page("/new/");
    expect(build(again)).toBe(key);
    expect(again.made).toBe(0);
  });

  it("stays the same when other inputs give the same view", () => {
    const key = build(new Page("/new/", "one"));
    const other = new Page("/new/", "other");
    expect(build(other)).toBe(key);
    expect(other.made).toBe(1);
  });

  it("changes with the view and with the templates", () => {
    const key = build(new Page("/new/"));
    expect(build(new Page("/newer/"))).not.toBe(key);
    expect(build(new Page("/new/"), "other templates")).not.toBe(key);
  });

  it("equals the key that is computed from the rendered view", () => {
    const keys = new PageKeys(() => "templates", new Cache(folder, "version"));
    const page = new Page("/new/");
    expect(keys.viewOf(page)).toMatchObject({ key: build(new Page("/new/")), view: { to: "/new/" } });
  });
});
