import { canCopy, copyOnPress } from "./clipboard.ts";

/** The URL to share: the canonical one, without tracking parameters of the visit. */
export function addressOf(article: HTMLElement): string {
  return article.dataset.address ?? location.href;
}

/** Activates the share buttons; hides those that the browser does not support. */
export function offerSharing(article: HTMLElement): void {
  const url = addressOf(article);
  const copy = article.querySelector<HTMLButtonElement>("[data-share-copy]");
  if (copy && canCopy) copyOnPress(copy, article.dataset.copied ?? "", () => url);
  else if (copy) copy.hidden = true;
  const elsewhere = article.querySelector<HTMLButtonElement>("[data-share-elsewhere]");
  if (elsewhere && "share" in navigator) {
    elsewhere.hidden = false;
    // The phone's own sheet has every app.
    if (matchMedia("(pointer: coarse)").matches) elsewhere.closest(".share")?.setAttribute("data-folded", "");
    elsewhere.addEventListener("click", () => {
      // Cancelling is not an error.
      navigator.share({ title: document.title, url }).catch(() => undefined);
    });
  }
}
