/**
 * Offers to continue where a reader left a long article. The place is kept in this browser alone: the number of a block of
 * the text, by path, for the articles that were left last.
 */

import { keep, kept } from "../before_paint/kept.ts";

const KEY = "places";
const MOST_PLACES = 20;
/** The block that is being read is the last one whose start has passed this fraction of the window. */
const READING_LINE = 0.3;
/** In screens: who has read less, or has less left, needs no help. */
const WORTH_KEEPING = 1.5;

type Places = Map<string, number>;

export function offerToContinue(article: HTMLElement): void {
  const blocks = [...article.querySelectorAll<HTMLElement>(".text > *")];
  const place = blocks[places().get(location.pathname) ?? -1];
  const isAtStart = location.hash === "" && scrollY < innerHeight / 2;
  if (place && isAtStart) offer(place, article);
  addEventListener("pagehide", () => remember(blocks));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") remember(blocks);
  });
}

function places(): Places {
  const lines = (kept(KEY) ?? "").split("\n").map((line) => line.split(" "));
  return new Map(lines.flatMap(([path, at]) => (path && at ? [[path, Number(at)] as const] : [])));
}

function remember(blocks: readonly HTMLElement[]): void {
  const [first, last] = [blocks.at(0), blocks.at(-1)];
  if (!first || !last) return;
  const read = innerHeight - first.getBoundingClientRect().top;
  const left = last.getBoundingClientRect().bottom - innerHeight;
  const line = innerHeight * READING_LINE;
  const known = places();
  // Who only looked at the top keeps the older place.
  if (read < innerHeight * WORTH_KEEPING) return;
  known.delete(location.pathname);
  if (left > innerHeight * (WORTH_KEEPING - 1)) {
    known.set(
      location.pathname,
      blocks.findLastIndex((block) => block.getBoundingClientRect().top <= line),
    );
  }
  keep(
    KEY,
    [...known]
      .slice(-MOST_PLACES)
      .map((entry) => entry.join(" "))
      .join("\n"),
  );
}

/** Shows the button until it is pressed or the reader scrolls on without it. */
function offer(place: HTMLElement, article: HTMLElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "floating-button";
  button.textContent = article.dataset.continue ?? "";
  const scrolled = new AbortController();
  const end = (): void => {
    scrolled.abort();
    button.remove();
  };
  button.addEventListener("click", () => {
    end();
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView();
  });
  addEventListener("scroll", () => scrollY > innerHeight && end(), { passive: true, signal: scrolled.signal });
  article.querySelector(".article-header")?.after(button);
}
