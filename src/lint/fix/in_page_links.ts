/**
 * Links that should lead to a heading of the same post: `[Heading](<>)`, and anchors that do not exist.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { problemAt, type Source } from "../../base/source.ts";
import { decodeAddress } from "../../base/urls.ts";
import type { SourceLink } from "../../markdown/context.ts";
import { headingId } from "../../markdown/plugins/heading_ids.ts";
import type { SourceHeading } from "../../markdown/structure.ts";
import { plain } from "./headings.ts";

/**
 * Finds them, with the edit if only one heading can be meant.
 *
 * @param otherIds link targets besides headings
 */
export function inPageLinkProblems(
  from: Source,
  headings: readonly SourceHeading[],
  links: readonly SourceLink[],
  otherIds: ReadonlySet<string>,
): Problem[] {
  const ways = waysTo(headings);
  const ids = new Set([...otherIds, ...headings.map((heading) => heading.id)]);
  return links.flatMap((link): Problem[] => {
    if (link.target === "") return [emptyLink(from, link, ways)];
    if (!link.target.startsWith("#") || ids.has(decodeAddress(link.target.slice(1)))) return [];
    const meant = meantHeading(link, ways);
    return meant ? [deadAnchor(from, link, meant)] : [];
  });
}

function emptyLink(from: Source, link: SourceLink, ways: Ways): Problem {
  const meant = meantHeading(link, ways);
  return problemAt(from, link.place, {
    rule: "empty-link",
    message: `The link “${link.text}” has no address.`,
    hint: meant
      ? `Link it to the heading with that text: \`(#${meant.id})\`.`
      : "Write the address between the round brackets, or remove the link.",
    ...(meant ? pointedTo(link, meant) : {}),
  });
}

function deadAnchor(from: Source, link: SourceLink, meant: SourceHeading): Problem {
  return problemAt(from, link.place, {
    rule: "dead-anchor",
    severity: "warn",
    message: `No heading has the address \`${link.target}\`.`,
    hint: `“${meant.text}” has \`#${meant.id}\`.`,
    ...pointedTo(link, meant),
  });
}

function pointedTo(link: SourceLink, heading: SourceHeading): Pick<Problem, "edit"> {
  if (link.targetStart === undefined || link.targetEnd === undefined) return {};
  return { edit: [{ start: link.targetStart, end: link.targetEnd, text: `#${heading.id}` }] };
}

/** Headings by a name that several may share. */
type Way = Map<string, SourceHeading[]>;

/** Headings by text, by text without a number, and by id. */
interface Ways {
  byText: Way;
  byTextAlone: Way;
  byId: Way;
}

function waysTo(headings: readonly SourceHeading[]): Ways {
  const by = (nameOf: (heading: SourceHeading) => string): Way => {
    const way: Way = new Map();
    for (const heading of headings) {
      const namesakes = way.get(nameOf(heading));
      if (namesakes) namesakes.push(heading);
      else way.set(nameOf(heading), [heading]);
    }
    return way;
  };
  return {
    byText: by(({ text }) => plain(text)),
    byTextAlone: by(({ text }) => plain(withoutNumber(text))),
    byId: by(({ id }) => id),
  };
}

/** The only heading that a link can mean. Undefined if there are none or several. */
function meantHeading(link: SourceLink, { byText, byTextAlone, byId }: Ways): SourceHeading | undefined {
  const fragment = decodeAddress(link.target.replace(/^#/, ""));
  const words = plain(link.text);
  const wordsAlone = plain(withoutNumber(link.text));
  const found =
    (words === "" ? undefined : byText.get(words)) ??
    (wordsAlone === "" ? undefined : byTextAlone.get(wordsAlone)) ??
    (fragment === "" ? undefined : byId.get(headingId(fragment)));
  return found?.length === 1 ? found[0] : undefined;
}

/** `3. Methods` and `Step 3: Methods` become `Methods`. */
function withoutNumber(text: string): string {
  return text.replace(/^\s*(?:(?:step|part|chapter)\s+)?\d+(?:\.\d+)*\s*[.):-]?\s+/i, "");
}
