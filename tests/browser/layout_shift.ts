/** Layout shifts of a page, as browsers measure them. */

import type { Page } from "playwright-core";

/** Smaller scores mean that only the end of a line moved with its last letter. */
const VISIBLE_SHIFT = 0.0005;
/** Browsers report layout shifts with a delay. */
const REPORTED_MS = 300;

/** An entry of the Layout Instability API. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** Waits until web fonts are applied, which happens late on a first visit. */
export async function fontsLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => localStorage.getItem("fonts") !== null);
}

export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
      scrollTo({ top, behavior: "instant" });
      await new Promise((done) => setTimeout(done, 60));
    }
  });
}

/** Lists the layout shifts since the page was opened; empty if their total is too small to be visible. */
export async function movements(page: Page): Promise<string[]> {
  const shifts = await page.evaluate(
    (timeout) =>
      new Promise<{ value: number; moved: string }[]>((done) => {
        const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === "layout-shift";
        const element = (node: Node | null) => (node instanceof Element ? node : node?.parentElement);
        const place = ({ x, y }: DOMRect) => `${Math.round(x)},${Math.round(y)}`;
        new PerformanceObserver((list) => {
          const found = list.getEntries().filter(isShift);
          done(
            found.map(({ value, sources }) => ({
              value,
              moved: sources
                .map(({ node, previousRect, currentRect }) => {
                  const name = `${element(node)?.tagName} ${element(node)?.className}`;
                  return `${name} from ${place(previousRect)} to ${place(currentRect)}`;
                })
                .join("; "),
            })),
          );
        }).observe({ type: "layout-shift", buffered: true });
        // Nothing is reported without a shift.
        setTimeout(() => done([]), timeout);
      }),
    REPORTED_MS,
  );
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  return total < VISIBLE_SHIFT ? [] : shifts.map(({ value, moved }) => `${value.toFixed(4)}: ${moved}`);
}
