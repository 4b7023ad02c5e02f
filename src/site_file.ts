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
