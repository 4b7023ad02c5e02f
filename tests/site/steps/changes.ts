/**
 * Changes that people make to a blog and its generator. Every change applies to every blog, so that any subset of a list
 * of steps is valid: “post 7” of five posts is the third.
 */

import {
  type Author,
  type Blog,
  type Day,
  digits,
  nth,
  OWN_LAYOUT,
  OWN_PAGES,
  type OwnPage,
  type Piece,
  type Post,
  type Site,
  type Tag,
} from "./model.ts";

/** A change to source files. Numbers select among existing items. */
export type Change =
  | { kind: "add"; post: Post }
  | { kind: "edit"; post: number; at: number; piece: Piece }
  | { kind: "link"; post: number; to: number; anchor: number | undefined }
  | { kind: "shorten"; post: number; at: number }
  | { kind: "delete"; post: number }
  | { kind: "rename"; post: number; name: string; keepsAlias: boolean }
  | { kind: "retag"; post: number; tags: number[] }
  | { kind: "redate"; post: number; date: Day }
  | { kind: "expire"; post: number; expires: Day | undefined }
  | { kind: "reassign"; post: number; authors: number[] }
  | { kind: "switch"; post: number; field: "isDraft" | "isFeatured" }
  | { kind: "field"; post: number; fields: Partial<Post> }
  | { kind: "spoil"; post: number }
  | { kind: "author"; author: number; fields: Partial<Author> }
  | { kind: "new author"; author: Author }
  | { kind: "tag"; tag: number; fields: Partial<Tag> }
  | { kind: "untag"; tag: number }
  | { kind: "picture"; name: string; number: number }
  | { kind: "no picture"; picture: number }
  | { kind: "site"; fields: Partial<Site> }
  | { kind: "about"; number: number }
  | { kind: "own page"; page: OwnPage }
  | { kind: "own layout" }
  | { kind: "broken template" }
  | Marking
  | { kind: "clock"; now: Day };

/** A visible change to a file of the generator. */
export type Marking = { [Kind in MarkedKind]: { kind: Kind; path: string; mark: number } }[MarkedKind];
type MarkedKind = "layout" | "partial" | "page template" | "style" | "source" | "config" | "included";

/** The blog after a change. */
export function changed(blog: Blog, change: Change): Blog {
  const inPost = (number: number, edit: (post: Post) => Partial<Post>): Blog => ({
    ...blog,
    posts: edited(blog.posts, number, edit),
  });
  switch (change.kind) {
    case "add":
      return { ...blog, posts: [...without(blog.posts, change.post.name), change.post] };
    case "edit":
      return inPost(change.post, ({ body }) => ({ body: withPiece(body, change.at, change.piece) }));
    case "link":
      return inPost(change.post, ({ body }) => {
        const to = nth(blog.posts, change.to);
        if (to === undefined) return {};
        const heading = change.anchor === undefined ? undefined : nth(headingsOf(to), change.anchor);
        return { body: [...body, { kind: "link", to: to.name, anchor: heading }] };
      });
    case "shorten":
      return inPost(change.post, ({ body }) => ({ body: body.filter((piece) => piece !== nth(body, change.at)) }));
    case "delete":
      return { ...blog, posts: blog.posts.filter((post) => post !== nth(blog.posts, change.post)) };
    case "rename":
      return renamed(blog, change.post, change.name, change.keepsAlias);
    case "retag":
      return inPost(change.post, () => ({ tags: chosen(blog.tags, change.tags) }));
    case "redate":
      return inPost(change.post, () => ({ date: change.date }));
    case "expire":
      return inPost(change.post, () => ({ expires: change.expires }));
    case "reassign":
      return inPost(change.post, () => ({ authors: chosen(blog.authors, change.authors) }));
    case "switch":
      return inPost(change.post, (post) => ({ [change.field]: !post[change.field] }));
    case "field":
      return inPost(change.post, () => change.fields);
    case "spoil":
      return inPost(change.post, ({ isSpoilt }) => ({ isSpoilt: !isSpoilt }));
    case "author":
      return { ...blog, authors: edited(blog.authors, change.author, () => change.fields) };
    case "new author":
      return { ...blog, authors: [...blog.authors.filter(({ id }) => id !== change.author.id), change.author] };
    case "tag":
      return { ...blog, tags: edited(blog.tags, change.tag, () => change.fields) };
    case "untag":
      return { ...blog, tags: blog.tags.filter((tag) => tag !== nth(blog.tags, change.tag)) };
    case "picture":
      return {
        ...blog,
        pictures: [...without(blog.pictures, change.name), { name: change.name, number: change.number }],
      };
    case "no picture":
      return { ...blog, pictures: blog.pictures.filter((picture) => picture !== nth(blog.pictures, change.picture)) };
    case "site":
      return { ...blog, site: { ...blog.site, ...change.fields } };
    case "about":
      return { ...blog, about: change.number };
    case "own page":
      return { ...blog, ownPages: OWN_PAGES.filter((page) => blog.ownPages.includes(page) !== (page === change.page)) };
    case "own layout":
      return { ...blog, hasOwnLayout: !blog.hasOwnLayout };
    case "broken template":
      return { ...blog, isTemplateBroken: !blog.isTemplateBroken };
    case "layout":
    case "partial":
    case "page template":
    case "style":
    case "source":
    case "config":
    case "included":
      return { ...blog, marks: { ...blog.marks, [change.path]: change.mark } };
    case "clock":
      return { ...blog, now: change.now };
  }
}

function edited<Item>(items: readonly Item[], number: number, edit: (item: Item) => Partial<Item>): Item[] {
  const item = nth(items, number);
  return items.map((other) => (other === item ? { ...other, ...edit(other) } : other));
}

function without<Item extends { name: string }>(items: readonly Item[], name: string): Item[] {
  return items.filter((item) => item.name !== name);
}

function chosen(items: readonly { id: string }[], numbers: readonly number[]): string[] {
  return [...new Set(numbers.flatMap((number) => nth(items, number)?.id ?? []))];
}

function headingsOf({ body }: Post): number[] {
  return body.flatMap((piece) => (piece.kind === "heading" ? [piece.number] : []));
}

function withPiece(body: readonly Piece[], at: number, piece: Piece): Piece[] {
  return body.length === 0 ? [piece] : body.with(at % body.length, piece);
}

/** Renames the file and updates links to it, as a careful author would. */
function renamed(blog: Blog, number: number, name: string, keepsAlias: boolean): Blog {
  const post = nth(blog.posts, number);
  if (post === undefined || blog.posts.some((other) => other.name === name)) return blog;
  const aliases = keepsAlias ? [...post.aliases, `/blog/${post.name}/`] : post.aliases;
  const following = (piece: Piece): Piece =>
    keepsAlias && piece.kind === "link" && piece.to === post.name ? { ...piece, to: name } : piece;
  return {
    ...blog,
    posts: blog.posts.map((other) => ({
      ...(other === post ? { ...post, name, aliases } : other),
      body: other.body.map(following),
    })),
  };
}

/** A change as text. */
export function inWords(change: Change): string {
  switch (change.kind) {
    case "add":
      return `add the post “${change.post.name}” ${JSON.stringify(change.post)}`;
    case "edit":
      return `edit post ${change.post}: piece ${change.at} becomes ${JSON.stringify(change.piece)}`;
    case "link":
      return `post ${change.post} links to ${change.anchor === undefined ? "" : `section ${change.anchor} of `}post ${change.to}`;
    case "shorten":
      return `take piece ${change.at} out of post ${change.post}`;
    case "delete":
      return `delete post ${change.post}`;
    case "rename":
      return `rename post ${change.post} to “${change.name}”, ${change.keepsAlias ? "with an alias for its old address" : "and say nothing of its old address"}`;
    case "retag":
      return `tag post ${change.post} with tags ${change.tags.join(", ") || "of no kind"}`;
    case "redate":
      return `date post ${change.post} to day ${change.date}`;
    case "expire":
      return `post ${change.post} expires ${change.expires === undefined ? "never" : `on day ${change.expires}`}`;
    case "reassign":
      return `post ${change.post} is by authors ${change.authors.join(", ")}`;
    case "switch":
      return `turn ${change.field} of post ${change.post} round`;
    case "field":
      return `set in post ${change.post}: ${shown(change.fields)}`;
    case "spoil":
      return `leave a quotation mark open in post ${change.post}, or close it`;
    case "author":
      return `change author ${change.author}: ${shown(change.fields)}`;
    case "new author":
      return `add the author ${JSON.stringify(change.author)}`;
    case "tag":
      return `change tag ${change.tag}: ${shown(change.fields)}`;
    case "untag":
      return `take tag ${change.tag} out of tags.yaml`;
    case "picture":
      return `draw the picture “${change.name}” as ${digits(change.number)}`;
    case "no picture":
      return `delete picture ${change.picture}`;
    case "site":
      return `change site.yaml: ${shown(change.fields)}`;
    case "about":
      return `write ${digits(change.number)} into about.md`;
    case "own page":
      return `add the page own/${change.page}.njk, or take it away`;
    case "own layout":
      return `add the layout ${OWN_LAYOUT}, or take it away`;
    case "broken template":
      return "add a template that cannot be read, or take it away";
    case "clock":
      return `let it be day ${change.now}`;
    default:
      return `change ${change.path} (${change.kind}): mark it with ${digits(change.mark)}`;
  }
}

function shown(fields: object): string {
  return Object.entries(fields)
    .map(([field, value]) => `${field} = ${JSON.stringify(value) ?? "nothing"}`)
    .join(", ");
}
