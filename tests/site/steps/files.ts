/** The files of a model blog, as authors would have them. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../site.ts";
import { onePicture } from "./drawing.ts";
import {
  type Author,
  type Blog,
  CONFIG,
  digits,
  INCLUDED,
  LAYOUTS,
  moment,
  OWN_LAYOUT,
  type OwnPage,
  PAGE_TEMPLATES,
  PARTIALS,
  type Picture,
  type Piece,
  type Post,
  type Site,
  STYLES,
  type Tag,
  WORDS,
} from "./model.ts";

/** All files of a blog by path, including those of the generator that steps change. */
export function filesOf(blog: Blog): Map<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>([
    ["content/site.yaml", siteFile(blog.site)],
    ["content/authors.yaml", yaml(Object.fromEntries(blog.authors.map((author) => [author.id, authorEntry(author)])))],
    ["content/tags.yaml", yaml(Object.fromEntries(blog.tags.map((tag) => [tag.id, tagEntry(tag)])))],
    ["content/pages/about.md", aboutPage(blog)],
    ...blog.ownPages.map((page) => [`content/pages/own/${page}.njk`, ownPage(page)] as const),
    ...blog.posts.map((post) => [`content/posts/${post.name}.md`, postFile(post)] as const),
    ...Array.from({ length: blog.filler }, (_, at) => [`content/posts/filler-${digits(at)}.md`, filler(at)] as const),
    ...blog.pictures.map((picture) => [picturePath(picture.name), bytesOf(picture)] as const),
    ...generatorFiles(blog),
  ]);
}

function siteFile(site: Site): string {
  const own = {
    default: { title: "Ask somebody", primary: { label: "Ask", url: "https://ask.example" } },
    variants: {
      sql: { title: "Ask about SQL", primary: { label: "Ask", url: "https://ask.example/sql" }, tags: ["sql"] },
    },
    inside_from_words: 150,
  };
  const cta = { usual: {}, own: { cta: own }, none: { cta: false } }[site.cta];
  return yaml({
    name: site.name,
    url: `https://blog.example${site.base}`,
    tagline: site.tagline,
    timezone: site.timezone,
    social_cards: "none",
    language: site.language,
    posts_per_page: site.postsPerPage,
    checks: { "dead-link": site.deadLinks, "dead-anchor": site.deadLinks },
    ...cta,
  });
}

function authorEntry({ name, bio, picture }: Author) {
  return {
    name,
    bio,
    picture: picture && `/${picturePath(picture)}`,
    links: [{ label: "Site", url: "https://a.example" }],
  };
}

function tagEntry({ label, description }: Tag) {
  return { label, description };
}

/** JSON is valid YAML; undefined values are left out. */
function yaml(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

export function picturePath(name: string): string {
  return `assets/img/uploads/${name}.png`;
}

const drawn = new Map<string, Uint8Array>();

/** Deterministic bytes for an image number. */
function bytesOf({ name, number }: Picture): Uint8Array {
  const which = `${name} ${number}`;
  const bytes = drawn.get(which) ?? onePicture(name.charCodeAt(0), Math.floor(number / 256), number % 256);
  drawn.set(which, bytes);
  return bytes;
}

function postFile(post: Post): string {
  const fields = {
    title: post.title,
    date: moment(post.date),
    author: post.authors,
    tags: ["post", ...post.tags],
    expires: post.expires && moment(post.expires),
    draft: post.isDraft || undefined,
    featured: post.isFeatured || undefined,
    description: post.description,
    series: post.series,
    aliases: post.aliases,
    thumbnail: post.thumbnail && `/${picturePath(post.thumbnail)}`,
    layout: post.layout,
    cta: post.cta,
  };
  const front = Object.entries(fields).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field}: ${JSON.stringify(value)}`],
  );
  if (post.isSpoilt) front.push('description: "open');
  return `---\n${front.join("\n")}\n---\n\n${post.body.map(pieceText).join("\n\n")}\n`;
}

function filler(at: number): string {
  const date = `20${10 + (at % 14)}-0${1 + (at % 9)}-11`;
  return `---\ntitle: Filler ${at}\ndate: ${date}\nauthor: ada\ntags: [${at % 2 ? "career" : "sql"}]\n---\n${words(at)}\n`;
}

function pieceText(piece: Piece): string {
  switch (piece.kind) {
    case "words":
      return `Words ${digits(piece.number)}: ${words(piece.number)}.`;
    case "heading":
      return `## ${headingText(piece.number)}`;
    case "link":
      return `See [another post](/blog/${piece.to}/${piece.anchor === undefined ? "" : `#section-${digits(piece.anchor)}`}).`;
    case "picture":
      return `![A picture](/${picturePath(piece.name)})`;
    case "code":
      return `\`\`\`js\nconst answer = ${digits(piece.number)};\n\`\`\``;
    case "formula":
      return `It is $x^2 = ${digits(piece.number)}$, see[^1].\n\n[^1]: A note ${digits(piece.number)}.`;
    case "callout":
      return `> [!NOTE]\n> Mind ${digits(piece.number)}.`;
    case "damage":
      return `todayâ€™s number is ${digits(piece.number)}`;
    case "chapter":
      return Array.from({ length: 10 }, (_, at) => `${words(piece.number + at)}.`).join("\n\n");
  }
}

function headingText(number: number): string {
  return `Section ${digits(number)}`;
}

const VOCABULARY =
  "query table join window mentor offer salary model forest error variance sample stairs compass letter portfolio readme branch commit graph interview question budget stakeholder".split(
    " ",
  );

/** A sentence for a number: posts with close numbers share words, so that some are related. */
function words(number: number): string {
  return Array.from(
    { length: 18 },
    (_, at) => VOCABULARY[(number * 7 + at * (1 + (number % 5))) % VOCABULARY.length],
  ).join(" ");
}

function aboutPage({ about }: Blog): string {
  return `---\ntitle: About\nlayout: page_base.njk\npermalink: /about/\n---\n\nAbout ${digits(about)}.\n`;
}

/** Templates by an owner who knows Eleventy; each reads something that a build has to track. */
function ownPage(page: OwnPage): string {
  const front = (more: string): string => `---\ntitle: Own ${page}\nlayout: page_base.njk\n${more}---\n`;
  const at = front(`permalink: /own/${page}/\n`);
  switch (page) {
    case "posts":
      return `${at}{% for post in collections.posts %}<p>{{ post.url }} {{ post.data.title }}</p>{{ post.content | safe }}{% endfor %}\n`;
    case "tags":
      return `${at}{% for tag in collections.tags %}<p>{{ tag.key.label }} {{ tag.posts.length }}</p>{% endfor %}\n`;
    case "everything":
      return `${at}{% for page in collections.all %}<p>{{ page.url }} {{ page.data.title }}</p>{% endfor %}\n`;
    case "plan":
      return `${at}<p>{{ plan.post.length }} posts, {{ plan.tag.length }} pages of topics</p>\n`;
    case "include":
      return `${at}{% include "badge.svg" %}\n`;
    case "filter":
      return `${at}<p>{{ "marked" | mark }}</p>\n`;
    case "computed":
      return `${front('permalink: "/own/{{ page.fileSlug }}/"\n')}<p>An address that is computed.</p>\n`;
    case "paginated":
      return `${front('pagination: { data: collections.posts, size: 2, alias: posts }\npermalink: "/own/pages/{{ pagination.pageNumber }}/"\n')}{% for post in posts %}<p>{{ post.url }}</p>{% endfor %}\n`;
  }
}

function generatorFiles({ marks, hasOwnLayout, isTemplateBroken }: Blog): [string, string][] {
  const templates = [...LAYOUTS, ...PARTIALS, ...PAGE_TEMPLATES].map((path): [string, string] => [
    path,
    marked(path, marks[path], markedTemplate),
  ]);
  const styles = STYLES.filter((path) => path !== "assets/css/parts/own.css" || marks[path] !== undefined).map(
    (path): [string, string] => [
      path,
      marked(path, marks[path], (text, mark) => `${text}\n.mark { order: ${mark}; }\n`),
    ],
  );
  const ownLayout = `---\nlayout: site_base.njk\n---\n<p>Wide ${digits(marks[OWN_LAYOUT] ?? 0)}</p>{{ view.text | safe }}\n`;
  return [
    ...templates,
    ...styles,
    [WORDS, marked(WORDS, marks[WORDS], (text, mark) => text.replace('"Keep reading"', `"Keep reading ${mark}"`))],
    [CONFIG, markedConfig(marks[CONFIG] ?? 0)],
    [INCLUDED, `<svg><title>Badge ${digits(marks[INCLUDED] ?? 0)}</title></svg>\n`],
    ...(hasOwnLayout ? [[OWN_LAYOUT, ownLayout] satisfies [string, string]] : []),
    ...(isTemplateBroken ? [["content/pages/broken_page.njk", "{% if %}\n"] satisfies [string, string]] : []),
  ];
}

function marked(path: string, mark: number | undefined, change: (text: string, mark: string) => string): string {
  const text = path.endsWith("own.css") ? "" : original(path);
  return mark === undefined ? text : change(text, digits(mark));
}

const originals = new Map<string, string>();

/** An unchanged file of the generator. */
function original(path: string): string {
  const known = originals.get(path) ?? readFileSync(join(ROOT, path), "utf8");
  originals.set(path, known);
  return known;
}

/** Adds a class to the first element with one; otherwise appends a comment. */
function markedTemplate(text: string, mark: string): string {
  return text.includes('class="') ? text.replace('class="', `class="mark-${mark} `) : `${text}<!-- mark ${mark} -->\n`;
}

const OWN_CODE = "// Add filters,";

function markedConfig(mark: number): string {
  const text = original(CONFIG);
  if (!text.includes(OWN_CODE)) throw new Error(`${CONFIG} says nowhere where one's own code goes.`);
  const filter = `config.addFilter("mark", (text: string) => \`\${text} ${digits(mark)}\`);`;
  return text.replace(OWN_CODE, `${filter}\n  ${OWN_CODE}`);
}
