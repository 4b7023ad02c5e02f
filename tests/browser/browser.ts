/**
 * A real browser with a built blog in it.
 */

import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium, type SystemFonts } from "./chromium.ts";
import { type Served, serve } from "./server.ts";

/** For a browser without a screen, alone on the machine. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser; close it when the tests of the file are done. */
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

/** A site that is served, and a browser to look at it. */
export interface Visit {
  served: Served;
  browser: Browser;
  /** A page of its own at an address of the site. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Ends both. */
  close(): Promise<void>;
}

/**
 * Serves the site in a folder and opens a browser for it. Every page is a visitor of its own: nothing is kept from one
 * to the next. What a page asks of other hosts fails, so that no test depends on the world.
 *
 * @param base the path that the site lives under, as in `/blog`
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
