import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nunjucks from "nunjucks";
import { expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";
import { keepCompiled } from "../../../src/engine/render/compiled_templates.ts";

const parse = nunjucks.parser.parse;

/** Renders a template in a process of its own, as it were. Returns what it shows, and whether it had to be compiled. */
function rendered(template: string, cache: Cache, key = "config"): { shown: string; isCompiled: boolean } {
  let isCompiled = false;
  nunjucks.parser.parse = (...given) => {
    isCompiled = true;
    return parse(...given);
  };
  keepCompiled(cache, key);
  const shown = new nunjucks.Environment().renderString(template, { name: "Ada" });
  nunjucks.parser.parse = parse;
  return { shown, isCompiled };
}

it("compiles a template in the first build only, unless its text or the configuration changes", () => {
  const cache = new Cache(mkdtempSync(join(tmpdir(), "cache-")), "version");
  expect(rendered("Hello {{ name }}", cache)).toEqual({ shown: "Hello Ada", isCompiled: true });
  expect(rendered("Hello {{ name }}", cache)).toEqual({ shown: "Hello Ada", isCompiled: false });
  expect(rendered("Bye {{ name }}", cache)).toEqual({ shown: "Bye Ada", isCompiled: true });
  expect(rendered("Hello {{ name }}", cache, "another")).toEqual({ shown: "Hello Ada", isCompiled: true });
});
