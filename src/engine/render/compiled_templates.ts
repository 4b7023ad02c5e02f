import nunjucks from "nunjucks";
import { type Cache, digest } from "../../cache/cache.ts";

const { compile } = nunjucks.compiler;

/**
 * Has Nunjucks compile only templates that it has not compiled in an earlier build: to compile a few takes as long as to
 * render hundreds of pages.
 *
 * @param cache its entries depend on `eleventy.config.ts`, which decides how shortcodes are compiled
 * @param key a hash of what the configuration reads
 */
export function keepCompiled(cache: Cache, key: string): void {
  const store = cache.store("templates");
  // Eleventy has the address of each page compiled anew.
  const known = new Map<string, string>();
  nunjucks.compiler.compile = (text, asyncFilters, tags, name, options) => {
    const place = digest(key, name ?? "", text);
    const kept = known.get(place) ?? store.read(place)?.toString();
    const compiled = kept ?? compile(text, asyncFilters, tags, name, options);
    if (kept === undefined) store.write(place, Buffer.from(compiled));
    known.set(place, compiled);
    return compiled;
  };
}
