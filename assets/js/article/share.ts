import { canCopy, copyOnPress } from "./clipboard.ts";

/** The address to share: the page's canonical one, not the one by which a reader came. */
export function addressOf(article: HTMLElement): string {
  return article.dataset.address ?? location.href;
}

/** Brings the buttons to life that need a script; those that cannot work here stay away. */
export function offerSharing(article: HTMLElement): void {
  const url = addressOf(article);
  const copy = article.querySelector<HTMLButtonElement>("[data-share-copy]");
  if (copy && canCopy) copyOnPress(copy, article.dataset.copied ?? "", () => url);
  else if (copy) copy.hidden = true;
  const elsewhere = article.querySelector<HTMLButtonElement>("[data-share-elsewhere]");
  if (elsewhere && "share" in navigator) {
    elsewhere.hidden = false;
    elsewhere.addEventListener("click", () => {
      // Who changes their mind has done nothing wrong.
      navigator.share({ title: document.title, url }).catch(() => undefined);
    });
  }
}
