/** The buttons below an article's title: save for later, size and face of type, listen. Their code is loaded on use. */

import { savedPosts } from "../shared/saved_posts.ts";
import { voiceOfPage } from "./voice.ts";

interface Tools {
  keepOrForget(article: HTMLElement, button: HTMLButtonElement): Promise<void>;
  renew(article: HTMLElement): Promise<void>;
  listenOrPause(article: HTMLElement, button: HTMLButtonElement): void;
  openTypeSettings(article: HTMLElement): Promise<void>;
  savePicture(article: HTMLElement, text: string): Promise<void>;
}

export function toolsOf({ dataset }: HTMLElement): Promise<Tools> {
  return import(dataset.tools ?? "");
}

export function offerTools(article: HTMLElement): void {
  const tool = (name: string): HTMLButtonElement | null => article.querySelector(`[data-tool="${name}"]`);
  const [save, type, listen] = [tool("save"), tool("type"), tool("listen")];

  if (save && "serviceWorker" in navigator && isSecureContext) {
    const isSaved = savedPosts().some(({ path }) => path === location.pathname);
    delete save.dataset.unready;
    save.ariaPressed = String(isSaved);
    save.addEventListener("click", async () => (await toolsOf(article)).keepOrForget(article, save));
    if (isSaved && navigator.onLine)
      addEventListener("load", async () => (await toolsOf(article)).renew(article).catch(() => undefined));
  }
  type?.addEventListener("click", async () => (await toolsOf(article)).openTypeSettings(article));

  if (listen === null || !("speechSynthesis" in window)) return;
  const update = (): void => {
    listen.toggleAttribute("data-unready", voiceOfPage() === undefined);
  };
  update();
  speechSynthesis.addEventListener?.("voiceschanged", update);
  listen.addEventListener("click", async () => (await toolsOf(article)).listenOrPause(article, listen));
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
