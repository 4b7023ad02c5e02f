/**
 * Opens the search dialog from its link in the header, with `/`, or with Ctrl or ⌘ and K. Loads no search files
 * before that. On the search page, focuses the input instead.
 */

interface SearchDialog {
  openSearch(page: string): Promise<void>;
}

const link = document.querySelector<HTMLAnchorElement>("[data-search-dialog]");
const program = link?.dataset.searchDialog;
let isOpening = false;

async function open(): Promise<void> {
  const words = document.querySelector<HTMLInputElement>("main .search-words");
  if (words) {
    words.focus();
    words.select();
    return;
  }
  if (link === null || program === undefined || isOpening) return;
  isOpening = true;
  try {
    const { openSearch }: SearchDialog = await import(program);
    await openSearch(link.href);
  } catch {
    location.assign(link.href);
  } finally {
    isOpening = false;
  }
}

function isTyping({ target }: Event): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

link?.addEventListener("click", (event) => {
  // With modifier keys, the link opens in a new tab or window as usual.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
});

addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  const isShortcut =
    key.toLowerCase() === "k" ? ctrlKey !== metaKey && !altKey : key === "/" && !ctrlKey && !metaKey && !altKey;
  if (!isShortcut || (key === "/" && isTyping(event))) return;
  event.preventDefault();
  open();
});

// Who comes back from a result finds the search as it was.
if (history.state?.search) open();
