import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../src/cli/docs/fields.ts";
import { tabulatedFields, withTables } from "../../src/cli/docs/tables.ts";
import { authorSchema, tagSchema } from "../../src/config/authors_and_tags.ts";
import { siteSchema } from "../../src/config/site_schema.ts";
import { frontMatterSchema } from "../../src/content/schema.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");

const DOCUMENTS = [
  ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "src/README.md"],
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
];

const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");

/** GitHub's anchors for the headings of a document. */
function anchorsOf(text: string): string[] {
  const headings = text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("the documentation", () => {
  it.each(DOCUMENTS)("%s links only to files and headings that exist", (document) => {
    const links = [...withoutCode(textOf(document)).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)];
    const broken = links.filter(([, link = ""]) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? document : join(dirname(document), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it("src/README.md names only files that exist", () => {
    const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
    const names = new Set(files.map((file) => basename(file)));
    const named = [...textOf("src/README.md").matchAll(/`(\w[\w./]*\/|\w[\w./]*\.(?:ts|mjs|njk|css|md))`/g)];
    const missing = named.filter(([, path = ""]) => {
      const isBareName = path === `${basename(path)}/` || path === basename(path);
      if (isBareName && names.has(basename(path))) return false;
      return ![path, join("src", path), join("assets/css", path)].some((at) => existsSync(join(ROOT, at)));
    });
    expect(missing.map(([, path]) => path)).toEqual([]);
  });

  it("README.md has at most 150 lines and begins with the two commands", () => {
    const readme = textOf("README.md");
    expect(readme.split("\n").length).toBeLessThanOrEqual(150);
    expect(/^```sh\n([\s\S]*?)^```$/m.exec(readme)?.[1]).toMatch(/^npm ci && npm run build .*\nnpm test /);
  });

  it.each(DOCUMENTS.filter((path) => path.startsWith("docs/")))(
    "%s has up-to-date tables (`npm run docs` updates them)",
    (document) => {
      expect(textOf(document)).toBe(withTables(textOf(document)));
    },
  );

  it("describes every setting of site.yaml in one table", () => {
    const listed = tabulatedFields(textOf("docs/settings.md"), "settings");
    expect(listed.toSorted()).toEqual(Object.keys(siteSchema.shape).toSorted());
  });

  it.each(["front_matter", "settings", "authors", "tags"])("has a table of %s", (table) => {
    const documents = DOCUMENTS.map(textOf).filter((text) => text.includes(`<!-- table ${table}`));
    expect(documents).toHaveLength(1);
  });

  it("has a description for every field of a schema", () => {
    const described = [siteSchema, frontMatterSchema, authorSchema, tagSchema].map(
      (schema) => [schema, fieldsOf(schema).map(({ path }) => path.split(/[.[]/)[0])] as const,
    );
    for (const [schema, names] of described) {
      expect(Object.keys(schema.shape).filter((name) => !names.includes(name))).toEqual([]);
    }
  });

  it("replaces a stale table and keeps the text around it", () => {
    const stale = "Before.\n\n<!-- table tags -->\n\nOld.\n\n<!-- end of table -->\n\nAfter.\n";
    expect(withTables(stale)).toMatch(
      /^Before\.\n\n<!-- table tags -->\n\n\| setting .*\n<!-- end of table -->\n\nAfter\.\n$/s,
    );
    expect(withTables(stale)).not.toContain("Old.");
    expect(() => withTables(stale.replace("tags", "tgas"))).toThrow("There is no table “tgas”");
  });
});
