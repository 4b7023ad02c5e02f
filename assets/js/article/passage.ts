import { canCopy, copyOnPress } from "./clipboard.ts";
import { addressOf } from "./share.ts";
import { type Place, textDirective } from "./text_directive.ts";
import { toolsOf } from "./tools.ts";

const PARAGRAPHS = "p, li, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary";
const GAP = 10;

/** Shows a bar below selected text: copy a link to the selection, save a picture of it. */
export function offerPassages(article: HTMLElement): void {
  const bar = document.createElement("div");
  bar.className = "passage-bar";
  bar.hidden = true;
  let fragment = "";
  let words = "";
  if (canCopy && "fragmentDirective" in document) {
    const link = buttonIn(bar, article.dataset.copyPassage);
    copyOnPress(link, article.dataset.copied ?? "", () => addressOf(article) + fragment);
  }
  const picture = buttonIn(bar, article.dataset.savePicture);
  picture.addEventListener("click", async () => (await toolsOf(article)).savePicture(article, words));
  document.body.append(bar);
  // Clicking must not clear the selection.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const found = range && !range.collapsed ? fragmentOf(range, article) : undefined;
    bar.hidden = found === undefined;
    if (range === undefined || found === undefined) return;
    fragment = found;
    words = String(selection);
    const { bottom, left, width } = range.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const wanted = left + width / 2 - bar.offsetWidth / 2;
    bar.style.top = `${scrollY + bottom + GAP}px`;
    bar.style.left = `${scrollX + Math.max(GAP, Math.min(wanted, room - bar.offsetWidth - GAP))}px`;
  });
}

function buttonIn(bar: HTMLElement, label = ""): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  bar.append(button);
  return button;
}

function fragmentOf(range: Range, article: HTMLElement): string | undefined {
  const start = placeOf(range.startContainer, range.startOffset, article);
  const end = placeOf(range.endContainer, range.endOffset, article);
  if (start === undefined || end === undefined) return undefined;
  const before = new Range();
  before.setStart(article, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return textDirective(start, end, before.toString());
}

/** The paragraph and offset of a point in the text; undefined outside of it. */
function placeOf(node: Node, offset: number, article: HTMLElement): Place | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest(PARAGRAPHS);
  if (!paragraph?.closest(".text") || !article.contains(paragraph)) return undefined;
  const before = new Range();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return { paragraph: paragraph.textContent, offset: before.toString().length };
}
