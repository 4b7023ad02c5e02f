/**
 * Reports that a call to action was followed: from which page, at which place, and which of its actions. No cookie goes
 * along, and nothing that tells one reader from another.
 */

const to = document.querySelector<HTMLScriptElement>("script[data-beacon]")?.dataset.beacon;

function placement(call: Element): string {
  return [...call.classList].find((name) => name.startsWith("cta-"))?.slice("cta-".length) ?? "";
}

function report(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".cta a") : null;
  const call = link?.closest(".cta");
  if (!link || !call || to === undefined || event.button > 1) return;
  const action = link.classList.contains("button-quiet") ? "secondary" : "primary";
  const body = JSON.stringify({ page: location.pathname, placement: placement(call), action });
  // Like `navigator.sendBeacon` this outlives the page; unlike it, it can leave cookies at home.
  const sent = fetch(to, {
    method: "POST",
    body,
    mode: "no-cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    keepalive: true,
  });
  // Nothing that a reader does depends on it.
  sent.catch(() => {});
}

addEventListener("click", report);
addEventListener("auxclick", report);
