import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { builtFor, expectCompressed, expectServed, needs, start } from "./engine.ts";

const scratch = (): string => mkdtempSync(join(tmpdir(), "engine-"));

describe("nginx", () => {
  it("serves the site as it is told", async () => {
    needs("nginx", ["-v"], "apt-get install nginx-light");
    const site = await builtFor("nginx");
    const folder = scratch();
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const engine = await start("nginx", (port) => {
      const path = join(folder, "nginx.conf");
      const user = process.getuid?.() === 0 ? "user root;" : "";
      writeFileSync(
        path,
        `daemon off; ${user} error_log stderr; pid ${folder}/pid; events {}
http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")}
server { listen 127.0.0.1:${port}; root ${site.output}; include ${site.output}/.hosts/nginx.conf; } }`,
      );
      return ["-c", path];
    });
    try {
      await expectServed(engine.origin, site);
      await expectCompressed(engine.origin, site, ["gzip"]);
      expect((await fetch(`${engine.origin}/.hosts/nginx.conf`)).status).toBe(404);
    } finally {
      engine.stop();
    }
  });
});

describe("Caddy", () => {
  it("serves the site as it is told", async () => {
    needs("caddy", ["version"], "apt-get install caddy");
    const site = await builtFor("caddy");
    const folder = scratch();
    const engine = await start(
      "caddy",
      (port) => {
        const path = join(folder, "Caddyfile");
        writeFileSync(
          path,
          `{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:${port} {\n\troot * ${site.output}\n\timport ${site.output}/.hosts/blog.caddy\n}\n`,
        );
        return ["run", "--config", path, "--adapter", "caddyfile"];
      },
      { HOME: folder },
    );
    try {
      await expectServed(engine.origin, site);
      await expectCompressed(engine.origin, site, ["br", "gzip"]);
      expect((await fetch(`${engine.origin}/.hosts/blog.caddy`)).status).toBe(404);
    } finally {
      engine.stop();
    }
  });
});

describe("Cloudflare", () => {
  it("serves the site as it is told, in its own runtime", async () => {
    needs("npx", ["--yes", "wrangler@4.86.0", "--version"], "a registry of npm packages that can be reached");
    const site = await builtFor("cloudflare");
    const config = join(scratch(), "wrangler.json");
    const usual = { directory: site.output, not_found_handling: "404-page", html_handling: "auto-trailing-slash" };
    writeFileSync(config, JSON.stringify({ name: "blog", compatibility_date: "2026-03-01", assets: usual }));
    const engine = await start(
      "npx",
      (port) => ["wrangler@4.86.0", "dev", "--config", config, "--ip", "127.0.0.1", "--port", String(port)],
      { WRANGLER_SEND_METRICS: "false", CI: "true" },
    );
    try {
      await expectServed(engine.origin, site);
    } finally {
      engine.stop();
    }
  });
});

describe("Netlify", () => {
  it("reads the files as they are meant", async () => {
    const folder = scratch();
    const packages = ["@netlify/headers@3.0.1", "@netlify/redirect-parser@16.1.1"];
    needs(
      "npm",
      ["install", "--prefix", folder, "--silent", "--no-audit", ...packages],
      "a registry of npm packages that can be reached",
    );
    const site = await builtFor("netlify");
    const modules = join(folder, "node_modules", "@netlify");
    const { HeadersHandler } = await import(resolve(modules, "headers/dist/main.js"));
    const { parseAllRedirects } = await import(resolve(modules, "redirect-parser/lib/index.js"));
    const said: string[] = [];
    const logger = { error: (text: string) => said.push(text) };
    const handler = new HeadersHandler({ projectDir: folder, publishDir: site.output, logger });
    const headers = (path: string) => handler.apply(new Request(`https://blog.example${path}`));
    expect(await headers("/blog/first/")).toMatchObject({
      "Cache-Control": "public, max-age=0, must-revalidate",
      "Content-Security-Policy": expect.stringMatching(/^default-src 'none'/),
    });
    expect(await headers("/assets/css/x.css")).toMatchObject({
      "Cache-Control": "public, max-age=31536000, immutable",
    });
    expect(await headers("/admin/")).toMatchObject({ "Cross-Origin-Opener-Policy": "same-origin-allow-popups" });
    expect(said).toEqual([]);
    const { redirects, errors } = await parseAllRedirects({
      redirectsFiles: [join(site.output, "_redirects")],
      configRedirects: [],
      minimal: true,
    });
    expect(errors).toEqual([]);
    expect(redirects).toContainEqual(
      expect.objectContaining({ from: "/2019/why.html", to: "/blog/first/", status: 301 }),
    );
  });
});
