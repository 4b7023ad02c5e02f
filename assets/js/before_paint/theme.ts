/**
 * Sets the theme before the first paint, so that a reader's choice applies immediately. A choice equal to the
 * system's theme follows the system again.
 */

import { keep, kept } from "./kept.ts";

const KEY = "theme";
const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

type Theme = "light" | "dark";

function systemTheme(): Theme {
  return systemIsDark.matches ? "dark" : "light";
}

/** The reader's choice, if any. */
function chosen(): Theme | undefined {
  const theme = kept(KEY);
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** Also sets the colour of the browser's UI. */
const barColours = [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")].map((meta) => ({
  meta,
  usual: meta.media,
  theme: meta.media.includes("dark") ? "dark" : "light",
}));

function show(theme: Theme | undefined): void {
  for (const bar of barColours)
    bar.meta.media = theme === undefined ? bar.usual : bar.theme === theme ? "all" : "not all";
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function switchTheme(): void {
  const shown = root.dataset.theme ?? systemTheme();
  const wanted = shown === "dark" ? "light" : "dark";
  const theme = wanted === systemTheme() ? undefined : wanted;
  keep(KEY, theme);
  fade(() => show(theme));
}

/** Fades from what is shown to what a change shows, unless the browser cannot or the reader asks for no motion. */
function fade(change: () => void): void {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isStill || !("startViewTransition" in document)) change();
  // A page that is not seen has no transition, but the change takes place.
  else document.startViewTransition(change).ready.catch(() => undefined);
}

/** Shows the chosen theme, and listens for changes here and in other tabs. */
export function followTheme(): void {
  show(chosen());
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-switch-theme]")) switchTheme();
  });
  addEventListener("storage", () => show(chosen()));
}
