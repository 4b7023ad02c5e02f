import type { KeptFiles } from "../cache/blob_store.ts";
import type { SiteFile } from "../site_file.ts";

/** What pictures are made with. */
export interface Maker {
  /** The folder of the generator. */
  root: string;
  /** The versions of packages, by their names. */
  versions: Readonly<Record<string, string>>;
  /** What was made before, by the keys of the files. */
  lasting: KeptFiles;
}

/** A file that costs much to make: made once for each key, and kept. */
export function madeOnce(path: string, key: string, { lasting }: Maker, make: () => Promise<Uint8Array>): SiteFile {
  const bytes = async (): Promise<Uint8Array> => {
    const kept = lasting.read(key);
    if (kept) return kept;
    const made = await make();
    lasting.write(key, made);
    return made;
  };
  return { path, key, bytes };
}
