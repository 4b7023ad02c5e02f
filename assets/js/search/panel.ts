/** The search panel, on its page or in the dialog: input and filters above, results below. */

import { type Answer, type Choices, type Index, openIndex, type Question } from "./index.ts";
import { walkWithArrows } from "./keys.ts";
import { resultItem } from "./results.ts";
import { type Sentences, said, sentencesFrom } from "./sentences.ts";

export interface PanelOptions {
  /** How many results to show at first. */
  results: number;
  /** What is asked from the start. */
  asked: URLSearchParams;
  /** In a dialog a link leads to all results on the search page, on which a button shows more. */
  isDialog?: boolean;
  onAsk(asked: URLSearchParams): void;
}

/** Milliseconds between the last key press and the search. */
const PAUSE_MS = 120;

/** Makes a search work. */
export function startSearch(root: HTMLElement, { results, asked, isDialog = false, onAsk }: PanelOptions): void {
  const form = part(root, "form", HTMLFormElement);
  const words = part(root, "input", HTMLInputElement);
  const list = part(root, ".search-results", HTMLOListElement);
  const more = part(root, ".search-more button", HTMLButtonElement);
  const all = part(root, ".search-all a", HTMLAnchorElement);
  const message = part(root, ".search-message", HTMLParagraphElement);
  const sentences = sentencesFrom(root.dataset.sentences ?? "{}");
  let opening: Promise<Index> | undefined;
  let answer: Answer | undefined;
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** The next query retries a failed load. */
  const open = (): Promise<Index> => {
    opening ??= openIndex(root.dataset.index ?? "", root.dataset.home ?? "").then(async (index) => {
      const offered = index.choices.then((choices) => offer(form, choices, asked));
      offered.catch(() => {});
      // The initial filters are part of the first query.
      if (asked?.has("topic") || asked?.has("author")) await offered;
      return index;
    });
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };

  const show = async (shown: Answer, until: number, isCurrent: () => boolean): Promise<void> => {
    const found = await shown.results(list.childElementCount, until);
    if (!isCurrent()) return;
    list.append(...found.map((one) => resultItem(one, shown.words)));
    const isAll = list.childElementCount >= shown.count;
    hide(more, isAll || isDialog);
    hide(all, isAll || !isDialog);
  };

  const ask = async (): Promise<void> => {
    const number = ++latest;
    const isCurrent = (): boolean => number === latest;
    const address = addressOf(form);
    onAsk(address);
    all.href = `${form.action}?${address}`;
    const isAsked = address.size > 0;
    root.toggleAttribute("data-asked", isAsked);
    if (isAsked && list.childElementCount === 0) message.textContent = sentences.loading;
    try {
      const index = await open();
      const question = questionIn(form);
      const found = await index.ask(question);
      if (!isCurrent()) return;
      answer = found;
      list.replaceChildren();
      await show(found, results, isCurrent);
      if (isCurrent()) message.textContent = messageFor(question, found, sentences);
    } catch {
      if (!isCurrent()) return;
      list.replaceChildren();
      message.textContent = sentences.failed;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    if (isDialog) return;
    event.preventDefault();
    clearTimeout(pause);
    ask();
  });
  more.addEventListener("click", async () => {
    const number = latest;
    const before = list.childElementCount;
    if (answer) await show(answer, before + results, () => number === latest);
    list.children[before]?.querySelector("a")?.focus();
  });
  walkWithArrows(words, list);

  words.value = asked.get("q") ?? "";
  if (isDialog) {
    if (words.value !== "") ask();
    open().catch(() => {
      message.textContent = sentences.failed;
    });
  } else {
    words.addEventListener("focus", () => open().catch(() => {}), { once: true });
    if (asked.size > 0) open().then(ask, ask);
  }
}

function messageFor({ words, topic, author }: Question, answer: Answer, sentences: Sentences): string {
  const found = said(sentences, answer.count);
  if (answer.count > 0 && answer.words === words) return found;
  if (answer.count > 0) return sentences.instead.replace("{found}", found).replace("{words}", answer.words);
  if (words === "" && topic === "" && author === "") return "";
  const sentence = topic === "" && author === "" ? sentences.nothing : sentences.nothingChosen;
  return sentence.replace("{query}", words);
}

function questionIn(form: HTMLFormElement): Question {
  const data = new FormData(form);
  const value = (name: string): string => String(data.get(name) ?? "").trim();
  return { words: value("q"), topic: value("topic"), author: value("author") };
}

/** The query as URL parameters of the search page. */
function addressOf(form: HTMLFormElement): URLSearchParams {
  const { words, topic, author } = questionIn(form);
  const given = Object.entries({ q: words, topic, author }).filter(([, value]) => value !== "");
  return new URLSearchParams(given);
}

function offer(form: HTMLFormElement, choices: Choices, asked: URLSearchParams): void {
  for (const name of ["topic", "author"] as const) {
    const select = form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
    select?.append(...choices[name].map((choice) => new Option(choice)));
    if (select && choices[name].includes(asked.get(name) ?? "")) select.value = asked.get(name) ?? "";
  }
}

function hide(control: HTMLElement, isHidden: boolean): void {
  if (control.parentElement) control.parentElement.hidden = isHidden;
}

/** An element of the search template. */
function part<Kind extends HTMLElement>(root: HTMLElement, selector: string, kind: new () => Kind): Kind {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The search has no ${selector}.`);
  return found;
}
