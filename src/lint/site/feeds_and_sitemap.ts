/**
 * Files that list addresses for machines: feeds, sitemaps, robots.txt, redirects.
 */

import { Parser } from "htmlparser2";
import type { BuiltFinding } from "./rules.ts";
import { type SiteFiles, targetOf } from "./urls.ts";

/** @param text content of the file at a path */
export function listingFindings(
  site: SiteFiles,
  files: readonly string[],
  text: (file: string) => string,
): BuiltFinding[] {
  return files.flatMap((file) => {
    const named = new Set(addressesIn(file, text(file), site.url));
    return [...named].flatMap((written): BuiltFinding[] => {
      const target = targetOf(written, "/", site);
      if (target === undefined || target.file !== undefined) return [];
      return [
        {
          file,
          rule: "dead-reference",
          about: written,
          message: `\`${file}\` names \`${written}\`, but nothing exists there.`,
          hint: "Build the site again; if that does not help, see what writes the file in `src/outputs/`.",
        },
      ];
    });
  });
}

/** Whether a file lists addresses. */
export function isListing(file: string): boolean {
  return /\.(?:xml|webmanifest)$|(?:^|\/)(?:feed|manifest)\.json$|^(?:robots|llms|llms-full)\.txt$|^_redirects$/.test(
    file,
  );
}

function addressesIn(file: string, text: string, url: string): string[] {
  if (file === "_redirects") {
    return text.split("\n").flatMap((line) => line.split(/\s+/)[1]?.replace(/:splat$/, "") ?? []);
  }
  if (/\.(?:json|webmanifest)$/.test(file)) return inJson(text, url);
  const found = file.endsWith(".xml")
    ? inXml(text)
    : [...text.matchAll(/https?:\/\/[^\s"'<>)\]]+/g)].map(([address]) => address.replace(/[.,;:]$/, ""));
  return found.filter((address) => address.startsWith(url));
}

/** Addresses of entries, pages and images. Links inside an entry's text were checked on its page. */
function inXml(xml: string): string[] {
  const found: string[] = [];
  let isAddress = false;
  const parser = new Parser(
    {
      onopentag(name, { href, src, url }) {
        isAddress = /^(?:\w+:)?(?:link|loc|uri|logo|icon)$/.test(name);
        found.push(...[href, src, url].flatMap((address) => address ?? []), "");
      },
      ontext(text) {
        if (isAddress) found[found.length - 1] += text.trim();
      },
      onclosetag() {
        isAddress = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

function inJson(text: string, url: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      // An entry's id outlives renames; it is a name, not a link.
      if (key !== "id" && typeof value === "string" && value.startsWith(url) && !/\s/.test(value)) found.push(value);
      return value;
    });
  } catch {
    found.push(`${url}(not JSON)`);
  }
  return found;
}
