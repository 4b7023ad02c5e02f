/**
 * Shows saved posts when the network fails. Everything else comes from the network, as if this worker were not there, so
 * nobody ever sees an old page while a new one can be had. Readers get it when they save their first post.
 */

import { CACHE } from "./shared/saved_posts.ts";

/** As much of the events of service workers as is used. @see https://w3c.github.io/ServiceWorker/ */
interface WorkerEvent extends Event {
  request?: Request;
  respondWith?(answer: Promise<Response>): void;
  waitUntil?(work: Promise<unknown>): void;
}

interface Worker {
  caches?: CacheStorage;
  registration?: { scope: string };
  skipWaiting?(): Promise<void>;
  clients?: { claim(): Promise<void> };
}

const worker: Worker = globalThis;

addEventListener("install", () => worker.skipWaiting?.());
addEventListener("activate", (event: WorkerEvent) => event.waitUntil?.(worker.clients?.claim() ?? Promise.resolve()));
addEventListener("fetch", (event: WorkerEvent) => {
  const { request } = event;
  if (request?.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const answer = fetch(request);
  event.respondWith?.(answer.catch(() => savedCopy(request)));
  event.waitUntil?.(answer.then((response) => renew(request, response.clone())).catch(() => undefined));
});

/** Replaces the copy of what is saved by the newest. */
async function renew(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(CACHE);
  if (response.status === 200 && (await cache.match(request))) await cache.put(request, response);
}

/** A page that was not saved is answered by the list of those that were. */
async function savedCopy(request: Request): Promise<Response> {
  const copy = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  const list = request.mode === "navigate" ? await caches.match(`${worker.registration?.scope}reading/`) : undefined;
  return copy ?? list ?? Response.error();
}
