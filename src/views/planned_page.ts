/**
 * Planned pages, and what is asked of them more than once though their views are not kept.
 */

import { digest } from "../cache/cache.ts";
import type { Blog, Frame } from "./context.ts";
import type { Planned, View } from "./types.ts";
import { outputPath } from "./urls.ts";

/** A page at an address, below the site's base. */
export function planned(kind: View["kind"], url: string, view: () => View): Planned {
  return { kind, output: outputPath(url), view };
}

/** What a page is made from. */
interface Source<Given> {
  kind: View["kind"];
  /** Below the site's base. */
  url: string;
  /** Plain data, and posts. */
  given: Given;
  view(frame: Frame, given: Given): View;
}

/**
 * A page whose view is made from the frame of the blog and from what it is given, and from nothing else. So its origin,
 * a name for these, tells without the view whether that is as it was.
 */
export function plannedFrom<Given>(blog: Blog, source: Source<Given>): Planned {
  return new PlannedPage(blog, source);
}

/** A class, since its methods are there once, however many pages there are. */
class PlannedPage<Given> implements Planned {
  readonly kind: View["kind"];
  readonly output: string;
  readonly #blog: Blog;
  readonly #source: Source<Given>;

  constructor(blog: Blog, source: Source<Given>) {
    this.kind = source.kind;
    this.output = outputPath(source.url);
    this.#blog = blog;
    this.#source = source;
  }

  view(): View {
    return this.#source.view(this.#blog, this.#source.given);
  }

  origin(): string {
    const { kind, url, given } = this.#source;
    const named = (_: string, value: unknown): unknown => this.#blog.postNames.get(value) ?? value;
    return digest(this.#blog.frameName, kind, url, JSON.stringify(given, named));
  }
}

/** What a view is known by when it is gone. */
export interface ViewName {
  title: string;
  /** Pages that show the same have the same. */
  digest: string;
}

const names = new WeakMap<Planned, ViewName>();

/** A page's view as JSON, and its name. */
export function writtenView(page: Planned): { json: string; name: ViewName } {
  const view = page.view();
  const json = JSON.stringify(view);
  return { json, name: withName(page, { title: view.title, digest: digest(json) }) };
}

/** Notes what a page's view is called, where that is known without making it. */
export function withName(page: Planned, name: ViewName): ViewName {
  names.set(page, name);
  return name;
}

/** The name of a page's view; to make the view takes long, so it is not made again for this. */
export function viewName(page: Planned): ViewName {
  return names.get(page) ?? writtenView(page).name;
}
