/**
 * Files beside others that hold the same in fewer bytes: `index.html.br` and `index.html.gz`, for servers that send what
 * was compressed beforehand. They cost much to make, so they are kept by what they hold, and go with the file they are of.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { SiteFile } from "../../base/files.ts";
import type { BlobStore } from "../../cache/blob_store.ts";
import { digest } from "../../cache/cache.ts";
import { isUnchangedOnDisk, type Manifest, type Written } from "./build_manifest.ts";

/** A way to write a file in fewer bytes, and how the names of such files end. */
interface Coding {
  ending: string;
  compressed(bytes: Uint8Array): Promise<Uint8Array>;
  /** A name for all that the compressed bytes depend on, beside the file. */
  settings: string;
}

const { BROTLI_MODE_TEXT, BROTLI_PARAM_MODE, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** Both as small as they get. Node writes no time into what it compresses. */
const QUALITY = { br: 11, gz: 9 };

const { platform, arch, versions } = process;

const CODINGS: readonly Coding[] = [
  {
    ending: ".br",
    compressed: (bytes) =>
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
    ending: ".gz",
    compressed: (bytes) => gzipped(bytes, { level: QUALITY.gz }),
    // What zlib finds differs with the processor it was made quick for.
    settings: `gz ${QUALITY.gz} ${versions.zlib} ${platform} ${arch}`,
  },
];

const TEXT = /\.(?:html|css|m?js|json|xml|xsl|svg|txt|md|csv|webmanifest)$/;

/** In bytes: less fits into one packet as it is. */
const WORTH_IT = 1_000;

/** Whether a file was made here, and is not one of the owner's with such a name. */
export function isCompressed({ key }: Written): boolean {
  return /^[0-9a-f]+\.(?:br|gz)$/.test(key);
}

/** The compressed files of those that stay as they are, as far as they stand as the last build wrote them. */
export function currentCompressed(
  current: ReadonlyMap<string, Written>,
  output: string,
  { files }: Manifest,
): [string, Written][] {
  return [...current.keys()].flatMap((source) =>
    CODINGS.flatMap(({ ending }): [string, Written][] => {
      const path = source + ending;
      const written = files[path];
      return written && isCompressed(written) && isUnchangedOnDisk(output, path, written) ? [[path, written]] : [];
    }),
  );
}

/**
 * The compressed files that some files of a folder should have beside them and do not have among these files. They are
 * made when they are asked for, unless they are kept.
 */
export function missingCompressed(folder: string, paths: readonly string[], kept: BlobStore): SiteFile[] {
  const there = new Set(paths);
  return paths.filter(isForReaders).flatMap((path) => {
    const codings = CODINGS.filter(({ ending }) => !there.has(path + ending));
    if (codings.length === 0 || statSync(join(folder, path)).size < WORTH_IT) return [];
    const read = (): Buffer => readFileSync(join(folder, path));
    const name = digest(read());
    return codings.map(({ ending, settings, compressed }) => {
      const key = digest(name, settings) + ending;
      const bytes = async (): Promise<Uint8Array> => {
        const known = kept.read(key);
        if (known) return known;
        const made = await compressed(read());
        kept.write(key, made);
        return made;
      };
      return { path: path + ending, key, bytes };
    });
  });
}

/** Hidden files are read by hosts alone. */
function isForReaders(path: string): boolean {
  return TEXT.test(path) && !path.startsWith(".");
}
