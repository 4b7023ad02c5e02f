/**
 * What one process of a build can ask of another. Plain data throughout.
 */

import type { Problem } from "../../base/diagnostic.ts";
import type { Fingerprint } from "../../cache/file_fingerprints.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { IndexSource, SearchIndex } from "../../search/search_index.ts";
import type { SiteView } from "../../views/site.ts";
import type { WrittenFile } from "../write/staging.ts";

/** The first word to a helper. */
export interface Start {
  options: BuildOptions;
}

/** A share of the posts to be read. */
export interface LoadRequest {
  kind: "learn";
  files: PostFile[];
}

/** A file whose post is known. */
export interface SharedPost {
  path: string;
  digest: string;
  stamp: Fingerprint | undefined;
}

export interface LoadAnswer {
  kind: "learnt";
  learnt: SharedPost[];
}

/** Lets other processes see, in the cache, what this one has learnt. */
export interface ShareRequest {
  kind: "share";
}

export interface ShareAnswer {
  kind: "shared";
  /** False where the cache cannot be written. */
  done: boolean;
}

/** A share of the pages to be rendered. */
export interface RenderRequest {
  kind: "render";
  /** The note in the cache that holds them. */
  batch: string;
  siteView: SiteView;
  /** The folder of the new site. */
  staging: string;
  /** Ordinary templates, which are rendered where all is known. */
  skipped: readonly string[];
}

/** An index of the search, to be made and put into the new site. */
export interface IndexRequest {
  kind: "index";
  index: Omit<SearchIndex, "source">;
  source: IndexSource;
  /** The folder of the new site. */
  staging: string;
}

/** What came of it: files of the new site. */
export type RenderAnswer = { kind: "made"; placed: WrittenFile[] } | Failure;

/** Why pages could not be rendered. */
export type Failure = { kind: "failed"; problem: Problem } | CacheMissAnswer;

/** A text that was kept was damaged. */
export interface CacheMissAnswer {
  kind: "lost";
}

export type Request = LoadRequest | ShareRequest | RenderRequest | IndexRequest;
export type Answer = LoadAnswer | ShareAnswer | RenderAnswer;
