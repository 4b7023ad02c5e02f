const SHOWN_FOR_MS = 2000;

/** Whether this page may copy: browsers require a secure context. */
export const canCopy = isSecureContext && "clipboard" in navigator;

/** Copies a text when a button is pressed, and confirms it on the button and to screen readers. */
export function copyOnPress(button: HTMLButtonElement, copied: string, textOf: () => string): void {
  const label = button.textContent;
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf());
    button.textContent = copied;
    announce(copied);
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
      announce("");
    }, SHOWN_FOR_MS);
  });
}

let status: HTMLElement | undefined;

function announce(text: string): void {
  if (status === undefined) {
    status = document.createElement("div");
    status.className = "visually-hidden";
    status.role = "status";
    document.body.append(status);
  }
  status.textContent = text;
}
