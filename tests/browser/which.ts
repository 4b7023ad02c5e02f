/** Prints which browser the tests use. */

import { openBrowser } from "./browser.ts";
import { findChromium } from "./chromium.ts";

const browser = await openBrowser();
console.log(`The browser of the tests is Chromium ${browser.version()}, ${findChromium().path}.`);
await browser.close();
