/** Arrow keys move between the input and the results. */

/**
 * @param words the input
 * @param results the element that contains the links
 */
export function walkWithArrows(words: HTMLInputElement, results: HTMLElement): void {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const stops: (Element | null)[] = [words, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at === -1) return;
    event.preventDefault();
    if (next instanceof HTMLElement) next.focus();
  };
  words.addEventListener("keydown", move);
  results.addEventListener("keydown", move);
}
