/** Images can be enlarged if they are at least this many times wider than shown. */
const WORTH_A_LOOK = 1.15;

const PICTURES = '.article-picture[srcset], .text img[srcset], img[src*=".svg"]:is(.article-picture, .text *)';

/** Around the picture, as zoom.css has it. */
const MARGINS = 32;

/** The zoom factor for images that exceed the screen. */
const MOVED_ABOUT = 2.5;

/** Pictures that have more to show than they have room for open by themselves over the page; drawings have no end of it. */
export function offerZoom(article: HTMLElement): void {
  const { enlarge = "", close = "" } = article.dataset;
  let dialog: HTMLDialogElement | undefined;
  for (const image of article.querySelectorAll<HTMLImageElement>(PICTURES)) {
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

/** The width of the largest of a picture's versions, in pixels. A drawing is as wide as one likes. */
function widest({ srcset, clientWidth }: HTMLImageElement): number {
  return srcset === "" ? clientWidth * MOVED_ABOUT : Number(/ (\d+)w$/.exec(srcset)?.[1]);
}

/** A dialog for an image. A click anywhere closes it, and so does Escape. */
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

/** The same image in its own size. */
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

/** In CSS pixels: as large as fits the screen or, if that is hardly larger, larger than the screen and scrollable. */
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
