/**
 * Pages in Markdown, such as `about.md`. Like posts, they are data: Eleventy renders them, so their front matter is
 * checked first. It could run code, write outside the output, or replace what templates are given.
 */

import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "../../base/diagnostic.ts";
import { MAX_SLUG_BYTES } from "../../base/slug.ts";
import { type Finding, type Place, problemAt, type Source, source } from "../../base/source.ts";
import { shortened } from "../../base/text.ts";
import type { YamlText } from "../../config/yaml.ts";
import { patternSign } from "../../content/alias.ts";
import { readDate } from "../../content/date.ts";
import { split } from "../../content/parse_post.ts";
import { type LinkTargets, type References, referenceProblems } from "../../lint/broken_links.ts";
import type { MarkdownSettings } from "../../markdown/context.ts";
import { render } from "../../markdown/render.ts";
import type { Blog } from "../../views/context.ts";
import type { SizedPicture } from "../../views/part_types.ts";
import { localPictures, picturesIn } from "../../views/parts/images.ts";
import { HOME } from "../../views/urls.ts";
import type { OrdinaryPage, PageFile } from "./template_pages.ts";

export function isMarkdown({ file }: PageFile): boolean {
  return file.endsWith(".md");
}

/** Fields that Eleventy acts on, or that would hide data of templates. */
const STEERING =
  /^(?:eleventy(?!Navigation$).*|templateEngineOverride|pagination|dynamicPermalink|permalinkBypassOutputDir|override:.*|collections|content|page|pkg|plan|site|view|words)$/i;

/** Problems that keep a page from being given to Eleventy at all. */
export function pageRefusals(page: PageFile, includes: readonly string[]): Problem[] {
  if (!isMarkdown(page) || !page.text.startsWith("---")) return [];
  const from = source(page.file, page.text);
  const { yaml } = split(from);
  const refuse = (finding: Finding, field: string): Problem => problemAt(from, yaml.placeOfKey([field]), finding);
  return [
    ...yaml.problems,
    ...Object.keys(yaml.value)
      .filter((field) => STEERING.test(field))
      .map((field) => refuse(steering(field), field)),
    ...fieldProblems(from, yaml, includes),
  ];
}

function steering(field: string): Finding {
  return {
    rule: "unsafe-field",
    message: `\`${field}\` is not allowed in a Markdown page.`,
    hint: "Remove it, or set it in a template.",
  };
}

function fieldProblems(from: Source, { value, placeOf }: YamlText, includes: readonly string[]): Problem[] {
  const { permalink, layout, date, tags } = value;
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
        message: "A layout is a file in _includes; write only its name.",
        hint: "Write it as in page_base.njk.",
      }),
    );
  } else if (layout !== undefined && !includes.some((folder) => existsSync(join(folder, String(layout))))) {
    problems.push(
      problemAt(from, placeOf(["layout"]), {
        rule: "unknown-layout",
        message: `There is no layout \`${shortened(String(layout), 60)}\` in _includes.`,
        hint: "Write `page_base.njk`, or remove the field.",
      }),
    );
  }
  if (date !== undefined && !("time" in readDate(String(date), "utc"))) {
    problems.push(
      wrongType(from, placeOf(["date"]), "This is no date.", "Write it as in 2026-03-31, or leave the field out."),
    );
  }
  if (tags !== undefined && !isText(tags) && !(Array.isArray(tags) && tags.every(isText))) {
    problems.push(wrongType(from, placeOf(["tags"]), "These are no words.", "Write them as in [mentoring, career]."));
  }
  return problems;
}

function wrongType(from: Source, place: Place, message: string, hint: string): Problem {
  return problemAt(from, place, { rule: "wrong-type", message, hint });
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** Some file systems and browsers allow no more. */
const LONGEST_ADDRESS = 1000;

/** Whether a permalink is the literal address of a page inside the site. */
function isPlainAddress(permalink: unknown): boolean {
  return (
    typeof permalink === "string" &&
    !/[%\\?#]|\p{C}|(?:^|\/)\.+(?:\/|$)/u.test(permalink) &&
    patternSign(permalink) === undefined &&
    /(?:\/|\.html)$/.test(permalink) &&
    permalink.length <= LONGEST_ADDRESS &&
    permalink.split("/").every((part) => Buffer.byteLength(part) <= MAX_SLUG_BYTES)
  );
}

/** A page with the links, images and problems of its text. */
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

/** The addresses of the site's own images in a page. */
export function picturesOfPage({ page, ...text }: ReadPage): string[] {
  return localPictures(text, page.address ?? HOME);
}

/** The images of all pages with their sizes, by their address in the HTML. */
export function shownOnPages(blog: Blog, pages: readonly ReadPage[]): Record<string, SizedPicture> {
  return Object.assign({}, ...pages.map(({ page, ...text }) => picturesIn(blog, text, page.address ?? HOME)));
}

/** The problems of a page, including broken links. */
export function pageProblems({ page, problems, ...text }: ReadPage, to: LinkTargets): Problem[] {
  const { file, address } = page;
  return [...problems, ...(address === undefined ? [] : referenceProblems({ file, url: address }, text, to))];
}
