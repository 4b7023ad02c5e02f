/** Says beside the line of progress how many minutes of an article are left, while one reads it. */

/** From here on there is a margin beside the text. */
const WIDE = 1088;
const SHOWN_FOR_MS = 1200;

export function showTimeLeft(article: HTMLElement): void {
  const { minutes = "", timeLeft = "" } = article.dataset;
  const body = article.querySelector(".article-body");
  if (body === null || Number(minutes) < 2) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const label = document.createElement("p");
  label.className = "time-left";
  // What it says is no news to those who cannot see it come and go.
  label.ariaHidden = "true";
  article.append(label);
  let isDue = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    isDue = false;
    const { top, bottom, height } = body.getBoundingClientRect();
    const left = Math.ceil(((bottom - innerHeight) / height) * Number(minutes));
    label.toggleAttribute("data-shown", top < 0 && left > 0);
    if (left > 0) label.textContent = timeLeft.replace("{count}", numbers.format(left));
    // On a narrow screen it covers words, so it goes when one stops to read.
    clearTimeout(timer);
    if (innerWidth < WIDE) timer = setTimeout(() => label.removeAttribute("data-shown"), SHOWN_FOR_MS);
  };
  addEventListener(
    "scroll",
    () => {
      if (!isDue) requestAnimationFrame(update);
      isDue = true;
    },
    { passive: true },
  );
}
