/** A real browser that shows a built blog. */

import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium, type SystemFonts } from "./chromium.ts";
import { type Served, serve } from "./server.ts";

/** Flags for a headless browser. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A fifth less work than with a process for graphics, which has no card to use.
  "--in-process-gpu",
  "--disable-software-rasterizer",
];

/** Starts the browser. Close it when the tests of the file are done. */
export function openBrowser(fonts?: SystemFonts): Promise<Browser> {
  const { path, env } = findChromium(process.env, fonts);
  return chromium.launch({
    executablePath: path,
    args: BROWSER_ARGUMENTS,
    env: { ...definedIn(process.env), ...env },
  });
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A served site, and a browser to visit it. */
export interface Visit {
  served: Served;
  browser: Browser;
  /** Opens a new page at a path of the site. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Stops both. */
  close(): Promise<void>;
}

/**
 * Serves the site in a folder and opens a browser for it. Every page has its own storage. Requests to other hosts fail,
 * so that no test depends on the network.
 *
 * @param base the base path of the site, as in `/blog`
 */
export async function visit(folder: string, base = "", fonts?: SystemFonts): Promise<Visit> {
  const [served, browser] = await Promise.all([serve(folder, base), openBrowser(fonts)]);
  return {
    served,
    browser,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      await keepWithin(context, served.origin);
      const page = await context.newPage();
      await page.goto(`${served.origin}${path}`);
      return page;
    },
    async close() {
      await browser.close();
      await served.close();
    },
  };
}

async function keepWithin(context: BrowserContext, origin: string): Promise<void> {
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  );
}
