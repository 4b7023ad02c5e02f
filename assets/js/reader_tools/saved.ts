/**
 * Posts that a reader saved: their list is kept in this browser, their pages in a cache that only `service_worker.ts` reads,
 * and only when the network fails. A reader who saves nothing has no service worker.
 */

import { keep } from "../before_paint/kept.ts";
import { CACHE, LIST, type Saved, savedPosts } from "../shared/saved_posts.ts";

function keepList(posts: readonly Saved[]): void {
  const text = posts.map(({ path, title }) => `${path} ${title}`).join("\n");
  keep(LIST, text === "" ? undefined : text);
}

/**
 * Saves the open post with what it shows.
 *
 * @param home the site's address, below which the service worker works
 * @param reading the page that lists what is saved
 * @throws if the browser refuses to
 */
export async function save(title: string, home: string, reading: string): Promise<void> {
  await navigator.serviceWorker.register(`${home}service_worker.js`, { scope: home });
  const cache = await caches.open(CACHE);
  await cache.addAll([location.pathname, reading]);
  const list = await pageAt(reading);
  const files = new Set([...filesOf(document), ...filesOf(list), ...loadedFiles()]);
  // A picture that is missing later is no reason to save nothing.
  await Promise.allSettled([...files].map((file) => cache.add(file)));
  keepList([{ path: location.pathname, title }, ...savedPosts().filter(({ path }) => path !== location.pathname)]);
}

/** Forgets a post and, with the last one, everything. */
export async function forget(path: string, home: string): Promise<void> {
  const rest = savedPosts().filter((post) => post.path !== path);
  keepList(rest);
  if (rest.length > 0) await caches.open(CACHE).then((cache) => cache.delete(path));
  else {
    await caches.delete(CACHE);
    const worker = await navigator.serviceWorker.getRegistration(home);
    await worker?.unregister();
  }
}

async function pageAt(address: string): Promise<Document> {
  const answer = await fetch(address);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** The files of this site that a page names: styles, scripts, fonts, and pictures in the size that is shown. */
function filesOf(page: Document): string[] {
  const links = [...page.querySelectorAll<HTMLLinkElement>("link:is([rel=stylesheet], [rel=icon])")];
  const scripts = [...page.querySelectorAll<HTMLScriptElement>("script[src]")];
  const fonts = scripts.flatMap(({ dataset }) => dataset.fonts?.split(" ") ?? []);
  const pictures = page === document ? [...page.images].map(({ currentSrc, src }) => currentSrc || src) : [];
  return [...links.map(({ href }) => href), ...scripts.map(({ src }) => src), ...fonts, ...pictures].filter(isOwn);
}

function loadedFiles(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => isOwn(name) && /\.(?:css|js|woff2|avif|webp|jpe?g|png|gif|svg)$/.test(name));
}

function isOwn(address: string): boolean {
  return new URL(address, location.href).origin === location.origin;
}
