/**
 * The rules over a built site. They read what was published and nothing else, so that they also find what the generator
 * or a template got wrong.
 */

import type { RuleName } from "../../base/rules/rules.ts";
import { PARTS, type PageFacts } from "./page_facts.ts";
import { addressOfPage, REDIRECTED, type SiteFiles, targetOf } from "./urls.ts";

export interface BuiltFinding {
  /** Relative to the folder of the site. */
  file: string;
  rule: RuleName;
  message: string;
  hint: string;
  /** The address or the word that is found in the file. */
  about: string;
}

export type Facts = ReadonlyMap<string, PageFacts>;

/** What is wrong with links, pictures and metadata of pages. */
export function referenceFindings(site: SiteFiles, facts: Facts): BuiltFinding[] {
  const ids = new Map([...facts].map(([file, page]) => [file, new Set(page.ids)]));
  return [...facts].flatMap(([file, page]) => {
    const address = addressOfPage(file);
    const dead = (rule: RuleName, addresses: readonly string[], what: string): BuiltFinding[] =>
      addresses.flatMap((written): BuiltFinding[] => {
        const target = targetOf(written, address, site);
        if (target === undefined || target.file !== undefined) return [];
        return [
          { file, rule, about: written, message: `${what} \`${written}\`, and nothing stands there.`, hint: FIX },
        ];
      });
    const anchors = page.links.flatMap((written): BuiltFinding[] => {
      const target = targetOf(written, address, site);
      if (!target?.file || target.fragment === "" || /^:~:|^top$/i.test(target.fragment)) return [];
      const known = ids.get(target.file);
      if (known === undefined || known.has(target.fragment.replace(/:~:.*$/, ""))) return [];
      const message = `A link leads to \`${written}\`, but that page has no \`#${target.fragment}\`.`;
      return [{ file, rule: "dead-anchor", about: written, message, hint: FIX }];
    });
    return [
      // Other parts of the same host may stand beside the blog: only links that are written as its own must be.
      ...dead(
        "dead-link",
        page.links.filter((written) => !/^https?:/i.test(written)),
        "A link leads to",
      ),
      ...dead("missing-image", page.loads, "The page loads"),
      ...dead("dead-reference", page.canonical, "The page says that it stands at"),
      ...dead("dead-reference", page.alternates, "The page names as another version of itself"),
      ...dead("dead-reference", page.metadata, "The page tells search engines of"),
      ...dead("dead-reference", page.refresh === undefined ? [] : [page.refresh], "The page sends its readers to"),
      ...anchors,
    ];
  });
}

/** What a page must have once and has not, and ids that stand twice. */
export function partFindings(facts: Facts): BuiltFinding[] {
  return [...facts].flatMap(([file, page]) => {
    // A page that sends its readers on is not read.
    const wanted = page.refresh === undefined ? PARTS : (["title", "canonical"] as const);
    return [
      ...wanted
        .filter((part) => page.parts[part] !== 1)
        .map((part): BuiltFinding => {
          const times = page.parts[part] === 0 ? "none" : `${page.parts[part]}`;
          return {
            file,
            rule: "page-parts",
            about: part,
            message: `A page has ${NAMES[part]} once; this one has ${times}.`,
            hint: "See the layout that the page is made with, in `_includes/`.",
          };
        }),
      ...page.repeatedIds.map(
        (id): BuiltFinding => ({
          file,
          rule: "page-parts",
          about: `id="${id}"`,
          message: `The id \`${id}\` stands on the page more than once.`,
          hint: "Links can lead to one of them only: give the others names of their own.",
        }),
      ),
      ...Array.from(
        { length: page.brokenData },
        (): BuiltFinding => ({
          file,
          rule: "page-parts",
          about: "application/ld+json",
          message: "What the page tells search engines of itself (JSON-LD) cannot be read.",
          hint: "See what writes it: `src/views/structured_data.ts` and the templates in `_includes/head/`.",
        }),
      ),
    ];
  });
}

/** Pages that make readers on phones wait. */
export function weightFindings(facts: Facts, sizeOf: (file: string) => number, site: SiteFiles): BuiltFinding[] {
  return [...facts].flatMap(([file, page]) => {
    const address = addressOfPage(file);
    const sum = (addresses: readonly string[]): number =>
      addresses.reduce((total, written) => total + sizeOf(targetOf(written, address, site)?.file ?? REDIRECTED), 0);
    const weights = { html: page.weight, styles: sum(page.styles), scripts: sum(page.scripts) };
    return WEIGHTS.flatMap(([what, label, most]): BuiltFinding[] =>
      weights[what] <= most
        ? []
        : [
            {
              file,
              rule: "page-weight",
              about: label,
              message: `The ${label} of the page weigh ${kilobytes(weights[what])}; ${kilobytes(most)} is the most.`,
              hint: "Move what few readers need to where they ask for it, or to a page of its own.",
            },
          ],
    );
  });
}

/** In bytes, before they are compressed for the way. */
const WEIGHTS = [
  ["html", "text and markup", 300_000],
  ["styles", "style sheets", 100_000],
  ["scripts", "scripts", 100_000],
] as const;

const NAMES = {
  title: "a `<title>`",
  description: "a description",
  canonical: "a canonical address",
  h1: "an `<h1>`",
  main: "a `<main>`",
  lang: "a language (`<html lang>`)",
  charset: "a `<meta charset>`",
  viewport: 'a `<meta name="viewport">`',
} as const;

const FIX = "Correct the address where it is written: in a post, in `site.yaml`, or in a template.";

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_000)} kB`;
}
