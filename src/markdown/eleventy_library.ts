import { source } from "../base/source.ts";
import type { MarkdownSettings } from "./context.ts";
import { render } from "./render.ts";

/** What Eleventy says about the page whose text it has rendered. */
interface PageData {
  page: { url: string };
}

/**
 * Renders the Markdown of ordinary pages for Eleventy with the pipeline that posts use.
 *
 * @param finished returns what is published, given a text's HTML and the address of its page
 */
export function markdownLibrary(settings: () => MarkdownSettings, finished: (html: string, url: string) => string) {
  return {
    async render(text: string, { page }: PageData): Promise<string> {
      const { html } = await render(source("", text), 0, settings());
      return finished(html, page.url);
    },
  };
}
