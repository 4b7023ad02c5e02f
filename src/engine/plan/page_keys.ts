/**
 * The cache key of each planned page: a hash of its view and its templates.
 */

import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { buildView, recordView, viewRecord } from "../../views/planned_page.ts";
import type { Planned, View } from "../../views/types.ts";

/** A page to render: its view, the same as JSON, and its cache key. */
export interface KeyedView {
  key: string;
  view: View;
  json: string;
}

const NOTE = "views";

/** The path of a page, the hash of its inputs, and the digest and the title of its view. */
const entries = z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]));

/** Remembers which inputs gave which view, so that a build makes only the views whose inputs have changed. */
export class PageKeys {
  readonly #commonOf: (page: Planned) => string;
  readonly #cache: Cache;
  /** By path: what the last build kept, and the input hashes of this one. */
  readonly #before: ReadonlyMap<string, { inputs: string; digest: string; title: string }>;
  readonly #inputs = new Map<Planned, string>();

  /** @param commonOf a hash of what a page is made from beside its view */
  constructor(commonOf: (page: Planned) => string, cache: Cache) {
    this.#commonOf = commonOf;
    this.#cache = cache;
    const kept = parseJson(cache.note(NOTE), entries) ?? [];
    this.#before = new Map(kept.map(([path, inputs, digest, title]) => [path, { inputs, digest, title }]));
  }

  /** The key of a page. Makes its view only when its inputs have changed. */
  keyOf(page: Planned): string {
    const inputs = this.#inputsOf(page);
    const before = this.#before.get(page.output);
    if (inputs !== undefined && before?.inputs === inputs) recordView(page, before);
    return this.#key(page, viewRecord(page).digest);
  }

  /** Makes the view of a page. */
  viewOf(page: Planned): KeyedView {
    this.#inputsOf(page);
    const { view, json, record } = buildView(page);
    return { key: this.#key(page, record.digest), view, json };
  }

  /** Keeps the digests of all pages that were asked for. */
  save(): void {
    const kept = [...this.#inputs].map(([page, inputs]): z.infer<typeof entries>[number] => {
      const { digest, title } = viewRecord(page);
      return [page.output, inputs, digest, title];
    });
    const isKept = kept.every(([path, inputs]) => this.#before.get(path)?.inputs === inputs);
    if (!isKept || kept.length !== this.#before.size) this.#cache.writeNote(NOTE, JSON.stringify(kept));
  }

  #key(page: Planned, viewDigest: string): string {
    return digest(this.#commonOf(page), viewDigest);
  }

  #inputsOf(page: Planned): string | undefined {
    const inputs = this.#inputs.get(page) ?? page.inputHash?.();
    if (inputs !== undefined) this.#inputs.set(page, inputs);
    return inputs;
  }
}
