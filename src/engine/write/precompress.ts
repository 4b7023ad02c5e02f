/**
 * Compressed copies of files, `index.html.br` and `index.html.gz`, for servers that send them as they are. They are slow
 * to make, so they are cached by the hash of the file.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { SiteFile } from "../../base/files.ts";
import { type BlobStore, cachedFile } from "../../cache/blob_store.ts";
import { digest } from "../../cache/cache.ts";
import { type BuiltSite, isUnchangedOnDisk, type Written } from "./build_manifest.ts";

interface Coding {
  /** The extension that it adds to a file's name. */
  extension: string;
  compress(bytes: Uint8Array): Promise<Uint8Array>;
  /** What the compressed bytes depend on beside the file; part of the cache key. */
  settings: string;
}

const { BROTLI_MODE_TEXT, BROTLI_PARAM_MODE, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** The smallest output of both. Node writes no time into it. */
const QUALITY = { br: 11, gz: 9 };

const { platform, arch, versions } = process;

const CODINGS: readonly Coding[] = [
  {
    extension: ".br",
    compress: (bytes) =>
      brotli(bytes, {
        params: {
          [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
          [BROTLI_PARAM_QUALITY]: QUALITY.br,
          [BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    settings: `br ${QUALITY.br} ${versions.brotli}`,
  },
  {
    extension: ".gz",
    compress: (bytes) => gzipped(bytes, { level: QUALITY.gz }),
    // The output of zlib differs between processors.
    settings: `gz ${QUALITY.gz} ${versions.zlib} ${platform} ${arch}`,
  },
];

const TEXT = /\.(?:html|css|m?js|json|xml|xsl|svg|txt|md|csv|webmanifest)$/;

/** Smaller files fit into one packet uncompressed. */
const MIN_BYTES = 1_000;

/** Whether a file is a compressed copy, and not an asset with such a name. */
export function isCompressed({ key }: Written): boolean {
  return /^[0-9a-f]+\.(?:br|gz)$/.test(key);
}

/** The copies of up-to-date files that are up to date, too. */
export function currentCompressed(
  sources: Iterable<string>,
  { folder, manifest: { files } }: BuiltSite,
): [string, Written][] {
  return [...sources].flatMap((source) =>
    CODINGS.flatMap(({ extension }): [string, Written][] => {
      const path = source + extension;
      const written = files.get(path);
      return written && isCompressed(written) && isUnchangedOnDisk(folder, path, written) ? [[path, written]] : [];
    }),
  );
}

/** The copies that files of a folder lack. Their bytes come from the cache, or are compressed when they are written. */
export function missingCompressed(folder: string, paths: readonly string[], cache: BlobStore): SiteFile[] {
  const existing = new Set(paths);
  return paths.filter(isForReaders).flatMap((path) => {
    const codings = CODINGS.filter(({ extension }) => !existing.has(path + extension));
    if (codings.length === 0 || statSync(join(folder, path)).size < MIN_BYTES) return [];
    const read = (): Buffer => readFileSync(join(folder, path));
    const hash = digest(read());
    return codings.map(({ extension, settings, compress }) => {
      const key = digest(hash, settings) + extension;
      return cachedFile(path + extension, key, cache, () => compress(read()));
    });
  });
}

/** Hosts read hidden files; browsers do not. */
function isForReaders(path: string): boolean {
  return TEXT.test(path) && !path.startsWith(".");
}
