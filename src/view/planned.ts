/**
 * What is asked of a planned page more than once, though its view is not kept.
 */

import { digest } from "../cache.ts";
import type { Planned } from "./views.ts";

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
  const name = { title: view.title, digest: digest(json) };
  names.set(page, name);
  return { json, name };
}

/** The name of a page's view; to make the view takes long, so it is not made again for this. */
export function viewName(page: Planned): ViewName {
  return names.get(page) ?? writtenView(page).name;
}
