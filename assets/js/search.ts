/**
 * Opens the search in a dialog: from its link in the header, with `/`, or with Ctrl or ⌘ and K. Nothing of the search is
 * loaded before. On the search page itself the words are asked for there.
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
  // With these keys held a link opens elsewhere, as everywhere.
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
