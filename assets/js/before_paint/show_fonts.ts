/**
 * Switches a page from system fonts to web fonts without layout shifts: a block that would shift something keeps the
 * system fonts until the next page.
 */

/** Browsers count shifts of boxes and line starts from 3 px on. */
const VISIBLE_PX = 3;
/** Line heights are fixed, so a different height means different line breaks. */
const SAME_HEIGHT_PX = 0.5;
/** Elements that need a single font: rows of links, which push one another, and article text. */
const WHOLE = "nav, .text";
/** The blocks of a page, from top to bottom. */
const BLOCKS = "main > :not(article), .text > *, .article-end > *, body > footer";
const BLOCKS_AT_ONCE = 8;

const root = document.documentElement;

/** Positions of boxes and texts on the screen, parents before children. */
type Places = ReadonlyMap<Element | Text, DOMRect>;

/** Call it after the fonts have loaded. Blocks off screen are switched in small batches, so that the page stays responsive. */
export function showFonts(): void {
  const before = placesOnScreen();
  const outside = [...document.querySelectorAll<HTMLElement>(BLOCKS)].filter((block) => !isOnScreen(placeOf(block)));
  for (const block of outside) postpone(block);
  delete root.dataset.fonts;
  for (const [node, then] of before) if (node instanceof HTMLElement && isInRow(node)) fitWidth(node, then);
  for (const element of resized(before)) if (element instanceof HTMLElement) fitHeight(element, before.get(element));
  // A block that grew or shrank moves all that follows, so those come first.
  for (const element of resized(before)) postpone(blockOf(element));
  for (const node of moved(before)) postpone(wholeOf(node) ?? blockOf(unmovedAround(node, before)));
  for (const node of moved(before)) postpone(blockOf(unmovedAround(node, before)));
  if (moved(before).length > 0) postpone(root);
  requestAnimationFrame(() => showBelow(outside));
}

/** Words that stand in a row with others, which they would push: links, dates, labels. */
function isInRow(element: HTMLElement): boolean {
  const { parentElement, childElementCount, textContent } = element;
  if (childElementCount > 0 || textContent === "" || parentElement === null) return false;
  const isItem = (box: Element): boolean => getComputedStyle(box).display.endsWith("flex");
  const isLabel = parentElement.childElementCount === 1 || parentElement.localName === "button";
  return isItem(parentElement) || (isLabel && isItem(parentElement.parentElement ?? root));
}

/** In ems. Nobody sees so little between two letters. */
const MOST_SPACING = 0.03;
const SPACING_STEP = 0.005;

/** What has other spaces between its letters, or another width, until the next page. */
const fitted = new Set<HTMLElement>();

/** Spreads what words became narrower or wider over their letters; a label that became much narrower keeps its width. */
function fitWidth(element: HTMLElement, then: DOMRect): void {
  const missing = then.width - placeOf(element).width;
  if (missing === 0) return;
  fitted.add(element);
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  const spacing = missing / element.textContent.length / size;
  if (Math.abs(spacing) <= 2 * MOST_SPACING) element.style.letterSpacing = `${spacing}em`;
  else if (missing > 0) element.style.inlineSize = `${then.width}px`;
}

/** Gives a text as many lines as it had. */
function fitHeight(element: HTMLElement, then: DOMRect | undefined): void {
  if (then === undefined) return;
  fitted.add(element);
  const { letterSpacing, fontSize } = getComputedStyle(element);
  const usual = (Number.parseFloat(letterSpacing) || 0) / Number.parseFloat(fontSize);
  const direction = placeOf(element).height > then.height ? -1 : 1;
  for (let spacing = SPACING_STEP; spacing <= MOST_SPACING; spacing += SPACING_STEP) {
    element.style.letterSpacing = `${usual + direction * spacing}em`;
    if (!isResized(element, then)) return;
  }
  element.style.letterSpacing = "";
}

/** Leaves out what has been scrolled to, or past. */
function showBelow(blocks: readonly HTMLElement[]): void {
  const below = blocks.slice(0, BLOCKS_AT_ONCE).filter((block) => placeOf(block).top >= innerHeight);
  for (const block of below) delete block.dataset.fonts;
  if (blocks.length > BLOCKS_AT_ONCE) requestAnimationFrame(() => showBelow(blocks.slice(BLOCKS_AT_ONCE)));
}

function postpone(block: HTMLElement): void {
  for (const element of fitted) {
    if (!block.contains(element)) continue;
    element.style.letterSpacing = "";
    element.style.inlineSize = "";
  }
  block.dataset.fonts = "later";
}

function placesOnScreen(): Places {
  const places = new Map<Element | Text, DOMRect>();
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    if (!(node instanceof Element || isTextOnScreen(node, places))) continue;
    const place = placeOf(node);
    if (isOnScreen(place)) places.set(node, place);
  }
  return places;
}

function isTextOnScreen(node: Node, places: Places): node is Text {
  return node instanceof Text && node.data.trim() !== "" && places.has(node.parentElement ?? root);
}

/** For a text, the position of its start, as browsers count it. */
function placeOf(node: Element | Text): DOMRect {
  if (node instanceof Element) return node.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getClientRects()[0] ?? range.getBoundingClientRect();
}

function isOnScreen({ top, bottom }: DOMRect): boolean {
  return bottom > 0 && top < innerHeight;
}

/** The innermost elements with a new height that end on the screen, and so shift what follows. */
function resized(before: Places): Element[] {
  const found = [...before].flatMap(([node, then]) => (node instanceof Element && isResized(node, then) ? [node] : []));
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
}

function isResized(element: Element, then: DOMRect): boolean {
  const now = placeOf(element);
  return Math.min(now.bottom, then.bottom) <= innerHeight && Math.abs(now.height - then.height) >= SAME_HEIGHT_PX;
}

function moved(before: Places): (Element | Text)[] {
  return [...before.keys()].filter((node) => hasMoved(node, before));
}

function hasMoved(node: Element | Text, before: Places): boolean {
  const now = placeOf(node);
  const then = before.get(node);
  return then === undefined || Math.max(Math.abs(now.left - then.left), Math.abs(now.top - then.top)) >= VISIBLE_PX;
}

/** The nearest ancestor whose position is unchanged. */
function unmovedAround(node: Element | Text, before: Places): Element {
  let around = node.parentElement ?? root;
  while (around.parentElement !== null && hasMoved(around, before)) around = around.parentElement;
  return around;
}

function wholeOf(node: Element | Text): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>(WHOLE) ?? null;
}

/** The nearest enclosing block whose fonts can be switched. */
function blockOf(element: Element): HTMLElement {
  const whole = wholeOf(element);
  if (whole !== null) return whole;
  let block: Element = element;
  while (!(block instanceof HTMLElement && isStyledItself(block))) block = block.parentElement ?? root;
  return block;
}

/** Whether an element's current fonts are those for postponed blocks, and not inherited from the title. */
function isStyledItself(element: HTMLElement): boolean {
  const { display, fontFamily } = getComputedStyle(element);
  const inherited = getComputedStyle(element.parentElement ?? root).fontFamily;
  return display !== "inline" && (fontFamily !== inherited || fontFamily === getComputedStyle(root).fontFamily);
}
