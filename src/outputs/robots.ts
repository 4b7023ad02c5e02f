import { type SiteFile, textFile } from "../base/files.ts";
import type { Site } from "../config/site.ts";
import { absoluteUrl, href, SITEMAP } from "../views/urls.ts";
import type { Published } from "./context.ts";

/**
 * AI crawlers by purpose, with the user agents that their operators document for robots.txt.
 *
 * @see https://github.com/ai-robots-txt/ai.robots.txt
 */
export const AI_CRAWLERS = {
  /** Collect texts to train models. */
  training: [
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
    "webzio-extended",
  ],
  /** Index pages for answers that link their sources. */
  search: ["Amzn-SearchBot", "Claude-SearchBot", "DuckAssistBot", "OAI-SearchBot", "PerplexityBot", "YouBot"],
  /** Fetch a page because a person asked for it. */
  assistants: [
    "Amzn-User",
    "ChatGPT-User",
    "Claude-User",
    "Google-NotebookLM",
    "meta-externalfetcher",
    "MistralAI-User",
    "Perplexity-User",
  ],
} as const satisfies Record<keyof Site["crawlers"]["ai"], readonly string[]>;

/**
 * Writes robots.txt: which crawler may read what.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function robots({ blog: { site } }: Published): SiteFile[] {
  const text = robotsText(site);
  return [textFile("robots.txt", text, text)];
}

function robotsText(site: Site): string {
  const { ai, disallow } = site.crawlers;
  const refused = [...AI_PURPOSES]
    .filter((purpose) => ai[purpose] === "deny")
    .flatMap((purpose) => AI_CRAWLERS[purpose]);
  const groups = [
    [
      "User-agent: *",
      ...(disallow.length === 0 ? ["Allow: /"] : disallow.map((path) => `Disallow: ${href(site, path)}`)),
    ],
    ...(refused.length === 0 ? [] : [[...refused.map((name) => `User-agent: ${name}`), "Disallow: /"]]),
    [`Sitemap: ${absoluteUrl(site, SITEMAP)}`],
  ];
  return `${groups.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const AI_PURPOSES = ["training", "search", "assistants"] as const;
