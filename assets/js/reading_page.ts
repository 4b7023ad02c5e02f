/** The page of what a reader saved and chose. */

import { forget } from "./reader_tools/saved.ts";
import { startTypeSettings } from "./reader_tools/type_settings.ts";
import { type Saved, savedPosts } from "./shared/saved_posts.ts";

const settings = document.querySelector<HTMLElement>(".type-settings");
if (settings) startTypeSettings(settings);
const list = document.querySelector<HTMLElement>(".saved-posts");
if (list) showList(list);

function showList(list: HTMLElement): void {
  const posts = savedPosts();
  list.replaceChildren(...posts.map((post) => itemOf(post, list)));
  const none = document.querySelector<HTMLElement>(".saved-none");
  if (none) none.hidden = posts.length > 0;
  const offline = document.querySelector<HTMLElement>(".saved-offline");
  if (offline) offline.hidden = navigator.onLine;
}

function itemOf({ path, title }: Saved, list: HTMLElement): HTMLElement {
  const { home = "/", remove = "" } = list.dataset;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.textContent = title;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "share-way";
  button.textContent = remove;
  button.setAttribute("aria-label", `${remove}: ${title}`);
  button.addEventListener("click", async () => {
    await forget(path, home);
    showList(list);
  });
  item.append(link, button);
  return item;
}
