/**
 * Videos, snippets and formulas of other services, as what a reader here can see or open.
 */

import { urlOf } from "../../../base/urls.ts";

/** A player for a video, a link for everything else. */
export function embedOf(url: string): string {
  const video = videoOf(url);
  return video ?? linkOf(url);
}

export function youtube(id: string): string {
  return `<iframe src="https://www.youtube-nocookie.com/embed/${id.replace(/[^\w-]/g, "")}" title="Video" allowfullscreen></iframe>`;
}

export function vimeo(id: string): string {
  return `<iframe src="https://player.vimeo.com/video/${id.replace(/\D/g, "")}" title="Video" allowfullscreen></iframe>`;
}

/** The player of a video's address, of a page or of another player; undefined for other addresses. */
export function videoOf(url: string): string | undefined {
  const tube =
    /^(?:https?:)?\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:watch\?(?:\S*?&)?v=|embed\/|shorts\/|v\/)|youtu\.be\/)([\w-]{6,})/.exec(
      url,
    )?.[1];
  if (tube !== undefined) return youtube(tube);
  const film = /^(?:https?:)?\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d+)/.exec(url)?.[1];
  return film === undefined ? undefined : vimeo(film);
}

/** A link that says where it leads. */
export function linkOf(url: string): string {
  const address = url.replace(/^\/\//, "https://");
  const host = urlOf(address)?.hostname.replace(/^www\./, "") ?? "";
  const what = NAMES[host] ?? `See ${host === "" ? "this page" : host}`;
  return /[\s<>()]/.test(address)
    ? `[${what}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`
    : `[${what}](${address})`;
}

const NAMES: Readonly<Record<string, string>> = {
  "gist.github.com": "The code on GitHub",
  "twitter.com": "The post on Twitter",
  "x.com": "The post on X",
  "instagram.com": "The post on Instagram",
  "codepen.io": "The example on CodePen",
  "codesandbox.io": "The example on CodeSandbox",
  "asciinema.org": "The recording on asciinema",
  "soundcloud.com": "The recording on SoundCloud",
  "open.spotify.com": "The recording on Spotify",
};

const SERVICES =
  /^(?:https?:)?\/\/(?:[\w.-]*\.)?(?:codecogs\.com\/(?:[\w.]*(?:latex|image)|eqnedit\.php)\?|render\.githubusercontent\.com\/render\/math\?(?:\S*?&(?:amp;)?)?math=|math\.now\.sh\/?\?(?:from|inline)=|i\.upmath\.me\/(?:svg|png)\/|chart\.(?:googleapis|apis\.google)\.com\/chart\?(?:\S*?&(?:amp;)?)?chl=|s\d?\.wp\.com\/latex\.php\?latex=|latex\.php\?latex=|www\.sciweavers\.org\/tex2img\.php\?(?:\S*?&(?:amp;)?)?eq=|tex\.s2cms\.ru\/(?:svg|png)\/|math\.vercel\.app\/?\?from=)(\S+)$/i;

/** The LaTeX of a formula that a service draws at this address; undefined for other pictures. */
export function formulaOf(url: string): string | undefined {
  const written = SERVICES.exec(url.trim())?.[1];
  if (written === undefined) return undefined;
  const query = /codecogs/i.test(url) ? written : written.replace(/&(?:amp;)?[a-z]+=.*$/i, "");
  const tex = decoded(
    query
      .replace(/&(?:space|amp;space);/g, " ")
      .replace(/&plus;/g, "+")
      .replace(/&hash;/g, "#")
      .replace(/&amp;/g, "&"),
  )
    .replace(/\\(?:inline|bg_\w+|fn_\w+|(?:tiny|small|large|LARGE|huge)\b)|\\(?:dpi|bg|fg)\s*(?:\{[^}]*\}|_\w+)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return tex === "" ? undefined : tex;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%20/g, " ");
  }
}

/** Values of a tag or shortcode: `src="a.png" alt='x'` and values without a name, by their number. */
export function attributesIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  let bare = 0;
  for (const [, name, double, single, plain] of text.matchAll(
    /(?:([\w:-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|\{?([^\s"'{}]+)\}?)/g,
  )) {
    const value = double ?? single ?? plain ?? "";
    if (name === undefined) found[bare++] = value;
    else found[name.toLowerCase()] = value;
  }
  return found;
}

/** A picture with its caption. */
export function picture({ alt = "", src, caption = "" }: { alt?: string; src: string; caption?: string }): string {
  const clean = (text: string): string => text.replace(/\s+/g, " ").trim();
  const title = clean(caption.replace(/<[^>]*>/g, "")).replaceAll('"', "'");
  const target = /[\s<>()]/.test(src) ? `<${src.replace(/[<>\n]/g, "")}>` : src;
  return `![${clean(alt).replace(/[[\]]/g, "\\$&")}](${target}${title === "" ? "" : ` "${title}"`})`;
}
