/** The current section is the last one whose heading has passed this fraction of the window. */
const READING_LINE = 0.3;

interface Entry {
  link: HTMLAnchorElement;
  heading: HTMLElement;
}

/** Marks the current section in the table of contents, and folds it after use on narrow screens. */
export function followContents(article: HTMLElement): void {
  const contents = article.querySelector<HTMLElement>(".contents");
  if (contents === null) return;
  const entries = [...contents.querySelectorAll<HTMLAnchorElement>("a[href^='#']")].flatMap((link): Entry[] => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  let current: Entry | undefined;
  let isDue = false;

  const mark = (): void => {
    isDue = false;
    const line = innerHeight * READING_LINE;
    const reached = entries.findLast(({ heading }) => heading.getBoundingClientRect().top <= line);
    if (reached === current) return;
    current?.link.removeAttribute("aria-current");
    reached?.link.setAttribute("aria-current", "location");
    current = reached;
    if (reached) keepInSight(reached.link, contents);
  };

  const markSoon = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(mark);
  };

  addEventListener("scroll", markSoon, { passive: true });
  addEventListener("resize", markSoon);
  markSoon();

  contents.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLAnchorElement) contents.querySelector("details")?.removeAttribute("open");
  });
}

/** Scrolls a long table of contents, and nothing else, to its current entry. */
function keepInSight(link: HTMLElement, list: HTMLElement): void {
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top + inner.height;
  if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom + inner.height;
}
