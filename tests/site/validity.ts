import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });

/** HTML validation errors of a page, one a line. */
export function invalidities(path: string, html: string): string[] {
  const report = validator.validateStringSync(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${path}:${line}:${column} ${ruleId} ${message}`),
  );
}

/** Dead links to pages, files and fragments of the same site. */
export function deadLinks(site: ReadonlyMap<string, string>, base = "/"): string[] {
  const pages = new Map([...site].filter(([path]) => path.endsWith(".html")));
  const idsOf = new Map([...pages].map(([path, html]) => [path, new Set(attributes(html, "id"))]));
  return [...pages].flatMap(([path, html]) =>
    [...attributes(html, "href"), ...attributes(html, "src")].flatMap((written) => {
      const url = new URL(written, `http://site.test${base}${path.replace(/index\.html$/, "")}`);
      if (url.host !== "site.test") return [];
      const target = decodeURIComponent(url.pathname.slice(base.length));
      const file = target === "" || target.endsWith("/") ? `${target}index.html` : target;
      if (!site.has(Buffer.from(file).toString())) return [`${path}: ${written}`];
      const fragment = decodeURIComponent(url.hash.slice(1));
      return fragment === "" || idsOf.get(file)?.has(fragment) ? [] : [`${path}: ${written}`];
    }),
  );
}

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((match) => unescaped(match[1] ?? ""));
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
