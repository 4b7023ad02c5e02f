/** A picture that is this much wider than its place has more to show. */
const WORTH_A_LOOK = 1.15;

/** Around the picture, as zoom.css has it. */
const MARGINS = 32;

/** How many times wider than in its place a picture is that has no room on the screen. */
const MOVED_ABOUT = 2.5;

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
      dialog.lastElementChild?.replaceWith(enlarged(shown, image));
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

/** The same picture in a size of its own. */
function enlarged(shown: HTMLElement, image: HTMLImageElement): HTMLElement {
  const copy = document.createElement("div");
  copy.className = "zoom-picture";
  copy.append(shown.cloneNode(true));
  const width = enlargedWidth(image);
  for (const part of copy.querySelectorAll<HTMLImageElement | HTMLSourceElement>("img, source")) {
    part.sizes = `${width}px`;
    if (part instanceof HTMLImageElement) part.width = width;
  }
  return copy;
}

/** In CSS pixels: as large as the screen has room for, and where that is hardly larger, so large that it is moved about. */
function enlargedWidth(image: HTMLImageElement): number {
  const most = widest(image);
  const fitting = Math.min(
    most,
    innerWidth - MARGINS,
    ((innerHeight - MARGINS) * image.clientWidth) / image.clientHeight,
  );
  const isWorthIt = fitting >= image.clientWidth * WORTH_A_LOOK;
  return Math.round(isWorthIt ? fitting : Math.min(most, image.clientWidth * MOVED_ABOUT));
}
