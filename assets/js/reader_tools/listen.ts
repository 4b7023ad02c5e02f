/** Reads a post aloud by the browser's own voice, and marks the paragraph that is being read. */

const PARAGRAPHS = "p, li, h2, h3, h4, h5, h6, dt, dd, figcaption, summary";
/** What cannot be read aloud. */
const SILENT = "pre, table, math, .math, sup, button, [aria-hidden=true]";

interface Paragraph {
  element: HTMLElement;
  /** Browsers stop in the middle of a long text, so each sentence is a text of its own. */
  sentences: string[];
}

/** A reader of the article. Pausing keeps the sentence. */
export class Listening {
  readonly #paragraphs: Paragraph[];
  readonly #voice: SpeechSynthesisVoice;
  readonly #onEnd: () => void;
  #at = { paragraph: 0, sentence: 0 };
  #turn = 0;

  /** @param onEnd called when all was read */
  constructor(article: HTMLElement, voice: SpeechSynthesisVoice, onEnd: () => void) {
    this.#paragraphs = paragraphsOf(article);
    this.#voice = voice;
    this.#onEnd = onEnd;
    const inSight = this.#paragraphs.findIndex(({ element }) => element.getBoundingClientRect().bottom > 0);
    this.#at.paragraph = Math.max(0, inSight);
  }

  play(): void {
    this.#turn += 1;
    speechSynthesis.cancel();
    this.#speak(this.#turn);
  }

  pause(): void {
    this.#turn += 1;
    speechSynthesis.cancel();
    this.#mark(undefined);
  }

  #speak(turn: number): void {
    const paragraph = this.#paragraphs[this.#at.paragraph];
    this.#mark(paragraph?.element);
    if (paragraph === undefined) {
      this.#at = { paragraph: 0, sentence: 0 };
      this.#onEnd();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(paragraph.sentences[this.#at.sentence]);
    utterance.voice = this.#voice;
    utterance.lang = this.#voice.lang;
    const next = (): void => {
      if (turn !== this.#turn) return;
      const { paragraph: number, sentence } = this.#at;
      const isLast = sentence + 1 >= paragraph.sentences.length;
      this.#at = isLast ? { paragraph: number + 1, sentence: 0 } : { paragraph: number, sentence: sentence + 1 };
      this.#speak(turn);
    };
    utterance.addEventListener("end", next);
    utterance.addEventListener("error", ({ error }) => {
      if (turn !== this.#turn || error === "interrupted" || error === "canceled") return;
      this.#mark(undefined);
      this.#onEnd();
    });
    speechSynthesis.speak(utterance);
  }

  #mark(element: HTMLElement | undefined): void {
    const before = document.querySelector<HTMLElement>("[data-spoken]");
    if (before === element) return;
    delete before?.dataset.spoken;
    if (element === undefined) return;
    element.dataset.spoken = "";
    const { top, bottom } = element.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center" });
  }
}

function paragraphsOf(article: HTMLElement): Paragraph[] {
  const language = document.documentElement.lang;
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  return [...article.querySelectorAll<HTMLElement>(`.text :is(${PARAGRAPHS})`)].flatMap((element) => {
    if (element.closest(SILENT)) return [];
    const words = ownWords(element);
    const sentences = [...segmenter.segment(words)].map(({ segment }) => segment.trim()).filter((text) => text !== "");
    return sentences.length === 0 ? [] : [{ element, sentences }];
  });
}

/** The words of a paragraph without those of paragraphs in it. */
function ownWords(element: HTMLElement): string {
  const copy = document.createElement("div");
  copy.append(element.cloneNode(true));
  for (const part of copy.querySelectorAll(`${SILENT}, :scope > * :is(${PARAGRAPHS})`)) part.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
