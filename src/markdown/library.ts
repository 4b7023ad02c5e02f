import { source } from "../source.ts";
import type { MarkdownSettings } from "./context.ts";
import { render } from "./render.ts";

/** What Eleventy renders the Markdown of ordinary pages with: the same as posts get. */
export function markdownLibrary(settings: () => MarkdownSettings) {
  return {
    async render(text: string): Promise<string> {
      const { html } = await render(source("", text), 0, settings());
      return html;
    },
  };
}
