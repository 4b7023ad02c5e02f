import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildOptions } from "../../../src/config/options.ts";
import { templateProblem } from "../../../src/engine/render/template_error.ts";
import { ROOT } from "../../site/site.ts";

/** What is said when Nunjucks reports an error in a blog with a card of its own, or another template. */
function said(error: string, template: string, path = "theme/_includes/parts/post_card.njk"): string {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  for (const [name, text] of Object.entries({ "content/site.yaml": "name: Test", [path]: template })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const folders = ["content", "assets", "output", "cache"].map((name) => [name, join(folder, name)]);
  const options = buildOptions({ root: ROOT }, Object.fromEntries(folders), {});
  const cause = new Error(`(./content/pages/archive.njk)\n  ${error}`);
  const { file, line, column, message, hint } = templateProblem(new Error("Having trouble", { cause }), options);
  return `${file}:${line}:${column} ${message} ${hint}`;
}

describe("an error in a part of a template", () => {
  it.each([
    [
      "unexpected token: /",
      "\n<p>{{ card.title </p>",
      "2:19 `/` is not expected here. Is `}}` or `%}` missing before it?",
    ],
    ["expected variable end", "{{ card.title card.url }}", "1:15 This value is not closed."],
    [
      "parseIf: expected elif, else, or endif, got end of file",
      "a\n{% if a %}\nb",
      "2:1 A tag that begins here is never ended.",
    ],
    [
      "unknown block tag: endmacro",
      "{% if a %}\n{% endmacro %}",
      "2:4 `{% endmacro %}` ends nothing. Is the end of a tag above it missing",
    ],
    ["unknown block tag: fro", "{% fro a in b %}", "1:4 There is no tag `{% fro %}`."],
    ["expected end of comment, got end of file", "a {# b", "1:3 This comment is never closed."],
    [
      "Error: filter not found: trimed",
      "a\n{{ b | trimed }}",
      "2:8 There is no filter `trimed`. Did you mean `trimmed`?",
    ],
    [
      "Error: template not found: parts/pictre.njk",
      '{% include "parts/pictre.njk" %}',
      "1:12 There is no template `parts/pictre.njk`. Did you mean `parts/picture.njk`?",
    ],
    [
      "Error: Unable to call `cvoer`, which is undefined or falsey",
      "{{ cvoer(card) }}",
      "1:4 `cvoer` cannot be called",
    ],
  ])("is reported in its file at its line: %s", (error, template, finding) => {
    expect(said(error, template)).toContain(`theme/_includes/parts/post_card.njk:${finding}`);
  });

  it("is reported below the front matter of a page", () => {
    const page = "---\npermalink: /a/\n---\n\n{{ b | trimed }}\n";
    expect(said("Error: filter not found: trimed", page, "content/pages/a.njk")).toMatch(
      /^content\/pages\/a\.njk:5:8 |^[\w-]+\/pages\/a\.njk:5:8 /,
    );
  });

  it("is told in the engine's words where its place is unknown", () => {
    expect(said("Error: something else", "a")).toMatch(/^content\/pages\/archive\.njk:1:1 .*something else/s);
  });
});
