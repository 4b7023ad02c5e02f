/**
 * Generates Decap's configuration from the schema of posts.
 *
 * @see https://decapcms.org/docs/configuration-options
 */

import { stringify } from "yaml";
import type { Author, Tag } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import { frontMatterSchema, REQUIRED } from "../content/schema.ts";
import { POST_FORMAT } from "./post_format.ts";

/** The choices of fields, and the repository's folders of posts and images. */
export interface CmsSurroundings {
  site: Site;
  authors?: readonly Author[] | undefined;
  tags?: readonly Tag[] | undefined;
  layouts: readonly string[];
  posts: string;
  uploads: string;
}

interface Choice {
  label: string;
  value: string;
}

/** A field in Decap's form. */
type CmsField = Readonly<Record<string, unknown>>;

/** The repository that the CMS writes to. */
export type CmsBackend = Readonly<Record<string, string>>;

export function cmsConfig(around: CmsSurroundings, backend: CmsBackend): string {
  const { site, posts, uploads } = around;
  return stringify(
    {
      backend,
      site_url: site.origin + site.base,
      display_url: site.origin + site.base,
      locale: "en",
      media_folder: uploads,
      public_folder: "/assets/img/uploads",
      slug: { encoding: "unicode", clean_accents: true },
      collections: [
        {
          name: "posts",
          label: "Posts",
          label_singular: "Post",
          folder: posts,
          create: true,
          extension: "md",
          format: POST_FORMAT,
          slug: "{{slug}}",
          preview_path: "blog/{{slug}}/",
          summary: "{{title}}",
          sortable_fields: ["date", "title"],
          view_filters: [{ label: "Drafts", field: "draft", pattern: true }],
          fields: postFields(around),
        },
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

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
      // A draft may be unfinished; the build's rules ask for what a published post needs.
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
