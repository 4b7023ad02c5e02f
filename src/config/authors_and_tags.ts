/**
 * Reads `content/authors.yaml` and `content/tags.yaml`.
 */

import { z } from "zod";
import { compare, type Problem } from "../base/diagnostic.ts";
import { slug } from "../base/slug.ts";
import { problemAt, type Source } from "../base/source.ts";
import { checkFields } from "./validate.ts";
import { linkAddress, pictureAddress, textLike, webAddress } from "./validators.ts";
import { isRecord, type YamlText, yamlText } from "./yaml.ts";

/** @param schemes link schemes that the site allows besides the usual ones */
function links(schemes: readonly string[]) {
  return z
    .array(z.object({ label: z.string(), url: linkAddress(schemes) }))
    .default([])
    .describe("Where readers find the author elsewhere.");
}

const offer = z.object({
  label: z.string().describe("The button, as in `Book an hour with Ada`."),
  url: webAddress.describe("Where it leads."),
  text: z.string().optional().describe("What a reader leaves with, in a sentence."),
  facts: z.array(z.string()).default([]).describe("What is in it: `[60 minutes, The first talk is free]`."),
});

/** `docs/settings.md` shows the descriptions. */
export const authorSchema = z.object({
  name: z.string().describe("The name that readers see."),
  role: z.string().optional().describe("What the author does, in a few words."),
  bio: z.string().optional().describe("Two or three sentences, below posts and on the author's page."),
  picture: pictureAddress.optional().describe("A portrait, as in `/assets/img/authors/saeed.jpg`."),
  offer: offer
    .optional()
    .describe("What readers can book with the author. It takes the place of the button below their posts."),
  fediverse: textLike(/^@?[\w.-]+@[\w.-]+$/, "This is not a handle.", "Write it as in @ada@mastodon.social.")
    .optional()
    .describe("The author's handle, as in `@ada@mastodon.social`, shown where a post is shared there."),
  links: links([]),
  aliases: z.array(z.string()).default([]).describe("Other spellings of the name that posts may use."),
});

/** `docs/settings.md` shows the descriptions. */
export const tagSchema = z.object({
  label: z.string().describe("The name that readers see."),
  description: z.string().optional().describe("What the topic is about, at the top of its page."),
  synonyms: z.array(z.string()).default([]).describe("Other names that posts may use for the topic."),
  start: z
    .array(z.string())
    .default([])
    .describe("Posts to begin with, by file name without `.md`: first on the topic's page."),
});

export interface Author extends z.infer<typeof authorSchema> {
  id: string;
}

export interface Tag extends z.infer<typeof tagSchema> {
  id: string;
}

/** Entries by id, and by every alias and synonym. */
export interface Registry<Entry> {
  entries: readonly Entry[];
  /** Finds the entry that a person means; ignores case, Unicode form, extra spaces and the form of apostrophes. */
  find(name: string): Entry | undefined;
}

export interface ReadRegistry<Entry> {
  registry: Registry<Entry>;
  /** Whether the file is readable YAML. */
  isReadable: boolean;
  problems: Problem[];
}

const namesOfAuthor = ({ name, aliases }: z.infer<typeof authorSchema>): string[] => [name, ...aliases];
const namesOfTag = ({ label, synonyms }: z.infer<typeof tagSchema>): string[] => [label, ...synonyms];

/** @param schemes link schemes that the site allows besides the usual ones */
export function authorRegistry(from: Source, schemes: readonly string[] = []): ReadRegistry<Author> {
  return readRegistry(from, authorSchema.extend({ links: links(schemes) }), namesOfAuthor);
}

export function tagRegistry(from: Source): ReadRegistry<Tag> {
  return readRegistry(from, tagSchema, namesOfTag);
}

/** Builds a registry from entries. */
export function authorsOf(entries: readonly Author[]): Registry<Author> {
  return registryOf(entries, namesOfAuthor);
}

/** Builds a registry from entries. */
export function tagsOf(entries: readonly Tag[]): Registry<Tag> {
  return registryOf(entries, namesOfTag);
}

/** The form in which names are compared: `Saeed  Mirshekari ` equals `saeed mirshekari`. */
export function folded(name: string): string {
  return name.normalize("NFC").replaceAll("’", "'").trim().replace(/\s+/g, " ").toLowerCase();
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

/** The part of a YAML file under one key, as if it were a file. */
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
