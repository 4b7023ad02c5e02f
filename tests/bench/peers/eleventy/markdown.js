import hljs from "highlight.js";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import footnote from "markdown-it-footnote";

const LANGUAGES = ["python", "sql", "typescript", "bash", "json", "yaml"];

/** Markdown with ids on headings, footnotes, and code coloured by classes, so that one pass serves both themes. */
export function blogMarkdown() {
  return new MarkdownIt({
    html: true,
    linkify: true,
    typographer: true,
    highlight: (code, language) =>
      LANGUAGES.includes(language) ? hljs.highlight(code.trimEnd(), { language }).value : "",
  })
    .use(anchor, { tabIndex: false })
    .use(footnote);
}

const HEADING = /<h([23]) id="([^"]+)">(.*?)<\/h\1>/g;

/** The headings of a text, those of the third level below those of the second. */
export function contentsOf(html) {
  const sections = [];
  for (const [, level, id, inner] of html.matchAll(HEADING)) {
    const entry = { id, text: inner.replace(/<[^>]+>/g, ""), children: [] };
    if (level === "2") sections.push(entry);
    else sections.at(-1)?.children.push(entry);
  }
  return sections;
}
