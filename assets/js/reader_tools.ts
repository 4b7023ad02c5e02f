/** What readers may ask for in an article. Loaded when they do. */

import { voiceOfPage } from "./article/voice.ts";
import { Listening } from "./reader_tools/listen.ts";
import { handOver, pictureOf } from "./reader_tools/passage_picture.ts";
import { forget, save } from "./reader_tools/saved.ts";
import { startTypeSettings } from "./reader_tools/type_settings.ts";
import { dialogWith, partOf } from "./shared/page_part.ts";

/** Saves the post of an article for later, or forgets it. */
export async function keepOrForget(article: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const { home = "/", reading = "" } = article.dataset;
  const isSaved = button.ariaPressed === "true";
  if (isSaved) await forget(location.pathname, home);
  else await save(titleOf(article), home, reading);
  button.ariaPressed = String(!isSaved);
}

/** Saves a post that was saved before as it is now. */
export async function renew(article: HTMLElement): Promise<void> {
  const { home = "/", reading = "" } = article.dataset;
  await save(titleOf(article), home, reading);
}

let listening: Listening | undefined;

/** Reads the article aloud, or pauses. A second button, which stays in sight, does the same. */
export function listenOrPause(article: HTMLElement, button: HTMLButtonElement): void {
  const voice = voiceOfPage();
  if (voice === undefined) return;
  listening ??= new Listening(article, voice, () => show(false));
  const isPlaying = button.ariaPressed === "true";
  show(!isPlaying);
  if (isPlaying) listening.pause();
  else listening.play();

  function show(plays: boolean): void {
    button.ariaPressed = String(plays);
    document.querySelector(".floating-button[data-pause]")?.remove();
    if (!plays) return;
    const pause = document.createElement("button");
    pause.type = "button";
    pause.className = "floating-button";
    pause.dataset.pause = "";
    pause.textContent = button.querySelector(".article-tool-on")?.textContent ?? "";
    pause.addEventListener("click", () => {
      button.focus({ preventScroll: true });
      button.click();
    });
    article.after(pause);
  }
}

let settings: HTMLDialogElement | undefined;

/** Opens the settings of the type, which are a part of the page of the reader's own. */
export async function openTypeSettings(article: HTMLElement): Promise<void> {
  if (settings === undefined) {
    const { part } = await partOf(article.dataset.reading ?? "", ".type-settings");
    startTypeSettings(part);
    settings = dialogWith(
      part,
      part.dataset.name ?? "",
      "type-dialog",
      part.querySelector<HTMLElement>(".type-settings-close"),
    );
  }
  settings.showModal();
  settings.querySelector<HTMLInputElement>(":checked")?.focus();
}

/** Draws a passage of the article and hands the picture over. */
export async function savePicture(article: HTMLElement, text: string): Promise<void> {
  const site = document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content ?? "";
  const picture = await pictureOf({ text, title: titleOf(article), site });
  const name = location.pathname.split("/").findLast((part) => part !== "") ?? "passage";
  await handOver(picture, `${name}.png`);
}

function titleOf(article: HTMLElement): string {
  return article.querySelector("h1")?.textContent ?? "";
}
