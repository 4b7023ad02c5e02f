/** Random settings that reach headers, host files and robots.txt, and checks of these files. */

import fc from "fast-check";
import type { SitePlan } from "../../src/engine/plan/plan_site.ts";
import type { BlogFiles } from "./laboratory.ts";

/** Text that would end a value, directive, line or block in these files. */
const ENDINGS = [
  ...["; script-src-elem 'unsafe-inline' *", ";script-src'unsafe-inline'", " https://evil.example", ", 'unsafe-eval'"],
  ...["\n  Set-Cookie: injected=1", "\r\nX-Injected: 1", "\n/*\n  X-Injected: 1", "\u2028X-Injected: 1", "\u0085X: 1"],
  ...[
    '"; } location / { return 301 https://evil.example; } #',
    "'; add_header X-Injected 1; #",
    "$host",
    ["$", "{uri}"].join(""),
  ],
  ...[
    "{http.request.uri}",
    "}\n}\nevil.example {",
    "\nDisallow: /\nUser-agent: *",
    "#",
    "\t",
    "\0",
    "`",
    "\\",
    '"',
    "'",
  ],
  ...["*", "(.*)", ":page", "/../..", "//evil.example", "@evil.example", "%0aX-Injected:%201", "%0d%0a", "<b>", "|"],
];

const GOOD = {
  host: "frames.example",
  url: "https://service.example/path",
  path: "/private/",
  id: "abc-123",
  repo: "owner/name",
  page: "/blog/",
};

/** A valid value with something harmful before, inside or after it. */
function spoilt(good: string): fc.Arbitrary<string> {
  const bad = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ENDINGS) },
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  return fc
    .tuple(bad, fc.nat(good.length), fc.boolean())
    .map(([text, at, isWhole]) => (isWhole ? text : good.slice(0, at) + text + good.slice(at)));
}

const value = (good: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: spoilt(good) }, { weight: 2, arbitrary: fc.constant(good) });

const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 2 });

const settings = fc.record({
  url: optional(value("https://blog.example/base")),
  embeds: optional(fc.array(value(GOOD.host), { maxLength: 2 })),
  crawlers: optional(fc.record({ disallow: fc.array(value(GOOD.path), { maxLength: 2 }) })),
  analytics: optional(
    fc.record(
      {
        service: fc.constantFrom("plausible", "umami", "goatcounter"),
        id: value(GOOD.id),
        server: value(GOOD.url),
      },
      { requiredKeys: ["service", "id"] },
    ),
  ),
  newsletter: optional(fc.record({ action: value(GOOD.url) })),
  comments: optional(
    fc.record({ repo: value(GOOD.repo), repo_id: value("R_1"), category: value("Talk"), category_id: value("D_1") }),
  ),
  cta_beacon: optional(value(GOOD.url)),
  cms: optional(
    fc.record({
      repo: value(GOOD.repo),
      base_url: value(GOOD.url),
      branch: value("main"),
      auth_endpoint: value("auth"),
      site_domain: value(GOOD.host),
    }),
  ),
  redirects: optional(
    fc.array(fc.record({ from: value("/old/page.html"), to: fc.oneof(value(GOOD.page), value(GOOD.url)) }), {
      maxLength: 2,
    }),
  ),
});

const HOSTS = ["cloudflare", "netlify", "github_pages", "vercel", "cloudfront", "nginx", "caddy"];

/** A blog with such settings, and a post with such aliases and such a file name. */
export const hostileSettings: fc.Arbitrary<BlogFiles> = fc
  .tuple(settings, fc.array(value("/old/"), { maxLength: 2 }), value("post"))
  .map(([given, aliases, name]) => ({
    // JSON is YAML.
    "content/site.yaml": JSON.stringify({
      name: "Test",
      url: "https://blog.example",
      hosts: HOSTS,
      updated_from_git: false,
      ...JSON.parse(JSON.stringify(given)),
    }),
    [`content/posts/${fileName(name)}.md`]: `---\n${JSON.stringify({ title: "A post", date: "2024-05-02", author: "Ada", aliases })}\n---\nText.\n`,
  }));

/** Valid file names: no slash, no NUL, not hidden, and short enough. */
function fileName(text: string): string {
  const name = text.replace(/[/\0]|\p{Cs}/gu, "-").replace(/^\.+/, "");
  return name === "" || Buffer.byteLength(name) > 200 ? "post" : name;
}

/** Unwanted content in the files for hosts and crawlers, if any. */
export async function complaintAboutHosts({ files }: SitePlan): Promise<string | undefined> {
  for (const { path, bytes } of files) {
    const check = CHECKS[path];
    if (check === undefined) continue;
    const text = Buffer.from(await bytes()).toString("utf8");
    const wrong = check(text);
    if (wrong !== undefined) return `${path} holds ${JSON.stringify(wrong)}`;
  }
  return undefined;
}

type Check = (text: string) => string | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  _headers: (text) => lineOtherThan(text, [/^$/, /^\/[\w.~%/-]*\*$/, /^ {2}! [A-Z][\w-]+$/, HEADER]),
  _redirects: (text) => lineOtherThan(text, [/^$/, /^\/[^\s*:{}$]* (?:\/|https?:\/\/)[^\s*{}$]* 30[1278]$/]),
  "robots.txt": (text) => lineOtherThan(text, [/^$/, /^(?:User-agent|Allow|Disallow|Sitemap): [^\s#]+$/]),
  CNAME: (text) => lineOtherThan(text, [/^$/, /^[\w.-]+$/]),
  "vercel.json": vercelComplaint,
  ".hosts/cloudfront.json": cloudFrontComplaint,
  ".hosts/nginx.conf": (text) =>
    lineOtherThan(text, [
      /^(?:|#.*|index .*|charset .*|absolute_redirect .*|error_page .*|gzip.*|types_hash_max_size .*| {2}application\/.*)$/,
      /^location \/ \{ try_files \$uri \$uri\/ =404; \}$/,
      /^location ~ \/\(.*\) \{ return 404; \}$/,
      /^location \^~ "\/[\w.~%/-]*" \{$/,
      /^location = "\/[^"\\$\p{C}]*" \{ return 30[1278] "(?:\/|https?:\/\/)[^"\\$\s]*"; \}$/u,
      /^ {2}try_files \$uri \$uri\/ =404;$/,
      /^\}$/,
      /^ {0,2}add_header (?:[A-Z][\w-]+) "[^"\\$]*" always;$/,
    ]) ?? policyIn(text, /^ {0,2}add_header Content-Security-Policy "([^"]*)"/gm),
  ".hosts/blog.caddy": (text) =>
    lineOtherThan(text, [
      /^(?:|#.*|encode .*|route \{|handle_errors \{| {2}@hidden \{| {2}# .*| {4}path .*| {4}not path .*|\s*\}|\})$/,
      /^ {2}(?:error @hidden 404|file_server(?: \{)?|rewrite \* "[^"{}]*"|header Cache-Control "[^"{}]*")$|^ {4}precompressed br gzip$/,
      /^ {2}header "\/[\w.~%/-]*\*" \{$/,
      /^ {4}[A-Z][\w-]+ "[^"\\{}]*"$/,
      /^ {2}redir "\/(?:[^"\\{}*%\p{C}]|%[89A-F][\dA-F])*" "(?:\/|https?:\/\/)[^"\\{}\s]*" 30[1278]$/u,
    ]) ?? policyIn(text, /^ {4}Content-Security-Policy "([^"]*)"$/gm),
};

const HEADER = {
  test(line: string): boolean {
    const [, name = "", value = ""] = /^ {2}([A-Z][\w-]+): (\S.*)$/.exec(line) ?? [];
    return name === "Content-Security-Policy" ? policyComplaint(value) === undefined : isHeader(name);
  },
};

function isHeader(name: string): boolean {
  return [
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cache-Control",
    "X-Robots-Tag",
  ].includes(name);
}

function lineOtherThan(text: string, forms: readonly { test(line: string): boolean }[]): string | undefined {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).find((line) => !forms.some((form) => form.test(line)));
}

function policyIn(text: string, form: RegExp): string | undefined {
  return [...text.matchAll(form)]
    .map(([, policy = ""]) => policyComplaint(policy))
    .find((wrong) => wrong !== undefined);
}

const DIRECTIVES =
  "default-src script-src worker-src style-src img-src media-src font-src connect-src frame-src manifest-src form-action base-uri upgrade-insecure-requests frame-ancestors object-src sandbox".split(
    " ",
  );

const KEYWORDS = "'none' 'self' 'wasm-unsafe-eval' 'unsafe-eval' 'unsafe-inline' data: blob: https:".split(" ");

/** Each directive at most once, with our keywords and origins only. */
function policyComplaint(policy: string): string | undefined {
  const parts = policy.split(";").map((part) => part.trim().split(" "));
  const names = parts.map(([name = ""]) => name);
  const unknown = names.find((name, index) => !DIRECTIVES.includes(name) || names.indexOf(name) !== index);
  if (unknown !== undefined) return `the directive ${unknown}`;
  const isAdmin = policy.startsWith("default-src 'self'");
  return parts
    .flatMap(([, ...sources]) => sources)
    .find((source) => {
      if (!isAdmin && /unsafe-(?:eval|inline)'$/.test(source) && source !== "'wasm-unsafe-eval'") return true;
      return !KEYWORDS.includes(source) && !/^https?:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/.test(source);
    });
}

function vercelComplaint(text: string): string | undefined {
  const { headers, redirects } = JSON.parse(text);
  for (const { source, headers: given } of headers) {
    if (!/^\/[\w.~%/\\-]*\(\.\*\)$/.test(source)) return source;
    for (const { key, value } of given) {
      if (!isHeader(key)) return key;
      if (key === "Content-Security-Policy" && policyComplaint(value) !== undefined) return value;
    }
  }
  for (const { source, destination } of redirects) {
    if (/(?<!\\)[*:(){}+?]/.test(source) || /[\s${}*()]/.test(destination)) return `${source} ${destination}`;
  }
  return undefined;
}

function cloudFrontComplaint(text: string): string | undefined {
  const policies = JSON.stringify(JSON.parse(text)).matchAll(/"ContentSecurityPolicy":"([^"]*)"/g);
  return [...policies].map(([, policy = ""]) => policyComplaint(policy)).find((wrong) => wrong !== undefined);
}
