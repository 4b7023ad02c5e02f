/**
 * Authors in data files of an old blog, and in Markdown files of their own.
 */

import { urlOf } from "../../../base/urls.ts";
import { isRecord } from "../../../config/yaml.ts";
import { type Files, listOf, type OldAuthor, textOf } from "../old_blog.ts";
import { dataIn } from "../texts/data_files.ts";
import { parsed, valueAt } from "../texts/front_matter.ts";

const DATA_FILE =
  /(?:^|\/)\.?(?:_?authors?|people|team|members|contributors)\.(?:ya?ml|json|toml|c?js|mjs|ts|11tydata\.js)$/i;
const DATA_FOLDER = /(?:^|\/)_?(?:authors?|people|team)\/([^/]+)\.(?:ya?ml|json|toml)$/i;
const TEXT_FOLDER = /(?:^|\/)_?(?:authors?|people|team)\/([^/]+?)(?:\/_?index)?\.(?:md|mdx|markdown)$/i;

/** Whether a Markdown file describes a person. */
export function isPerson(path: string, data: Readonly<Record<string, unknown>>): boolean {
  const names = [
    "name",
    "avatar",
    "picture",
    "photo",
    "image",
    "bio",
    "occupation",
    "role",
    "job",
    "social",
    "twitter",
    "github",
  ];
  return TEXT_FOLDER.test(path) && names.some((name) => data[name] !== undefined) && data.date === undefined;
}

/** Authors whom a text describes itself: `author: { name, image, bio }`, or `author_image` beside `author`. */
export function peopleBeside(path: string, data: Readonly<Record<string, unknown>>): OldAuthor[] {
  const written = data.author ?? data.authors;
  const listed = (Array.isArray(written) ? written : [written]).filter(isRecord);
  const apart = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    const name = /^author[_-]?(?=[A-Za-z])(.+)$/.exec(key)?.[1];
    return name === undefined || name === "s" ? [] : [[name.charAt(0).toLowerCase() + name.slice(1), value]];
  });
  const own = Object.fromEntries(apart);
  const named = { name: textOf(written), ...own };
  const described: Readonly<Record<string, unknown>>[] = [...listed, ...(apart.length > 0 ? [named] : [])];
  return described
    .flatMap((one) => personOf(path, textOf(one.id), one))
    .filter(({ picture, bio, links }) => picture ?? bio ?? links[0]);
}

/** Authors from all files that are about people. */
export function peopleIn(files: Files): OldAuthor[] {
  return files.paths.flatMap((path): OldAuthor[] => {
    const text = TEXT_FOLDER.exec(path);
    if (text !== null) {
      const found = parsed(path, files.text(path));
      if (found === undefined || !isPerson(path, found.data)) return [];
      const bio = found.body
        .replace(/^#.*$/gm, "")
        .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
        .trim()
        .split(/\n\s*\n/)[0];
      return personOf(path, text[1] ?? "", { bio: textOf(bio), ...found.data });
    }
    const entry = DATA_FOLDER.exec(path);
    if (entry !== null) {
      const data = dataIn(path, files.text(path));
      return isRecord(data) ? personOf(path, entry[1] ?? "", data) : [];
    }
    return DATA_FILE.test(path) ? peopleOf(path, dataIn(path, files.text(path))) : [];
  });
}

/** A list of people, a map of them by id, or one person alone. */
export function peopleOf(path: string, data: unknown): OldAuthor[] {
  if (Array.isArray(data))
    return data.flatMap((one) => (isRecord(one) ? personOf(path, textOf(one.id ?? one.slug ?? one.key), one) : []));
  if (!isRecord(data)) return [];
  if (isRecord(data.authors) || Array.isArray(data.authors)) return peopleOf(path, data.authors);
  const entries = Object.entries(data);
  if (!entries.some(([, value]) => isRecord(value)) && textOf(data.name) !== undefined)
    return personOf(path, undefined, data);
  return entries.flatMap(([id, value]) => (isRecord(value) ? personOf(path, id, value) : []));
}

const ACCOUNTS: Readonly<Record<string, [string, string]>> = {
  twitter: ["Twitter", "https://twitter.com/"],
  x: ["X", "https://x.com/"],
  github: ["GitHub", "https://github.com/"],
  linkedin: ["LinkedIn", "https://www.linkedin.com/in/"],
  instagram: ["Instagram", "https://www.instagram.com/"],
  facebook: ["Facebook", "https://www.facebook.com/"],
  youtube: ["YouTube", "https://www.youtube.com/"],
  mastodon: ["Mastodon", ""],
  bluesky: ["Bluesky", "https://bsky.app/profile/"],
  medium: ["Medium", "https://medium.com/"],
  stackoverflow: ["Stack Overflow", "https://stackoverflow.com/users/"],
  website: ["Website", ""],
  site: ["Website", ""],
  web: ["Website", ""],
  url: ["Website", ""],
  uri: ["Website", ""],
  homepage: ["Website", ""],
};

export function personOf(path: string, id: string | undefined, data: Readonly<Record<string, unknown>>): OldAuthor[] {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => textOf(valueAt(data, name))).find((one) => one !== undefined);
  const name =
    first("name", "display_name", "displayName", "full_name", "fullname") ??
    (data.name === undefined ? first("title") : undefined);
  if (name === undefined) return [];
  const role =
    first("role", "position", "occupation", "job", "job_title", "tagline") ??
    (name === textOf(data.title) ? undefined : first("title"));
  const company = role === undefined || data.occupation === undefined ? undefined : textOf(data.company);
  return [
    {
      name,
      path,
      id,
      role: company === undefined ? role : `${role}, ${company}`,
      bio: first("bio", "description", "about", "summary", "short_bio"),
      picture: first(
        "picture",
        "avatar",
        "image_url",
        "imageURL",
        "photo",
        "image.src",
        "image.url",
        "image",
        "profile_image",
        "profile_picture",
        "img",
      ),
      links: linksIn(data),
      aliases: [],
    },
  ];
}

function linksIn(data: Readonly<Record<string, unknown>>): OldAuthor["links"] {
  const found: OldAuthor["links"] = [];
  const add = (name: string, value: unknown): void => {
    const [label, base] = ACCOUNTS[name.toLowerCase()] ?? [undefined, ""];
    const text = textOf(value);
    if (label === undefined || text === undefined) return;
    const url = /^https?:\/\//.test(text) ? text : base === "" ? undefined : base + text.replace(/^@/, "");
    if (url !== undefined && urlOf(url) && !found.some((link) => link.url === url)) found.push({ label, url });
  };
  for (const group of [data, data.social, data.socials, data.links]) {
    if (Array.isArray(group)) {
      for (const entry of group) {
        if (!isRecord(entry)) continue;
        const url = textOf(entry.url ?? entry.href ?? entry.link);
        const label = textOf(entry.label ?? entry.name ?? entry.title ?? entry.platform ?? entry.icon);
        const parsedUrl = url !== undefined && /^https?:\/\/\S+$/.test(url) ? urlOf(url) : undefined;
        if (url === undefined || parsedUrl === undefined) continue;
        found.push({ label: label ?? parsedUrl.hostname.replace(/^www\./, ""), url });
      }
    } else if (isRecord(group)) for (const [name, value] of Object.entries(group)) add(name, value);
  }
  return found;
}

/** How often each name is an author of texts. */
export function namesIn(texts: readonly { fields: Record<string, unknown> }[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { fields } of texts) for (const name of listOf(fields.author)) names.set(name, (names.get(name) ?? 0) + 1);
  return names;
}
