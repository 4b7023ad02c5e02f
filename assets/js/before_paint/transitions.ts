/**
 * A card and the article that it leads to are one thing in the transition between their pages: cover and title move from one
 * place to the other, and back. `css/parts/article.css` names those of the article.
 */

/** As much of the navigation API as is used. @see https://html.spec.whatwg.org/multipage/nav-history-apis.html */
interface Change extends Event {
  viewTransition?: { finished: Promise<void> } | null;
  activation?: { entry: { url: string | null } } | null;
}

interface Navigating {
  navigation?: { activation?: { from: { url: string | null } | null } | null };
}

export function joinPages(): void {
  addEventListener("pageswap", ({ viewTransition, activation }: Change) => {
    if (viewTransition) nameCard(activation?.entry.url);
  });
  addEventListener("pagereveal", ({ viewTransition }: Change) => {
    const { navigation }: Navigating = window;
    if (viewTransition) viewTransition.finished.then(nameCard(navigation?.activation?.from?.url));
  });
}

/** Gives the names to the card that leads to an address, instead of this page's article. Returns what takes them back. */
function nameCard(url: string | null | undefined): () => void {
  const links = document.querySelectorAll<HTMLAnchorElement>(".post-card-title a");
  const link = [...links].find(({ href }) => href === url);
  const card = link?.closest(".post-card");
  const named: [HTMLElement | SVGElement | null | undefined, string][] = [
    [card?.querySelector<HTMLElement | SVGElement>(".cover"), "article-cover"],
    [link, "article-title"],
  ];
  const parts = document.querySelectorAll<HTMLElement>(".article-picture, .article-title");
  if (card) for (const part of parts) part.style.viewTransitionName = "none";
  for (const [element, name] of named) if (element) element.style.viewTransitionName = name;
  return () => {
    for (const element of [...parts, ...named.map(([one]) => one)]) {
      if (element) element.style.viewTransitionName = "";
    }
  };
}
