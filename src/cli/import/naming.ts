/**
 * Names of the imported files, and where references to the old texts lead.
 */

import { basename, dirname, join } from "node:path";
import { slug } from "../../base/slug.ts";
import { decodeAddress, folderAddress, hostOf, pathKey } from "../../base/urls.ts";
import { postUrl } from "../../content/post.ts";
import type { SiteManifest } from "../../hosting/url_manifest.ts";
import type { OldBlog, OldText } from "./old_blog.ts";
import { nameIn } from "./texts/front_matter.ts";
import type { LinkTo } from "./texts/markdown_text.ts";

/** Gives every post a file name of its own: the last part of its old address, so that it may keep the address. */
export function nameTexts({ posts, pages }: OldBlog): void {
  for (const texts of [posts, pages]) {
    const taken = new Set<string>();
    for (const text of texts) {
      const given = typeof text.fields.slug === "string" ? nameIn(text.fields.slug) : undefined;
      const [address] = text.addresses;
      const wanted =
        (address === undefined ? undefined : nameIn(address)) ??
        given ??
        nameIn(text.name) ??
        (slug(text.name) || "untitled");
      delete text.fields.slug;
      const short = Buffer.byteLength(wanted) > 150 ? wanted.slice(0, 60).replace(/-[^-]*$/, "") : wanted;
      text.name = short;
      for (let number = 2; taken.has(pathKey(text.name)); number++) text.name = `${short}-${number}`;
      taken.add(pathKey(text.name));
      if (texts === pages)
        text.name = text.name.replace(
          /^(?:home|blog|tags?|authors?|archive|search|reading|not_found|redirect|series|broken)$/,
          "$&-page",
        );
    }
  }
}

/** The address of a post here. */
export function newUrl({ name }: OldText): string {
  return postUrl(slug(name));
}

/** The address of a page here: the old one, if it can be kept. */
export function pageUrl({ name, addresses: [address] }: OldText): string {
  const wanted = address === undefined ? `/${name}/` : folderAddress(address);
  const isPlain =
    /^\/[^%\\?#*{}:]*(?:\/|\.html)$/.test(wanted) && !/\/\.+\//.test(wanted) && wanted !== "/" && wanted.length < 500;
  return isPlain ? wanted : `/${name}/`;
}

/**
 * Compares what was computed with what the old blog really published: no address is invented, and those that differ
 * are found by their titles and names.
 */
export function matchAddresses({ posts, pages, others }: OldBlog, truth: SiteManifest): void {
  const real = new Map(
    [...Object.keys(truth.pages), ...Object.keys(truth.redirects)].map((one) => [pathKey(folderAddress(one)), one]),
  );
  const claimed = new Set<string>();
  for (const text of [...posts, ...pages, ...others]) {
    text.addresses = text.addresses.flatMap((one) => real.get(pathKey(folderAddress(one))) ?? []);
    for (const one of text.addresses) claimed.add(one);
  }
  const missing = [...posts, ...pages].filter(
    ({ addresses, fields }) => addresses.length === 0 && fields.draft !== true,
  );
  const free = Object.entries(truth.pages).filter(([address]) => !claimed.has(address));
  for (const text of missing) {
    const title = slug(String(text.fields.title));
    const found =
      free.find(([address]) => nameIn(address) === slug(text.name)) ??
      free.find(
        ([, page]) =>
          page.title !== undefined && title !== "" && slug(page.title.replace(/\s+[|–—·-]\s+[^|–—·]*$/, "")) === title,
      );
    if (found === undefined || claimed.has(found[0])) continue;
    text.addresses = [found[0]];
    claimed.add(found[0]);
  }
  // What redirected to a text redirects to it again.
  const byAddress = new Map(
    [...posts, ...pages].flatMap((text) => text.addresses.map((one) => [pathKey(folderAddress(one)), text] as const)),
  );
  for (const [from, to] of Object.entries(truth.redirects))
    byAddress.get(pathKey(folderAddress(to)))?.aliases.push(from);
}

/** Where a reference in one text of the old blog leads here. */
export function linksOf({ posts, pages, site }: OldBlog): (text: OldText) => LinkTo {
  const targets = new Map<string, string>();
  const note = (key: string, url: string): void => {
    if (!targets.has(pathKey(key))) targets.set(pathKey(key), url);
  };
  const entries = [
    ...posts.map((text) => [text, newUrl(text)] as const),
    ...pages.map((text) => [text, pageUrl(text)] as const),
  ];
  for (const [text, url] of entries) {
    note(text.path, url);
    for (const address of [...text.addresses, ...text.aliases]) note(folderAddress(decodeAddress(address)), url);
  }
  for (const [text, url] of entries) {
    const bare = text.path.replace(/(?:\/_?index)?\.\w+$/, "");
    for (const key of [basename(text.path), bare, basename(bare), basename(bare).replace(/^\d{4}-\d{2}-\d{2}-/, "")])
      note(`file:${key}`, url);
  }
  const host = hostOf(site.url);
  return (text) => (reference) => {
    const [, path = "", fragment = ""] = /^([^#?]*)(?:\?[^#]*)?(#.*)?$/.exec(reference) ?? [];
    const local =
      host === undefined
        ? path
        : path.replace(new RegExp(`^https?://(?:www\\.)?${host.replaceAll(".", "\\.")}(?=/|$)`, "i"), "");
    if (local === "" || /^\w+:/.test(local)) return undefined;
    const plain = decodeAddress(local);
    const isFile = /\.(?:md|mdx|markdown)$/i.test(plain);
    const beside = join(dirname(text.path), plain).replaceAll("\\", "/");
    const keys = isFile
      ? [
          beside,
          plain.replace(/^\//, ""),
          `file:${plain.replace(/^\//, "").replace(/(?:\/_?index)?\.\w+$/, "")}`,
          `file:${basename(plain)}`,
        ]
      : [
          folderAddress(plain),
          ...(plain.startsWith("/")
            ? []
            : [`file:${plain}`, `file:${plain.replace(/^(?:\.\/)?(?:posts?|blog)\//, "")}`]),
        ];
    const found = keys.map((key) => targets.get(pathKey(key))).find((one) => one !== undefined);
    return found === undefined ? undefined : found + fragment;
  };
}

/** Rewrites links to texts of the old blog. Returns how many. */
export function relink(body: string, linkTo: LinkTo): { body: string; count: number } {
  let count = 0;
  const done = body.replace(/(\]\(<?|\bhref=["'])([^)\s"'<>]+)/g, (whole, before: string, target: string) => {
    const isPlace = /^(?:\/|https?:\/\/)|\.(?:md|mdx|markdown)(?:#|$)/i.test(target);
    const found = isPlace ? linkTo(target) : undefined;
    if (found === undefined || found === target) return whole;
    count += 1;
    return before + found;
  });
  return { body: done, count };
}
