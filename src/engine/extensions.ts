/**
 * What an owner adds to the blog in `eleventy.config.ts`: extensions passed to `blog()`, and calls of Eleventy's own API.
 */

import type { OwnRule } from "../lint/rule_context.ts";
import type { MarkdownPlugin } from "../markdown/context.ts";
import type { Published } from "../outputs/context.ts";
import type { HostFormat } from "../outputs/host_files.ts";
import type { Blog } from "../views/context.ts";
import type { Table } from "../views/i18n/table.ts";
import type { CopyTarget, VirtualTemplate } from "./render/eleventy_api.ts";

/** A page that the build makes. The template of its name in `content/pages/` shows it. */
export interface OwnPage {
  /** Below the site's base, as in `/people/`. */
  url: string;
  title: string;
  description?: string;
  /** What the template reads as `view.data`: plain values only. */
  data?: Readonly<Record<string, unknown>>;
}

/** The extensions of an owner. The hash of their code is part of every cache key. */
export interface Extensions {
  /** Plugins of markdown-it, for posts and Markdown pages. */
  markdown: readonly MarkdownPlugin[];
  /** Further files of the site: text or bytes by path. */
  outputs: readonly ((from: Published) => OwnFiles | Promise<OwnFiles>)[];
  /** Further hosts that site.yaml may name. */
  hosts: Readonly<Record<string, HostFormat>>;
  /** The words of the interface, by language code. */
  languages: Readonly<Record<string, Table>>;
  /** Rules for posts, which `npm run check` and `npm start` apply. */
  rules: readonly OwnRule[];
  /** Further kinds of pages, which a template paginates over as `plan.own.<name>`. */
  pages: readonly { name: string; list(blog: Blog): readonly OwnPage[] }[];
}

export type OwnFiles = Readonly<Record<string, string | Uint8Array>>;

/** Everything that an owner adds. */
export interface Additions extends Extensions {
  /** Templates that are no files, by their path from the folder of pages. */
  templates: Readonly<Record<string, VirtualTemplate>>;
  copies: Readonly<Record<string, CopyTarget>>;
  /** Hashes of global data, by name. */
  data: Readonly<Record<string, string>>;
  /** The names of shortcodes, and of those that have an end. */
  shortcodes: { single: readonly string[]; paired: readonly string[] };
  /** A hash of the files that `addWatchTarget` names. */
  key: string;
}

/** A blog whose owner adds nothing. */
export const NO_ADDITIONS: Additions = {
  markdown: [],
  outputs: [],
  hosts: {},
  languages: {},
  rules: [],
  pages: [],
  templates: {},
  copies: {},
  data: {},
  shortcodes: { single: [], paired: [] },
  key: "",
};
