/**
 * The part of Decap's API, and of the React in it, that the editor uses.
 *
 * @see https://decapcms.org/docs/custom-widgets
 */

import type { Entry } from "../post_format.ts";

/** A component of React. */
export type Component = object;

export interface ImmutableMap {
  get(key: string): unknown;
  getIn(path: readonly string[]): ImmutableMap | undefined;
  toJS(): Readonly<Record<string, unknown>>;
}

/** Finds what shows a picture. */
export type GetAsset = (path: string, field?: unknown) => { toString(): string } | undefined;

/** What Decap gives to the control of a field. */
export type Props = Readonly<Record<string, unknown>> & {
  field: ImmutableMap;
  collection: ImmutableMap;
  value: unknown;
  forID: string;
  getEntry(): ImmutableMap;
  onChange(value: unknown): void;
  getAsset: GetAsset;
  /** Adds a file to the post; it is saved with it. */
  onPersistMedia(file: File, options: object): Promise<unknown>;
  /** Searches the entries of a collection. */
  query(
    id: string,
    collection: string,
    fields: readonly string[],
    term: string,
    file?: string,
    limit?: number,
  ): Promise<unknown>;
  setActiveStyle(): void;
  setInactiveStyle(): void;
};

/** What Decap gives to a preview. */
export interface PreviewProps {
  entry: ImmutableMap;
  getAsset: GetAsset;
  document: Document;
}

/** A mounted control. */
export interface Control {
  isValid?(): unknown;
  shouldComponentUpdate?(next: Props): boolean;
  focus?(path: unknown): void;
  getValidateValue?(): unknown;
}

/** The methods of a component, as `createClass` takes them. `Self` is what they share. */
export type Specification<Self, Given> = {
  render(this: Self & { props: Given }): unknown;
  componentDidMount?(this: Self & { props: Given }): void;
  componentDidUpdate?(this: Self & { props: Given }): void;
  componentWillUnmount?(this: Self & { props: Given }): void;
  shouldComponentUpdate?(this: Self & { props: Given }, next: Given): boolean;
  isValid?(this: Self & { props: Given }): unknown;
  focus?(this: Self & { props: Given }, path: unknown): void;
  getValidateValue?(this: Self & { props: Given }): unknown;
};

export interface Decap {
  getWidget(name: string): { control: Component; preview?: Component };
  registerWidget(name: string, control: Component, preview?: Component): void;
  registerCustomFormat(name: string, extension: string, format: Format): void;
  registerPreviewTemplate(collection: string, component: Component): void;
  registerPreviewStyle(style: string, options?: { raw: boolean }): void;
  /** An error of the handler keeps an entry from being saved. */
  registerEventListener(listener: { name: "preSave"; handler(saved: { entry: ImmutableMap }): void }): void;
  getBackend(name: string): BackendEntry | undefined;
  registerLocale(name: string, words: object): void;
  init(options?: { config: object }): void;
}

/** How Decap makes a backend: what it reads and writes a repository with. */
export interface BackendEntry {
  init(...given: unknown[]): Backend;
}

/** Reads and writes a repository. */
export interface Backend {
  branch?: string;
  /** What calls a host; absent before the login. */
  api?: Api | null;
  authenticate(login: object): Promise<unknown>;
  /** @returns an empty text if there is no such file */
  getEntry(path: string): Promise<{ data: string }>;
  persistEntry(entry: Persisted, options: PersistOptions): Promise<unknown>;
  /** Reads the text of a file that waits for a review. `id`: that of its bytes; null for the newest. */
  unpublishedEntryDataFile?(collection: string, slug: string, path: string, id: string | null): Promise<string>;
  /** The pictures in a folder. */
  getMedia(folder?: string): Promise<unknown>;
  deleteFiles(paths: readonly string[], message: string): Promise<unknown>;
}

interface Api {
  branch: string;
  repoURL: string;
  readFile(path: string, id: null, options: { parseText: false }): Promise<Blob>;
  request(path: string): Promise<unknown>;
  /** GitLab's `request` answers with a response instead. */
  requestJSON?(path: string): Promise<unknown>;
}

/** A save. Each data file is the text of an entry. */
type Persisted = Readonly<Record<string, unknown>> & {
  dataFiles: readonly { path: string; slug?: string; newPath?: string; raw: string }[];
  assets: readonly Asset[];
};

interface PersistOptions {
  useWorkflow?: boolean;
  /** Whether there is a pull request with the entry. */
  unpublished?: boolean;
  collectionName?: string;
}

/** A picture that is saved with an entry. */
export interface Asset {
  path: string;
  fileObj?: File;
  toBase64(): Promise<string>;
}

interface Format {
  fromFile(file: string): Entry;
  toFile(entry: Entry, order: readonly string[]): string;
}

declare global {
  interface Window {
    CMS_MANUAL_INIT: boolean;
    CMS: Decap;
    createClass<Self, Given>(specification: Specification<Self, Given>): Component;
    h(component: Component | string, props?: object, ...children: unknown[]): unknown;
  }
}
