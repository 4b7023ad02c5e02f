import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import worker from "../../../login/worker.js";

describe("the login server of the editor", () => {
  let github: Server;
  let settings: { SITE: string; GITHUB_CLIENT_ID: string; GITHUB_CLIENT_SECRET: string; GITHUB_URL: string };
  const asked: unknown[] = [];

  beforeAll(async () => {
    github = createServer(async (request, response) => {
      let text = "";
      for await (const part of request) text += String(part);
      const body: { code?: string } = JSON.parse(text);
      asked.push({ url: request.url, ...body });
      const answer =
        body.code === "good" ? { access_token: "token</script>" } : { error_description: "It has expired." };
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
    const { port } = github.address() as AddressInfo;
    settings = {
      SITE: "https://blog.example",
      GITHUB_CLIENT_ID: "id",
      GITHUB_CLIENT_SECRET: "secret",
      GITHUB_URL: `http://127.0.0.1:${port}`,
    };
  });
  afterAll(() => void github.close());

  const ask = (path: string, cookie = ""): Promise<Response> =>
    worker.fetch(new Request(`https://login.example${path}`, { headers: { cookie } }), settings);

  async function begun(): Promise<{ state: string; cookie: string; location: URL }> {
    const response = await ask("/auth?provider=github&scope=repo&site_id=blog.example");
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get("location") ?? "");
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
    return { state: location.searchParams.get("state") ?? "", cookie: cookie.split(";")[0] ?? "", location };
  }

  it("sends authors to the host, asking for no more than writing to repositories", async () => {
    const { location, state } = await begun();
    expect(location.origin + location.pathname).toBe(`${settings.GITHUB_URL}/login/oauth/authorize`);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: "id",
      redirect_uri: "https://login.example/callback",
      scope: "repo",
      state,
    });
    const greedy = await ask("/auth?scope=admin:org");
    expect(greedy.headers.get("location")).toContain("scope=repo&");
  });

  it("gives the token to the blog alone", async () => {
    const { state, cookie } = await begun();
    const response = await ask(`/callback?code=good&state=${state}`, `other=1; ${cookie}`);
    const html = await response.text();
    expect(asked.at(-1)).toEqual({
      url: "/login/oauth/access_token",
      client_id: "id",
      client_secret: "secret",
      code: "good",
    });
    expect(html).toContain("authorization:github:success:");
    expect(html).toContain('"https://blog.example"');
    expect(html).not.toContain("token</script>");
    expect(html).not.toContain('postMessage(said, "*")');
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'nonce-/);
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
  });

  it.each([
    ["a login that was begun elsewhere", "?code=good&state=other", "was not begun here"],
    ["a login without a state", "?code=good", "was not begun here"],
  ])("refuses %s", async (_, query, message) => {
    const { cookie } = await begun();
    const before = asked.length;
    const html = await (await ask(`/callback${query}`, cookie)).text();
    expect(html).toContain("authorization:github:error:");
    expect(html).toContain(message);
    expect(asked).toHaveLength(before);
  });

  it("says what the host says", async () => {
    const { state, cookie } = await begun();
    expect(await (await ask(`/callback?code=old&state=${state}`, cookie)).text()).toContain("It has expired.");
  });

  it("answers nothing else", async () => {
    expect((await ask("/")).status).toBe(404);
  });
});
