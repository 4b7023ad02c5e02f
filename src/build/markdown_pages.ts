/**
 * Pages that editors write in Markdown, such as `about.md`. They are data, as posts are: Eleventy, which renders them,
 * would let their front matter run code, write elsewhere and change what templates are given.
 */

import { basename } from "node:path";
import { type Destinations, type References, referenceProblems } from "../doctor/references.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import { render } from "../markdown/render.ts";
import { split } from "../post/read.ts";
import type { Problem } from "../problem.ts";
import { type Finding, problemAt, type Source, source } from "../source.ts";
import { HOME } from "../view/addresses.ts";
import type { Blog } from "../view/blog.ts";
import { localPictures, picturesIn } from "../view/pictures.ts";
import type { SizedPicture } from "../view/views.ts";
import type { YamlText } from "../yaml_text.ts";
import type { OrdinaryPage, PageFile } from "./ordinary_pages.ts";

export function isMarkdown({ file }: PageFile): boolean {
  return file.endsWith(".md");
}

/** What Eleventy acts on, or hands to templates under the same name. */
const STEERING =
  /^(?:eleventy.*|templateEngineOverride|pagination|dynamicPermalink|permalinkBypassOutputDir|override:.*|collections|content|page|pkg|plan|site|view|words)$/i;

/** Why a page may not be given to Eleventy at all. */
export function pageRefusals(page: PageFile): Problem[] {
  if (!isMarkdown(page) || !page.text.startsWith("---")) return [];
  const from = source(page.file, page.text);
  const { yaml } = split(from);
  const refuse = (finding: Finding, field: string): Problem => problemAt(from, yaml.placeOfKey([field]), finding);
  return [
    ...yaml.problems,
    ...Object.keys(yaml.value)
      .filter((field) => STEERING.test(field))
      .map((field) => refuse(steering(field), field)),
    ...fieldProblems(from, yaml),
  ];
}

function steering(field: string): Finding {
  return {
    rule: "unsafe-field",
    message: `\`${field}\` may not stand in a page that is written in Markdown.`,
    hint: "Remove it; what a template decides belongs into a template.",
  };
}

function fieldProblems(from: Source, { value, placeOf }: YamlText): Problem[] {
  const { permalink, layout } = value;
  const problems: Problem[] = [];
  if (permalink !== undefined && permalink !== false && !isPlainAddress(permalink)) {
    problems.push(
      problemAt(from, placeOf(["permalink"]), {
        rule: "unsafe-path",
        message: "This cannot be the address of a page.",
        hint: "Write it as in /about/ or /about.html.",
      }),
    );
  }
  if (layout !== undefined && layout !== basename(String(layout))) {
    problems.push(
      problemAt(from, placeOf(["layout"]), {
        rule: "unsafe-path",
        message: "A layout is a file of _includes, and its name is enough.",
        hint: "Write it as in page_base.njk.",
      }),
    );
  }
  return problems;
}

/** Whether it is an address that is written out: nothing is computed, nothing leads out of the site, a page is made. */
function isPlainAddress(permalink: unknown): boolean {
  return (
    typeof permalink === "string" &&
    !/[{}\\?#]|\p{C}|(?:^|\/)\.+(?:\/|$)/u.test(permalink) &&
    /(?:\/|\.html)$/.test(permalink)
  );
}

/** A page's text, read as the text of a post is. */
export interface ReadPage extends References {
  page: OrdinaryPage;
  problems: Problem[];
}

export async function readPages(pages: readonly OrdinaryPage[], settings: MarkdownSettings): Promise<ReadPage[]> {
  const read: ReadPage[] = [];
  for (const page of pages.filter(isMarkdown)) {
    const from = source(page.file, page.text);
    const bodyStart = page.text.startsWith("---") ? split(from).bodyStart : 0;
    const { links, pictures, problems } = await render(from, bodyStart, settings);
    read.push({ page, links, pictures, problems });
  }
  return read;
}

/** The addresses of the blog's own pictures in a page. */
export function picturesOfPage({ page, ...text }: ReadPage): string[] {
  return localPictures(text, page.address ?? HOME);
}

/** The pictures of all pages as they are shown, by their address in HTML. */
export function shownOnPages(blog: Blog, pages: readonly ReadPage[]): Record<string, SizedPicture> {
  return Object.assign({}, ...pages.map(({ page, ...text }) => picturesIn(blog, text, page.address ?? HOME)));
}

/** What is wrong in the texts of pages, and where they lead nowhere. */
export function pageProblems({ page, problems, ...text }: ReadPage, to: Destinations): Problem[] {
  const { file, address } = page;
  return [...problems, ...(address === undefined ? [] : referenceProblems({ file, url: address }, text, to))];
}
