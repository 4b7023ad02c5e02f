/**
 * Reports clicks on calls to action: page, placement and action. Sends no cookies and nothing that identifies a
 * reader.
 */

const to = document.querySelector<HTMLScriptElement>("script[data-beacon]")?.dataset.beacon;

function report(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null;
  const call = link?.closest<HTMLElement>("[data-cta]");
  if (!link || !call || to === undefined || event.button > 1) return;
  const action = link.classList.contains("button") ? "primary" : "secondary";
  const body = JSON.stringify({ page: location.pathname, placement: call.dataset.cta, action });
  // Like `navigator.sendBeacon` this outlives the page; unlike it, it can leave cookies at home.
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
