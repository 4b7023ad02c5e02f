/**
 * Random blogs and steps. The choices are few so that collisions are likely: links, series, names that differ in case,
 * dates before and after the time of the build.
 */

import fc from "fast-check";
import type { Marking } from "./changes.ts";
import { DAMAGES, type Share, TAMPERINGS } from "./incidents.ts";
import {
  type Author,
  type Blog,
  CONFIG,
  INCLUDED,
  LAYOUTS,
  OWN_LAYOUT,
  OWN_PAGES,
  PAGE_TEMPLATES,
  PARTIALS,
  type Piece,
  type Post,
  type Site,
  STYLES,
  type Tag,
  WORDS,
} from "./model.ts";
import type { Event, Kill, Step } from "./step.ts";

type Fields<Of> = { [Field in keyof Of]: fc.Arbitrary<Of[Field]> };

const some = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const is = <const Value>(value: Value) => fc.constant(value);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
/** A random subset of the fields. */
const partly = <Of>(fields: Fields<Of>) => fc.record(fields, { requiredKeys: [] });

const number = fc.nat(99);
const mark = fc.nat(9999);
const numbers = fc.array(fc.nat(5), { maxLength: 3 });
const names = some("first", "second", "third", "how-to-ask", "why", "Über uns", "don't", "2024", "First", "x1", "x2");
const pictures = some("desk", "doors", "paths");
const day = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -800, max: 0 }));

const piece: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: is("words"), number: mark }) },
  fc.record({ kind: is("heading"), number: mark }),
  fc.record({ kind: is("picture"), name: pictures }),
  fc.record({ kind: is("code"), number: mark }),
  fc.record({ kind: is("formula"), number: mark }),
  fc.record({ kind: is("callout"), number: mark }),
  fc.record({ kind: is("damage"), number: mark }),
  fc.record({ kind: is("chapter"), number: mark }),
);

const postFields = {
  title: mark.map((at) => `A title ${at}`),
  description: maybe(mark.map((at) => `What it is about ${at}.`)),
  series: maybe(some("SQL Basics", "sql basics", "First steps")),
  thumbnail: maybe(pictures),
};

const post: fc.Arbitrary<Post> = fc.record({
  ...postFields,
  name: names,
  date: day,
  expires: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined, freq: 5 }),
  authors: fc.subarray(["ada", "max"], { minLength: 1 }),
  tags: fc.subarray(["sql", "career", "craft"]),
  aliases: is([]),
  layout: is(undefined),
  cta: is(undefined),
  isDraft: fc.nat(9).map((at) => at === 9),
  isFeatured: fc.boolean(),
  isSpoilt: is(false),
  body: fc.array(piece, { minLength: 1, maxLength: 4 }),
});

const authorFields: Fields<Omit<Author, "id">> = {
  name: mark.map((at) => `Person ${at}`),
  bio: maybe(mark.map((at) => `A life, part ${at}.`)),
  picture: maybe(pictures),
};
const author = (id: fc.Arbitrary<string>): fc.Arbitrary<Author> => fc.record({ id, ...authorFields });

const tagFields: Fields<Omit<Tag, "id">> = {
  label: mark.map((at) => `Topic ${at}`),
  description: maybe(mark.map((at) => `All about ${at}.`)),
};
const tag = (id: string): fc.Arbitrary<Tag> => fc.record({ id: is(id), ...tagFields });

const files: fc.Arbitrary<Share> = fc.record({ first: mark, every: some(1000, 5, 2, 1) });

const siteFields: Fields<Site> = {
  name: mark.map((at) => `Blog ${at}`),
  tagline: mark.map((at) => `A line ${at}`),
  base: some("", "/sub"),
  timezone: some("America/Chicago", "UTC", "Pacific/Auckland"),
  language: some("en", "de"),
  postsPerPage: some(2, 3, 12),
  deadLinks: some("warn", "error", "off"),
  cta: some("usual", "own", "none"),
};

const marking = <Kind extends Marking["kind"]>(kind: Kind, paths: readonly string[]) =>
  fc.record({ kind: is(kind), path: some(...paths), mark });

/** Possible events by kind. */
export const EVENTS: { [Kind in Event["kind"]]: fc.Arbitrary<Extract<Event, { kind: Kind }>> } = {
  add: fc.record({ kind: is("add"), post }),
  edit: fc.record({ kind: is("edit"), post: number, at: number, piece }),
  link: fc.record({ kind: is("link"), post: number, to: number, anchor: maybe(number) }),
  shorten: fc.record({ kind: is("shorten"), post: number, at: number }),
  delete: fc.record({ kind: is("delete"), post: number }),
  rename: fc.record({ kind: is("rename"), post: number, name: names, keepsAlias: fc.boolean() }),
  retag: fc.record({ kind: is("retag"), post: number, tags: numbers }),
  redate: fc.record({ kind: is("redate"), post: number, date: day }),
  expire: fc.record({ kind: is("expire"), post: number, expires: maybe(fc.integer({ min: 1, max: 40 })) }),
  reassign: fc.record({ kind: is("reassign"), post: number, authors: numbers }),
  switch: fc.record({ kind: is("switch"), post: number, field: some("isDraft", "isFeatured") }),
  field: fc.record({
    kind: is("field"),
    post: number,
    fields: partly({
      ...postFields,
      aliases: fc.array(some("/old/", "/old/deep.html", "/blog/first/"), { maxLength: 1 }),
      layout: maybe(some("blog_base.njk", "wide.njk")),
      cta: maybe(some("sql")),
    }),
  }),
  spoil: fc.record({ kind: is("spoil"), post: number }),
  author: fc.record({ kind: is("author"), author: number, fields: partly(authorFields) }),
  "new author": fc.record({ kind: is("new author"), author: author(some("ada", "max", "zoe", "kim")) }),
  tag: fc.record({ kind: is("tag"), tag: number, fields: partly(tagFields) }),
  untag: fc.record({ kind: is("untag"), tag: number }),
  picture: fc.record({ kind: is("picture"), name: pictures, number: mark }),
  "no picture": fc.record({ kind: is("no picture"), picture: number }),
  site: fc.record({ kind: is("site"), fields: partly(siteFields) }),
  about: fc.record({ kind: is("about"), number: mark }),
  "own page": fc.record({ kind: is("own page"), page: some(...OWN_PAGES) }),
  "own layout": fc.record({ kind: is("own layout") }),
  "broken template": fc.record({ kind: is("broken template") }),
  layout: marking("layout", [...LAYOUTS, OWN_LAYOUT]),
  partial: marking("partial", PARTIALS),
  "page template": marking("page template", PAGE_TEMPLATES),
  style: marking("style", STYLES),
  source: marking("source", [WORDS]),
  config: marking("config", [CONFIG]),
  included: marking("included", [INCLUDED]),
  clock: fc.record({ kind: is("clock"), now: fc.integer({ min: 0, max: 41 }) }),
  damage: fc.record({ kind: is("damage"), files, how: some(...DAMAGES), at: mark }),
  tamper: fc.record({ kind: is("tamper"), what: some("site", "beside"), files, how: some(...TAMPERINGS) }),
  exchange: fc.record({ kind: is("exchange"), what: some("cache", "site") }),
  lose: fc.record({ kind: is("lose"), what: some("cache", "site", "beside") }),
  checkout: fc.record({ kind: is("checkout") }),
};

/** Weights: everyday events are more likely; events that break a blog hide the effect of others. */
const OFTEN: readonly Event["kind"][] = [
  "add",
  "edit",
  "link",
  "redate",
  "field",
  "damage",
  "tamper",
  "clock",
  "clock",
];

const event: fc.Arbitrary<Event> = fc.oneof(
  ...Object.values<fc.Arbitrary<Event>>(EVENTS),
  ...OFTEN.map((often): fc.Arbitrary<Event> => EVENTS[often]),
);

export const kill: fc.Arbitrary<Kill> = fc.record({
  phase: some("Rendering", "Reading"),
  ms: fc.oneof(fc.nat(50), fc.nat(400), fc.nat(1500)),
  spares: some("nothing", "helpers"),
});

/** Usually one event: fewer events render fewer pages, and incremental mistakes show. */
export const step: fc.Arbitrary<Step> = fc.record({
  events: fc.oneof(
    { weight: 4, arbitrary: fc.array(event, { minLength: 1, maxLength: 1 }) },
    fc.array(event, { minLength: 1, maxLength: 3 }),
  ),
  kill: fc.option(kill, { nil: undefined, freq: 9 }),
  isClean: fc.nat(29).map((at) => at === 29),
  isRepeated: fc.nat(2).map((at) => at === 2),
});

/** A valid blog. */
export const blog: fc.Arbitrary<Blog> = fc.record({
  posts: fc.uniqueArray(post, {
    minLength: 3,
    maxLength: 9,
    selector: ({ name }) => name.toLowerCase(),
  }),
  authors: fc.tuple(author(some("ada")), author(some("max")), author(some("zoe"))),
  tags: fc.tuple(tag("sql"), tag("career"), tag("craft")),
  pictures: fc.tuple(...["desk", "doors", "paths"].map((name) => fc.record({ name: some(name), number: mark }))),
  site: fc.record({ ...siteFields, deadLinks: some("warn", "warn", "error") }),
  about: mark,
  ownPages: fc.subarray([...OWN_PAGES], { maxLength: 2 }),
  marks: is({}),
  hasOwnLayout: fc.boolean(),
  isTemplateBroken: is(false),
  filler: is(0),
  now: fc.integer({ min: 0, max: 20 }),
});
