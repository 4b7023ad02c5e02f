/**
 * Adds the authors and topics of an old blog to `authors.yaml` and `tags.yaml`.
 */

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { stringify } from "yaml";
import { createFile, leadsOut, replaceIfUnchanged } from "../../../base/files.ts";
import { slug } from "../../../base/slug.ts";
import { linkIssue } from "../../../base/urls.ts";
import { folded, type Registry } from "../../../config/authors_and_tags.ts";
import type { OldAuthor, OldTag, OldText } from "../old_blog.ts";
import { listOf } from "../old_blog.ts";

/** Of several finds of one person, what each of them knows. */
export function peopleOf(found: readonly OldAuthor[], posts: readonly OldText[]): OldAuthor[] {
  const people: OldAuthor[] = [];
  const add = (author: OldAuthor): void => {
    const known = people.find((one) => isSame(one, author));
    if (known === undefined) {
      people.push({ ...author });
      return;
    }
    known.role ??= author.role;
    known.bio ??= author.bio;
    known.picture ??= author.picture;
    if (known.links.length === 0) known.links = author.links;
    const names = [author.name, ...author.aliases].filter((name) => folded(name) !== folded(known.name));
    known.aliases = [...new Set([...known.aliases, ...names])];
  };
  for (const author of found) add(author);
  for (const name of new Set(posts.flatMap(({ fields }) => listOf(fields.author)))) {
    if (!people.some((one) => namesOf(one).includes(folded(name)))) add({ name, path: "", links: [], aliases: [] });
  }
  return people;
}

function namesOf({ name, id, aliases }: OldAuthor): string[] {
  return [name, ...(id === undefined ? [] : [id]), ...aliases].map(folded);
}

function isSame(one: OldAuthor, other: OldAuthor): boolean {
  const names = new Set(namesOf(one));
  return namesOf(other).some((name) => names.has(name)) || slug(one.name) === slug(other.name);
}

/** What a file was added to, or why it was not. */
export type Added = { names: string[] } | { refused: string[] };

/** @param pictureOf copies the picture of an author and gives its address here */
export function addAuthors(
  people: readonly OldAuthor[],
  known: Registry<{ id: string }> | undefined,
  file: string,
  pictureOf: (author: OldAuthor) => string | undefined,
): Added {
  const ids = new Set(known?.entries.map(({ id }) => id));
  const fresh = people.filter((one) => ![one.name, one.id ?? one.name].some((name) => known?.find(name) !== undefined));
  const entries = fresh.map((one): [string, object] => {
    const id = freeId(one.id === undefined || one.id === "" ? one.name : one.id, ids);
    const links = one.links.filter(({ url }) => linkIssue(url) === undefined);
    return [
      id,
      {
        name: one.name,
        ...(one.role === undefined ? {} : { role: one.role }),
        ...(one.bio === undefined ? {} : { bio: one.bio }),
        ...given("picture", pictureOf(one)),
        ...(links.length === 0 ? {} : { links }),
        ...(one.aliases.length === 0 ? {} : { aliases: one.aliases }),
      },
    ];
  });
  return append(
    file,
    entries,
    fresh.map(({ name }) => name),
  );
}

function given(name: string, value: string | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

function freeId(name: string, ids: Set<string>): string {
  const wanted = slug(name) || name;
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}-${number}`;
  ids.add(id);
  return id;
}

export function addTags(
  names: readonly string[],
  tags: readonly OldTag[],
  known: Registry<{ id: string }> | undefined,
  file: string,
): Added {
  const ids = new Set(known?.entries.map(({ id }) => id));
  const fresh = names.filter((name) => known?.find(name) === undefined);
  const entries = fresh.map((label): [string, object] => {
    const description = tags.find((one) => folded(one.label) === folded(label))?.description;
    return [freeId(label, ids), { label, ...given("description", description) }];
  });
  return append(file, entries, fresh);
}

const NEWLINE = 0x0a;

/** A file that was saved meanwhile, or is a link that leads elsewhere, is left alone. */
function append(file: string, entries: readonly [string, object][], names: string[]): Added {
  if (entries.length === 0) return { names: [] };
  const text = entries.map(([id, entry]) => stringify({ [id]: entry }, { lineWidth: 0 })).join("");
  return appendText(file, text) ? { names } : { refused: names.map((name) => `“${name}” for ${basename(file)}`) };
}

/** Appends to a file, or creates it. */
export function appendText(file: string, text: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return createFile(file, text);
  if (leadsOut(file, join(dirname(file)))) return false;
  const before = readFileSync(file);
  const end = before.length === 0 || before.at(-1) === NEWLINE ? "" : "\n";
  return replaceIfUnchanged(file, before, Buffer.concat([before, Buffer.from(end + text)]));
}
