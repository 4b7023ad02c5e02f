import { canCopy, copyOnPress } from "./clipboard.ts";

/** Adds a copy button to each code block. The frame keeps it in place while the code scrolls. */
export function offerCopies(article: HTMLElement): void {
  const { copyCode = "", copied = "" } = article.dataset;
  if (!canCopy) return;
  for (const block of article.querySelectorAll<HTMLPreElement>(".text pre")) {
    const code = block.querySelector("code");
    if (code === null) continue;
    const frame = document.createElement("div");
    frame.className = "code-frame";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code-copy";
    button.textContent = copyCode;
    block.replaceWith(frame);
    frame.append(block, button);
    copyOnPress(button, copied, () => code.textContent.replace(/\n$/, ""));
  }
}
