/**
 * Light or dark. Runs before the page is painted, so that a choice of the reader's is there from the first moment. Who
 * chooses what their system says anyway goes on following the system.
 */

import { keep, kept } from "./kept.ts";

const KEY = "theme";
const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

type Theme = "light" | "dark";

function systemTheme(): Theme {
  return systemIsDark.matches ? "dark" : "light";
}

/** What the reader chose, if that is anything. */
function chosen(): Theme | undefined {
  const theme = kept(KEY);
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** The colour of the browser's own bars follows, too. */
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
  show(theme);
}

/** Shows the chosen theme, and listens for changes here and in other tabs. */
export function followTheme(): void {
  show(chosen());
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-switch-theme]")) switchTheme();
  });
  addEventListener("storage", () => show(chosen()));
}
