import { source } from "../../../src/base/source.ts";
import type { MarkdownSettings } from "../../../src/markdown/context.ts";
import { render } from "../../../src/markdown/render.ts";
import type { Rendered } from "../../../src/markdown/rendered.ts";
import { type Structure, structure } from "../../../src/markdown/structure.ts";
import { wordsFor } from "../../../src/views/i18n/i18n.ts";
import { invalidities } from "../../site/validity.ts";

export const SETTINGS: MarkdownSettings = {
  language: "en",
  embeds: ["video.example"],
  linkSchemes: [],
  base: "/",
  labels: wordsFor("en"),
  plugins: [],
};

/** Renders a text without front matter. */
export function rendered(text: string, settings: Partial<MarkdownSettings> = {}): Promise<Rendered> {
  return render(source("content/posts/x.md", text), 0, { ...SETTINGS, ...settings });
}

export async function htmlOf(text: string, settings: Partial<MarkdownSettings> = {}): Promise<string> {
  return (await rendered(text, settings)).html;
}

export function structured(text: string, bodyStart = 0): Structure {
  return structure(source("content/posts/x.md", text), bodyStart);
}

/** HTML validation errors of a rendered text inside a page. */
export function invalid(html: string): string[] {
  const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>A page</title>\n</head>\n<body>\n<main>\n<h1>A page</h1>\n${html}</main>\n</body>\n</html>\n`;
  return invalidities("x.md", page);
}
