/**
 * Reports clicks on calls to action: page, placement and action. Sends no cookies and nothing that identifies a
 * reader.
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
  // Outlives the page like `navigator.sendBeacon`, but can omit cookies.
  const sent = fetch(to, {
    method: "POST",
    body,
    mode: "no-cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    keepalive: true,
  });
  // Failures do not affect readers.
  sent.catch(() => {});
}

addEventListener("click", report);
addEventListener("auxclick", report);
