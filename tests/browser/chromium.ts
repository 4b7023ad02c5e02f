/**
 * Finds the browser for the tests: a named one, an installed one, Playwright's own, or the one in the development
 * dependencies, so that the tests need nothing but Node.
 */

import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "../site/site.ts";

/** A browser on this machine. */
export interface Executable {
  path: string;
  /** Environment variables that it needs. */
  env: Record<string, string>;
}

/** Fonts that replace those of the system; each is a fontconfig file in `system_fonts/`. */
export type SystemFonts = "usual" | "wide" | "machine";

/** The value of `CHROMIUM_PATH` that selects the browser in the development dependencies. */
const PACKAGED = "packaged";

/**
 * Finds the browser. All have the same fonts, except on macOS and Windows, whose own fonts have the same widths.
 *
 * @throws Error that says what to install, if there is no browser
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env, fonts: SystemFonts = "usual"): Executable {
  const found = executable(env);
  const FONTCONFIG_FILE = join(import.meta.dirname, "system_fonts", `${fonts}.conf`);
  return { path: found.path, env: { ...found.env, FONTCONFIG_FILE } };
}

function executable(env: NodeJS.ProcessEnv): Executable {
  const named = env.CHROMIUM_PATH;
  if (named === PACKAGED) return packaged();
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return { path: named, env: {} };
    throw new Error(`CHROMIUM_PATH names ${named}, which is no program. Correct it, or unset it.`);
  }
  const path = [...installed(env), chromium.executablePath()].find(isExecutable);
  if (path !== undefined) return { path, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return packaged();
  throw new Error(
    "The tests in a browser found none. Install Chrome or Chromium, or run `npx playwright-core install chromium`, or name a browser in CHROMIUM_PATH.",
  );
}

const COMMANDS = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function installed({ PATH = "" }: NodeJS.ProcessEnv): string[] {
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of `@sparticuz/chromium`, unpacked with its libraries once for each installation of the packages. */
function packaged(): Executable {
  const home = join(ROOT, "node_modules", ".cache", "chromium");
  if (!existsSync(home)) unpack(home);
  return {
    path: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023", "lib") },
  };
}

/** Test files may unpack it concurrently, so it is unpacked into a temporary folder and renamed. */
function unpack(home: string): void {
  mkdirSync(dirname(home), { recursive: true });
  const unfinished = mkdtempSync(`${home}.`);
  const code = 'import("@sparticuz/chromium").then(({ default: packaged }) => packaged.executablePath());';
  // The package unpacks its libraries only if it believes that it runs on AWS.
  const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  execFileSync(process.execPath, ["-e", code], { cwd: import.meta.dirname, env, stdio: "inherit" });
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}
