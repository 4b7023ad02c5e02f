/**
 * Generates Decap's configuration from the schema of posts.
 *
 * @see https://decapcms.org/docs/configuration-options
 */

import { stringify } from "yaml";
import type { z } from "zod";
import { type Author, authorSchema, type Tag, tagSchema } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import { siteSchema } from "../config/site_schema.ts";
import { frontMatterSchema, REQUIRED } from "../content/schema.ts";
import { POST_FORMAT, STATE } from "./post_format.ts";
import { type CmsField, fieldsOf, idField } from "./schema_fields.ts";
import { BLOG_FORMAT, ENTRIES } from "./yaml_formats.ts";

/** The choices of fields, and the repository's folders of posts and images. */
export interface CmsSurroundings {
  site: Site;
  authors?: readonly Author[] | undefined;
  tags?: readonly Tag[] | undefined;
  layouts: readonly string[];
  content: string;
  posts: string;
  pages: string;
  uploads: string;
}

interface Choice {
  label: string;
  value: string;
}

/** The repository that the CMS writes to. */
export type CmsBackend = Readonly<Record<string, string | boolean>>;

export function cmsConfig(around: CmsSurroundings, backend: CmsBackend): string {
  const { site, uploads } = around;
  return stringify(
    {
      backend,
      publish_mode: site.cms?.editorial_workflow && backend.name !== "proxy" ? "editorial_workflow" : "simple",
      site_url: site.origin + site.base,
      display_url: site.origin + site.base,
      locale: site.language.split("-")[0] ?? "en",
      media_folder: uploads,
      public_folder: "/assets/img/uploads",
      slug: { encoding: "unicode", clean_accents: true },
      collections: [postCollection(around), pageCollection(around), blogFiles(around)],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function postCollection(around: CmsSurroundings): object {
  return {
    name: "posts",
    label: "Posts",
    label_singular: "Post",
    folder: around.posts,
    create: true,
    extension: "md",
    format: POST_FORMAT,
    slug: "{{slug}}",
    preview_path: "blog/{{slug}}/",
    summary: `{{title}} — {{fields.${STATE}}}`,
    sortable_fields: ["date", "title"],
    view_filters: [
      { label: "Drafts", field: "draft", pattern: true },
      ...(around.authors ?? []).map(({ id, name }) => ({
        label: name,
        field: "author",
        pattern: `^(.*,)?(${[name, id].map(escaped).join("|")})(,.*)?$`,
      })),
      ...(around.tags ?? []).map(({ id, label }) => ({ label, field: "tags", pattern: `(^|,)${escaped(id)}(,|$)` })),
    ],
    view_groups: [
      { label: "Year", field: "date", pattern: "\\d{4}" },
      { label: "State", field: STATE, pattern: "^\\w+" },
    ],
    fields: [...postFields(around), { name: STATE, widget: "hidden" }],
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function pageCollection({ pages }: CmsSurroundings): object {
  const text = { widget: "string", required: true };
  return {
    name: "pages",
    label: "Pages",
    label_singular: "Page",
    folder: pages,
    create: true,
    extension: "md",
    format: POST_FORMAT,
    slug: "{{slug}}",
    summary: "{{title}}",
    fields: [
      { ...text, name: "title", label: "Title", hint: "The headline of the page." },
      {
        ...text,
        name: "description",
        label: "Description",
        hint: "For search engines and shared links.",
        required: false,
      },
      {
        ...text,
        name: "permalink",
        label: "Address",
        hint: "Below the address of the blog, as in /about/.",
        pattern: ["^/(?:[a-z0-9_-]+/)+$", "Begin and end with a slash, as in /about/."],
      },
      { name: "layout", widget: "hidden", default: "page_base.njk" },
      { name: "body", label: "Text", widget: "markdown", modes: [RAW], required: true },
    ],
  };
}

/** The files of the blog that have a form each. Decap takes one format for all files of a collection. */
function blogFiles({ content, site }: CmsSurroundings): object {
  const registry = (name: string, label: string, hint: string, schema: z.ZodObject, shown: string): object => ({
    name,
    label,
    file: `${content}/${name}.yaml`,
    fields: [
      {
        name: ENTRIES,
        label,
        widget: "list",
        required: false,
        collapsed: true,
        summary: `{{fields.${shown}}}`,
        fields: [idField(hint), ...fieldsOf(schema)],
      },
    ],
  });
  return {
    name: "blog",
    label: "Blog",
    format: BLOG_FORMAT,
    editor: { preview: false },
    files: [
      registry("authors", "Authors", "By which posts name the author.", authorSchema, "name"),
      registry("tags", "Topics", "By which posts name the topic.", tagSchema, "label"),
      {
        name: "site",
        label: "Settings",
        file: `${content}/site.yaml`,
        fields: fieldsOf(
          siteSchema,
          SETTINGS.filter((name) => name !== "cta" || site.cta !== false),
        ).map((field) => (field.name === "name" ? { ...field, required: true } : field)),
      },
    ],
  };
}

/** What owners change. The rest of site.yaml is for those who look after the site. */
const SETTINGS = ["name", "tagline", "description", "navigation", "cta", "newsletter", "redirects"];

/** Fields of every post come first, then the text, then the rarer fields. */
const LAST_BEFORE_TEXT = "thumbnail_focus";

/** Decap's rich text mode rewrites what it does not know: callouts, formulas, task lists, table alignment. */
const RAW = "raw";

function postFields(around: CmsSurroundings): CmsField[] {
  const text = { name: "body", label: "Text", widget: "markdown", modes: [RAW], required: false };
  return frontMatterFields(around).flatMap((field) => (field.name === LAST_BEFORE_TEXT ? [field, text] : [field]));
}

function frontMatterFields(around: CmsSurroundings): CmsField[] {
  return Object.entries(frontMatterSchema.shape).flatMap(([name, schema]) => {
    const { title, description = "", pattern, message } = schema.meta() ?? {};
    const widget = widgetOf(name, schema.safeParse(undefined).data, around);
    if (widget === undefined) return [];
    const needed = REQUIRED.some((field) => field === name) ? " Needed before the post is published." : "";
    const commas = widget.widget === "list" ? " Separate several with commas." : "";
    return {
      name,
      label: title ?? name,
      hint: description + commas + needed,
      // A draft may be unfinished; the build's rules ask for what a published post needs. `editor.css` marks it.
      required: name === "title",
      ...(typeof pattern === "string" && typeof message === "string" ? { pattern: [pattern, message] } : {}),
      ...widget,
    };
  });
}

/** Written with the time zone of the author's browser. */
const MOMENT = { widget: "datetime" };

/** The widget of a field. Undefined if there is nothing to choose. */
function widgetOf(name: string, usual: unknown, around: CmsSurroundings): CmsField | undefined {
  const { site, authors, tags, layouts } = around;
  const variants = site.cta === false ? {} : site.cta.variants;
  switch (name) {
    case "date":
      return { ...MOMENT, default: "{{now}}" };
    case "updated":
    case "expires":
      return { ...MOMENT, default: "" };
    case "author":
      return severalOf(authors?.map((author) => ({ label: author.name, value: author.name })));
    case "tags":
      return severalOf(tags?.map(({ id, label }) => ({ label, value: id })));
    case "thumbnail":
      return { widget: "image", choose_url: false };
    case "description":
    case "meta_description":
      return { widget: "text" };
    case "cta":
      return oneOf(Object.entries(variants).map(([value, { title: label }]) => ({ label, value })));
    case "layout":
      return layouts.length < 2 ? undefined : oneOf(layouts.map((layout) => ({ label: layout, value: layout })));
    default:
      if (typeof usual === "boolean") return { widget: "boolean", default: usual };
      return { widget: Array.isArray(usual) ? "list" : "string" };
  }
}

function oneOf(options: readonly Choice[]): CmsField | undefined {
  return options.length === 0 ? undefined : { widget: "select", options };
}

function severalOf(options: readonly Choice[] | undefined): CmsField {
  return options === undefined || options.length === 0
    ? { widget: "list" }
    : { widget: "select", multiple: true, options };
}
