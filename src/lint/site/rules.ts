/**
 * Rules over the built site. They read only what was published, so they also find mistakes of the generator and of
 * templates.
 */

import { z } from "zod";
import { ruleName } from "../../base/problem_schema.ts";
import type { RuleName } from "../../base/rules/rules.ts";
import { PARTS, type PageFacts } from "./page_facts.ts";
import { addressOfPage, REDIRECTED, type SiteFiles, targetOf } from "./urls.ts";

export const builtFinding = z.object({
  /** Relative to the folder of the site. */
  file: z.string(),
  rule: ruleName,
  message: z.string(),
  hint: z.string(),
  /** The address or word to look for in the file. */
  about: z.string(),
});

export type BuiltFinding = z.infer<typeof builtFinding>;

export type Facts = ReadonlyMap<string, PageFacts>;

/** Problems of links, images and metadata. */
export function referenceFindings(site: SiteFiles, facts: Facts): BuiltFinding[] {
  const ids = new Map([...facts].map(([file, page]) => [file, new Set(page.ids)]));
  return [...facts].flatMap(([file, page]) => {
    const address = addressOfPage(file);
    const dead = (rule: RuleName, addresses: readonly string[], what: string): BuiltFinding[] =>
      addresses.flatMap((written): BuiltFinding[] => {
        const target = targetOf(written, address, site);
        if (target === undefined || target.file !== undefined) return [];
        return [
          { file, rule, about: written, message: `${what} \`${written}\`, but nothing exists there.`, hint: FIX },
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
      // Another site may share the host, so only links that are written as the blog's own must lead somewhere.
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

/** Missing page parts and duplicate ids. */
export function partFindings(facts: Facts): BuiltFinding[] {
  return [...facts].flatMap(([file, page]) => {
    // Nobody reads a page that redirects.
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
          message: `The id \`${id}\` occurs more than once on the page.`,
          hint: "Links can lead to only one of them: give the others different ids.",
        }),
      ),
      ...Array.from(
        { length: page.brokenData },
        (): BuiltFinding => ({
          file,
          rule: "page-parts",
          about: "application/ld+json",
          message: "The page's structured data (JSON-LD) is invalid.",
          hint: "See what writes it: `src/views/head/structured_data.ts` and the templates in `_includes/head/`.",
        }),
      ),
    ];
  });
}

/** Pages too heavy for readers on phones. */
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
              message: `The ${label} of the page weigh ${kilobytes(weights[what])}; ${kilobytes(most)} is the limit.`,
              hint: "Load what few readers need on request, or move it to another page.",
            },
          ],
    );
  });
}

/** In bytes, uncompressed. */
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
