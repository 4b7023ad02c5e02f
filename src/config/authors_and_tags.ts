/**
 * Who writes on the blog and what about: `content/authors.yaml` and `content/tags.yaml`.
 */

import { z } from "zod";
import { compare, type Problem } from "../base/diagnostic.ts";
import { slug } from "../base/slug.ts";
import { problemAt, type Source } from "../base/source.ts";
import { checkFields } from "./validate.ts";
import { linkAddress } from "./validators.ts";
import { isRecord, type YamlText, yamlText } from "./yaml.ts";

const authorSchema = z.object({
  name: z.string(),
  role: z.string().optional(),
  bio: z.string().optional(),
  picture: linkAddress.optional(),
  links: z.array(z.object({ label: z.string(), url: linkAddress })).default([]),
  aliases: z.array(z.string()).default([]),
});

const tagSchema = z.object({
  label: z.string(),
  description: z.string().optional(),
  synonyms: z.array(z.string()).default([]),
});

export interface Author extends z.infer<typeof authorSchema> {
  id: string;
}

export interface Tag extends z.infer<typeof tagSchema> {
  id: string;
}

/** Entries by id, and by every other name that people write for them. */
export interface Registry<Entry> {
  entries: readonly Entry[];
  /** The entry that a person means by `name`; case, accents' form and spaces are forgiven. */
  find(name: string): Entry | undefined;
}

export interface ReadRegistry<Entry> {
  registry: Registry<Entry>;
  /** Whether the file's YAML could be read at all. */
  isReadable: boolean;
  problems: Problem[];
}

const namesOfAuthor = ({ name, aliases }: z.infer<typeof authorSchema>): string[] => [name, ...aliases];
const namesOfTag = ({ label, synonyms }: z.infer<typeof tagSchema>): string[] => [label, ...synonyms];

export function authorRegistry(from: Source): ReadRegistry<Author> {
  return readRegistry(from, authorSchema, namesOfAuthor);
}

export function tagRegistry(from: Source): ReadRegistry<Tag> {
  return readRegistry(from, tagSchema, namesOfTag);
}

/** A registry of entries that were read before. */
export function authorsOf(entries: readonly Author[]): Registry<Author> {
  return registryOf(entries, namesOfAuthor);
}

/** A registry of entries that were read before. */
export function tagsOf(entries: readonly Tag[]): Registry<Tag> {
  return registryOf(entries, namesOfTag);
}

/** How names are compared: `Saeed  Mirshekari ` and `saeed mirshekari` are one. */
export function folded(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

function readRegistry<Schema extends z.ZodObject>(
  from: Source,
  schema: Schema,
  otherNames: (entry: z.infer<Schema>) => string[],
): ReadRegistry<z.infer<Schema> & { id: string }> {
  const yaml = yamlText(from);
  const problems = [...yaml.problems];
  const addresses = new Set<string>();
  const entries: (z.infer<Schema> & { id: string })[] = [];
  for (const id of Object.keys(yaml.value).sort(compare)) {
    const checked = checkFields(schema, from, inside(yaml, id));
    problems.push(...checked.problems);
    const address = slug(id);
    if (address === "" || addresses.has(address)) {
      problems.push(
        problemAt(from, yaml.placeOfKey([id]), {
          rule: address === "" ? "unsafe-path" : "duplicate-url",
          message:
            address === "" ? `No address can be made of “${id}”.` : `“${id}” makes the same address as another entry.`,
          hint: "Give it another name, as in data-science.",
        }),
      );
      continue;
    }
    addresses.add(address);
    if (checked.value) entries.push({ ...checked.value, id });
  }
  return { registry: registryOf(entries, otherNames), isReadable: yaml.problems.length === 0, problems };
}

function registryOf<Entry extends { id: string }>(
  entries: readonly Entry[],
  otherNames: (entry: Entry) => string[],
): Registry<Entry> {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    for (const name of otherNames(entry)) if (!byName.has(folded(name))) byName.set(folded(name), entry);
  }
  for (const entry of entries) byName.set(folded(entry.id), entry);
  return { entries, find: (name) => byName.get(folded(name)) };
}

/** The part of a YAML file under one key, as if it were a file of its own. */
function inside(yaml: YamlText, key: string): YamlText {
  const value = yaml.value[key];
  return {
    value: isRecord(value) ? value : {},
    problems: [],
    warnings: [],
    placeOf: (path) => yaml.placeOf([key, ...path]),
    placeOfKey: (path) => yaml.placeOfKey([key, ...path]),
  };
}
