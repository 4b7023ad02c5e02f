/**
 * A part of another page of the site, with the style sheets that it needs and this page lacks.
 *
 * @throws if the page cannot be loaded or has no such part
 */
export async function partOf(address: string, selector: string): Promise<{ part: HTMLElement; title: string }> {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.querySelector<HTMLElement>(selector);
  if (!answer.ok || part === null) throw new Error(`There is no ${selector} at ${address}.`);
  await addStyles(page);
  return { part: document.adoptNode(part), title: page.querySelector("h1")?.textContent ?? "" };
}

async function addStyles(page: Document): Promise<void> {
  const sheets = (of: Document): HTMLLinkElement[] => [...of.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  const known = new Set(sheets(document).map(({ href }) => href));
  const missing = sheets(page).filter(({ href }) => !known.has(href));
  await Promise.all(
    missing.map(
      (link) =>
        new Promise<Event>((done, fail) => {
          link.addEventListener("load", done);
          link.addEventListener("error", fail);
          document.head.append(document.adoptNode(link));
        }),
    ),
  );
}

/** A dialog with a part over the page. Escape, a click outside of it and its button close it. */
export function dialogWith(part: HTMLElement, name: string, className: string, close: HTMLElement | null) {
  const made = document.createElement("dialog");
  made.className = className;
  made.setAttribute("aria-label", name);
  made.append(part);
  document.body.append(made);
  if (close) close.hidden = false;
  close?.addEventListener("click", () => made.close());
  // A click outside of the panel targets the dialog itself.
  made.addEventListener("click", ({ target }) => target === made && made.close());
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    made.close();
  });
  return made;
}
