/** Keeps the header out of the way while one reads on, and brings it back as soon as one scrolls up. */

/** Smaller movements come from an unsteady hand. */
const NOTICED_PX = 6;
/** A jump to a heading or to a focused link scrolls up, too, but the header would cover what it leads to. */
const JUMP_MS = 1000;

const header = document.querySelector<HTMLElement>(".site-header");
if (header) follow(header);

function follow(header: HTMLElement): void {
  let last = scrollY;
  let quietUntil = 0;

  const update = (): void => {
    const way = scrollY - last;
    const isBelow = scrollY > header.offsetHeight;
    header.toggleAttribute("data-below", isBelow);
    if (isBelow && Math.abs(way) < NOTICED_PX) return;
    header.toggleAttribute("data-away", isBelow && (way > 0 || performance.now() < quietUntil));
    last = scrollY;
  };
  const jump = ({ target }: Event): void => {
    if (target instanceof Node && header.contains(target)) return;
    quietUntil = performance.now() + JUMP_MS;
    header.toggleAttribute("data-away", scrollY > header.offsetHeight);
  };

  header.toggleAttribute("data-away", scrollY > header.offsetHeight);
  header.toggleAttribute("data-below", scrollY > header.offsetHeight);
  header.dataset.returns = "";
  addEventListener("scroll", update, { passive: true });
  addEventListener("focusin", jump);
  addEventListener("hashchange", jump);
}
