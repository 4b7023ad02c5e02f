/** A file of the published site that is no page: an asset, a style sheet, a feed, a picture in another size. */
export interface SiteFile {
  /** Relative to the output folder. */
  path: string;
  /** A name for all that it is made from: as long as it stays the same, so do the bytes. */
  key: string;
  /** What it holds; made only when it has to be written. */
  bytes(): Uint8Array | Promise<Uint8Array>;
}

/** A file whose text is at hand. */
export function textFile(path: string, key: string, text: string): SiteFile {
  return { path, key, bytes: () => Buffer.from(text) };
}

/** Files of the published site whose names are known only when they are made. */
export interface SiteFileSet {
  /** The folder that they alone are in, relative to the output folder. */
  folder: string;
  /** A name for all that they are made from: as long as it stays the same, so do their names and bytes. */
  key: string;
  files(): Promise<SiteFile[]>;
}
