/**
 * Comments by giscus, in a frame that is loaded on request. None of its scripts run on the page.
 *
 * @see https://github.com/giscus/giscus/blob/main/client.ts for the messages to and from the frame
 */

const GISCUS = "https://giscus.app";
const SESSION = "giscus-session";
const button = document.querySelector<HTMLAnchorElement>("[data-comments]");

/** After login, GitHub redirects back with a session in the URL. */
function sessionFromAddress(): string | undefined {
  const url = new URL(location.href);
  const session = url.searchParams.get("giscus") ?? undefined;
  if (session === undefined) return undefined;
  url.searchParams.delete("giscus");
  history.replaceState(history.state, "", url);
  keep(JSON.stringify(session));
  return session;
}

function keep(session: string | undefined): void {
  try {
    if (session === undefined) localStorage.removeItem(SESSION);
    else localStorage.setItem(SESSION, session);
  } catch {
    // Without storage, the login lasts for this page.
  }
}

function kept(): string {
  try {
    const session: unknown = JSON.parse(localStorage.getItem(SESSION) ?? '""');
    return typeof session === "string" ? session : "";
  } catch {
    return "";
  }
}

function frameFor(from: HTMLAnchorElement, session: string): HTMLIFrameElement {
  const { repo = "", repoId = "", category = "", categoryId = "", label = "" } = from.dataset;
  const { lang, dataset } = document.documentElement;
  const asked = new URLSearchParams({
    origin: location.href,
    session,
    theme: dataset.theme ?? "preferred_color_scheme",
    reactionsEnabled: "1",
    emitMetadata: "0",
    inputPosition: "bottom",
    repo,
    repoId,
    category,
    categoryId,
    strict: "0",
    description: document.querySelector<HTMLMetaElement>("meta[name=description]")?.content ?? "",
    backLink: `${location.origin}${location.pathname}`,
    term: location.pathname.replace(/^\/|\/$/g, "") || "index",
  });
  const frame = document.createElement("iframe");
  frame.className = "comments-frame";
  frame.title = label;
  frame.src = `${GISCUS}/${lang}/widget?${asked}`;
  return frame;
}

/** A message from the frame. */
interface Said {
  resizeHeight?: number;
  signOut?: boolean;
  error?: string;
}

function saidBy(data: unknown): Said {
  const said = typeof data === "object" && data !== null && "giscus" in data ? data.giscus : undefined;
  return typeof said === "object" && said !== null ? said : {};
}

function show(from: HTMLAnchorElement, session: string): void {
  const frame = frameFor(from, session);
  addEventListener("message", ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== GISCUS || source !== frame.contentWindow) return;
    const { resizeHeight = 0, signOut = false, error = "" } = saidBy(data);
    if (resizeHeight > 0) frame.style.blockSize = `${resizeHeight}px`;
    if (signOut || /Bad credentials|State has expired/.test(error)) keep(undefined);
  });
  from.parentElement?.replaceWith(frame);
}

if (button) {
  const session = sessionFromAddress();
  if (session === undefined) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      show(button, kept());
    });
  } else show(button, session);
}
