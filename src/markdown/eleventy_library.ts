import { source } from "../base/source.ts";
import type { MarkdownSettings } from "./context.ts";
import { render } from "./render.ts";

/** What Eleventy tells of the page whose text it has rendered. */
interface PageData {
  page: { url: string };
}

/**
 * What Eleventy renders the Markdown of ordinary pages with: the same as posts get.
 *
 * @param finished what is shown of a text, by its HTML and the address of its page
 */
export function markdownLibrary(settings: () => MarkdownSettings, finished: (html: string, url: string) => string) {
  return {
    async render(text: string, { page }: PageData): Promise<string> {
      const { html } = await render(source("", text), 0, settings());
      return finished(html, page.url);
    },
  };
}
