import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { some } from "../whole.ts";
import { authorOf, dayOf, OLD_BLOGS, type OldBlog, titleOf } from "./old_blogs.ts";
import { blog, command } from "./site.ts";

function written({ files, file }: OldBlog): string {
  const root = mkdtempSync(join(tmpdir(), "old-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return file === undefined ? root : join(root, file);
}

describe("a blog is imported and published at once, with every address", () => {
  it.each(some(Object.entries(OLD_BLOGS), 5))("of %s", async (_, old) => {
    const site = blog("-- content/site.yaml --\nname: New\nurl: https://old.example\nsocial_cards: none\n");
    const folders = ["--content", join(site.folder, "content"), "--assets", join(site.folder, "assets")];
    const { code, stdout } = await command("import", [written(old), ...folders]);
    expect({ code, lost: /leads? nowhere.*/.exec(stdout)?.[0] }).toEqual({ code: 0, lost: undefined });
    const built = await site.build();
    expect(built.result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(built.code).toBe(0);
    const { pages, redirects } = JSON.parse(site.page("site-manifest.json"));
    const posts = Object.entries<{ kind: string; title: string }>(pages).filter(([, { kind }]) => kind === "post");
    expect(posts).toHaveLength(12);
    const real = new Set(old.more);
    for (let number = 1; number <= 12; number++) {
      const url = posts.find(([, { title }]) => title === titleOf(number))?.[0] ?? "";
      const address = old.address?.(number) ?? url;
      real.add(address);
      expect(url === address ? url : redirects[address]).toBe(url);
      const page = site.page(`${url.slice(1)}index.html`);
      for (const words of [
        `A paragraph of ${number} with`,
        "<strong>bold words</strong>",
        dayOf(number),
        old.author ?? authorOf(number),
        old.author === undefined ? "/tags/data/" : "",
      ])
        expect(page).toContain(words);
      for (const words of number === 1 ? old.shows : []) expect(page).toContain(words);
      for (const words of old.hides) expect(page).not.toContain(words);
    }
    const answers = (address: string): boolean =>
      pages[address] !== undefined || redirects[address] !== undefined || site.has(address.slice(1));
    expect(old.more.filter((address) => !answers(address))).toEqual([]);
  });
});
