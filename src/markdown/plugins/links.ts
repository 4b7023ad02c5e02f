/**
 * Rewrites addresses for the published page: adds the site's base path, and `rel` attributes on links to other hosts. A
 * link or picture with a refused address is replaced by its text, and reported.
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { isElsewhere, isLocal, linkIssue, resourceIssue } from "../../base/urls.ts";
import { type Context, contextOf, offsetOfLine, report } from "../context.ts";
import { plainText } from "../plain_text.ts";
import { offsetOfToken } from "./source_positions.ts";

/** Runs after the text was parsed. */
export function links(md: MarkdownIt): void {
  md.core.ruler.push("links", (state) => {
    const context = contextOf(state.env);
    for (const token of state.tokens) {
      if (token.children !== null) token.children = withAddresses(token, token.children, state, context);
    }
  });
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false });
  // As on GitHub, `www.` begins an address.
  md.linkify.add("www.", {
    validate: (text, position) =>
      /^[\w-]+(?:\.[\w-]+)+(?:\/[^\s<>()]*)?/.exec(text.slice(position))?.[0].replace(/[?!.,:*_~'"]+$/, "").length ?? 0,
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
  // markdown-it shows URLs that it refuses as text, without a report.
  md.validateLink = () => true;
}

/** The tokens of a block with their addresses rewritten, without links and pictures whose address is refused. */
function withAddresses(
  block: Token,
  children: readonly Token[],
  state: StateCore,
  context: Context | undefined,
): Token[] {
  const { base = "/", linkSchemes = [] } = context?.settings ?? {};
  const refuse = (token: Token, kind: string, issue: string): void => {
    if (context === undefined) return;
    const offset = offsetOfToken(token) ?? offsetOfLine(context, block.map?.[0] ?? 0);
    report(context, offset, {
      rule: "unsafe-html",
      message: `The address of this ${kind} ${issue}, so it is left out.`,
      hint: "Use an address that begins with https:// or with a slash.",
    });
  };
  const isKept: boolean[] = [];
  return children.flatMap((child): Token[] => {
    if (child.type === "link_close") return (isKept.pop() ?? true) ? [child] : [];
    if (child.type === "link_open") {
      const issue = linkIssue(addressIn(child, "href"), linkSchemes);
      isKept.push(issue === undefined);
      if (issue === undefined) return [rewritten(child, "href", base)];
      refuse(child, "link", issue);
      return [];
    }
    if (child.type !== "image") return [child];
    const issue = resourceIssue(addressIn(child, "src"));
    if (issue === undefined) return [rewritten(child, "src", base)];
    refuse(child, "picture", issue);
    const words = new state.Token("text", "", 0);
    words.content = plainText(child.children ?? []);
    return [words];
  });
}

function addressIn(token: Token, name: "href" | "src"): string {
  return String(token.attrGet(name) ?? "");
}

function rewritten(token: Token, name: "href" | "src", base: string): Token {
  const address = addressIn(token, name);
  token.attrSet(name, belowBase(address, base));
  if (name === "href" && isElsewhere(address)) token.attrSet("rel", "noopener");
  return token;
}

/** Adds the site's base path to a local address. */
export function belowBase(address: string, base: string): string {
  return address.startsWith("/") && isLocal(address) ? base + address.slice(1) : address;
}
