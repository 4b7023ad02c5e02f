import { canCopy, copyOnPress } from "./clipboard.ts";
import { addressOf } from "./share.ts";
import { type Place, textDirective } from "./text_directive.ts";

const PARAGRAPHS = "p, li, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary";
const GAP = 10;

/** Shows a button below selected text that copies a link to the selection. */
export function offerPassages(article: HTMLElement): void {
  if (!canCopy || !("fragmentDirective" in document)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "passage-link";
  button.textContent = article.dataset.copyPassage ?? "";
  button.hidden = true;
  let fragment = "";
  document.body.append(button);
  copyOnPress(button, article.dataset.copied ?? "", () => addressOf(article) + fragment);
  // Clicking must not clear the selection.
  button.addEventListener("pointerdown", (event) => event.preventDefault());

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const found = range && !range.collapsed ? fragmentOf(range, article) : undefined;
    button.hidden = found === undefined;
    if (range === undefined || found === undefined) return;
    fragment = found;
    const { bottom, left, width } = range.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const wanted = left + width / 2 - button.offsetWidth / 2;
    button.style.top = `${scrollY + bottom + GAP}px`;
    button.style.left = `${scrollX + Math.max(GAP, Math.min(wanted, room - button.offsetWidth - GAP))}px`;
  });
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
