/**
 * The login server of the editor: exchanges GitHub's code for a token, which a browser may not do. Runs on Cloudflare
 * Workers and wherever else there are `fetch`, `Request` and `Response`. docs/editor.md has the steps.
 *
 * Settings: `SITE`, the origin of the blog, the only page that is given a token; `GITHUB_CLIENT_ID` and
 * `GITHUB_CLIENT_SECRET` of the OAuth app; `GITHUB_URL` for GitHub Enterprise.
 *
 * @typedef {{ SITE: string, GITHUB_CLIENT_ID: string, GITHUB_CLIENT_SECRET: string, GITHUB_URL?: string }} Settings
 */

export default {
  /**
   * @param {Request} request
   * @param {Settings} settings
   * @returns {Promise<Response>}
   */
  async fetch(request, settings) {
    const url = new URL(request.url);
    if (request.method === "GET" && url.pathname === "/auth") return begin(url, settings);
    if (request.method === "GET" && url.pathname === "/callback") return finish(request, url, settings);
    return new Response("Not found.\n", { status: 404 });
  },
};

const COOKIE = "login_state";
const SCOPES = ["repo", "public_repo"];

/** @type {(url: URL, settings: Settings) => Response} */
function begin(url, settings) {
  const asked = url.searchParams.get("scope") ?? "";
  const state = crypto.randomUUID();
  const login = new URL("/login/oauth/authorize", githubOf(settings));
  login.searchParams.set("client_id", settings.GITHUB_CLIENT_ID);
  login.searchParams.set("redirect_uri", `${url.origin}/callback`);
  login.searchParams.set("scope", SCOPES.includes(asked) ? asked : "repo");
  login.searchParams.set("state", state);
  return new Response(null, {
    status: 302,
    headers: { location: login.href, "set-cookie": cookie(url, state, 600), "cache-control": "no-store" },
  });
}

/** @type {(request: Request, url: URL, settings: Settings) => Promise<Response>} */
async function finish(request, url, settings) {
  const state = url.searchParams.get("state");
  const kept = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.get("cookie") ?? "")?.[1];
  // Without this, a page could have an author log in with an account that is not theirs.
  if (!state || state !== kept) return answer(url, settings, { error: "This login was not begun here. Try again." });
  const code = url.searchParams.get("code");
  if (!code)
    return answer(url, settings, { error: url.searchParams.get("error_description") ?? "GitHub sent no code." });
  const response = await fetch(new URL("/login/oauth/access_token", githubOf(settings)), {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ client_id: settings.GITHUB_CLIENT_ID, client_secret: settings.GITHUB_CLIENT_SECRET, code }),
  });
  const given = response.ok ? await response.json() : {};
  if (typeof given.access_token === "string") return answer(url, settings, { token: given.access_token });
  return answer(url, settings, { error: given.error_description ?? `GitHub answered ${response.status}.` });
}

/**
 * A page that hands the result to the editor, which opened it.
 *
 * @type {(url: URL, settings: Settings, result: { token: string } | { error: string }) => Response}
 */
function answer(url, settings, result) {
  const nonce = crypto.randomUUID();
  const said =
    "token" in result
      ? `authorization:github:success:${JSON.stringify({ token: result.token, provider: "github" })}`
      : `authorization:github:error:${JSON.stringify({ message: result.error })}`;
  const script = `
const [site, said] = ${JSON.stringify([new URL(settings.SITE).origin, said]).replaceAll("<", "\\u003c")};
addEventListener("message", (event) => {
  if (event.origin === site && event.source === opener) opener.postMessage(said, site);
});
opener?.postMessage("authorizing:github", site);`;
  return new Response(`<!DOCTYPE html><title>Logging in</title><script nonce="${nonce}">${script}</script>`, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'`,
      "set-cookie": cookie(url, "", 0),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

/** @type {(url: URL, value: string, seconds: number) => string} */
function cookie({ protocol }, value, seconds) {
  const secure = protocol === "https:" ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** @type {(settings: Settings) => string} */
function githubOf({ GITHUB_URL = "https://github.com" }) {
  return GITHUB_URL;
}
