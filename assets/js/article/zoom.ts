/** A picture that is this much wider than its place has more to show. */
const WORTH_A_LOOK = 1.15;

/** Pictures in the text that have more to show than the text has room for open by themselves over the page. */
export function offerZoom(article: HTMLElement): void {
  const { enlarge = "", close = "" } = article.dataset;
  let dialog: HTMLDialogElement | undefined;
  for (const image of article.querySelectorAll<HTMLImageElement>(".text img[srcset]")) {
    if (image.closest("a, button") || widest(image) < image.clientWidth * WORTH_A_LOOK) continue;
    const shown = image.closest("picture") ?? image;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "zoom-open";
    button.setAttribute("aria-label", image.alt === "" ? enlarge : `${enlarge}: ${image.alt}`);
    shown.replaceWith(button);
    button.append(shown);
    button.addEventListener("click", () => {
      dialog ??= emptyDialog(close);
      dialog.lastElementChild?.replaceWith(enlarged(shown));
      dialog.showModal();
    });
  }
}

/** The width of the largest of a picture's versions, in pixels. */
function widest({ srcset }: HTMLImageElement): number {
  return Number(/ (\d+)w$/.exec(srcset)?.[1]);
}

/** A dialog with a way out, and a place for a picture. A press anywhere closes it, and so does Escape. */
function emptyDialog(close: string): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "zoom";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "zoom-close";
  button.setAttribute("aria-label", close);
  dialog.append(button, document.createElement("img"));
  dialog.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return dialog;
}

/** The same picture, for the whole width of the screen and as large as it is. */
function enlarged(shown: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  copy.className = "zoom-picture";
  copy.append(shown.cloneNode(true));
  for (const part of copy.querySelectorAll<HTMLImageElement | HTMLSourceElement>("img, source")) {
    part.sizes = "100vw";
    part.removeAttribute("width");
    part.removeAttribute("height");
  }
  return copy;
}
