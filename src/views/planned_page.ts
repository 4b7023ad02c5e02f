/**
 * Planned pages: what is needed of them more than once, although their views are not kept in memory.
 */

import { digest } from "../cache/cache.ts";
import type { Blog, Frame } from "./context.ts";
import type { Planned, View } from "./types.ts";
import { outputPath } from "./urls.ts";

/** The address of a page, without the site's base path. */
export function planned(kind: View["kind"], url: string, view: () => View): Planned {
  return { kind, output: outputPath(url), view };
}

/** What a page is built from. */
interface Source<Given> {
  kind: View["kind"];
  /** Without the site's base path. */
  url: string;
  /** Of a post. */
  layout?: string;
  /** Plain data and posts. */
  given: Given;
  view(frame: Frame, given: Given): View;
}

/**
 * A page whose view is built only from the frame of the blog and the given data. A hash of these, its input hash, tells
 * whether the page changed without building its view.
 */
export function plannedFrom<Given>(blog: Blog, source: Source<Given>): Planned {
  return new PlannedPage(blog, source);
}

/** A class, so that all pages share its methods. */
class PlannedPage<Given> implements Planned {
  readonly kind: View["kind"];
  readonly output: string;
  readonly layout: string | undefined;
  readonly #blog: Blog;
  readonly #source: Source<Given>;

  constructor(blog: Blog, source: Source<Given>) {
    this.kind = source.kind;
    this.output = outputPath(source.url);
    this.layout = source.layout;
    this.#blog = blog;
    this.#source = source;
  }

  view(): View {
    return this.#source.view(this.#blog, this.#source.given);
  }

  inputHash(): string {
    const { kind, url, given } = this.#source;
    const named = (_: string, value: unknown): unknown => this.#blog.postHashes.get(value) ?? value;
    return digest(this.#blog.frameHash, kind, url, JSON.stringify(given, named));
  }
}

/** Identifies a view that is no longer in memory. */
export interface ViewRecord {
  title: string;
  /** Views with the same content have the same digest. */
  digest: string;
}

const records = new WeakMap<Planned, ViewRecord>();

/** The view of a page as JSON, with its digest. */
export function buildView(page: Planned): { view: View; json: string; record: ViewRecord } {
  const view = page.view();
  const json = JSON.stringify(view);
  return { view, json, record: recordView(page, { title: view.title, digest: digest(json) }) };
}

/** Records the digest of a page's view if it is already known. */
export function recordView(page: Planned, record: ViewRecord): ViewRecord {
  records.set(page, record);
  return record;
}

/** Returns the digest of a page's view. Avoids building the view again, which is slow. */
export function viewRecord(page: Planned): ViewRecord {
  return records.get(page) ?? buildView(page).record;
}
