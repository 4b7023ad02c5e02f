/** Whether an address leads to this site, not to another host or a mailbox. */
export function isLocal(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address);
}

/** Percent-decodes an address; returns it unchanged if that fails. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Resolves a local link on a page to an address without base path, and its fragment, both decoded. */
export function resolved(target: string, page: string): { path: string; fragment: string } {
  const [beforeFragment = "", fragment = ""] = target.split(/#(.*)/s);
  const path = beforeFragment.replace(/\?.*$/s, "");
  const base = `http://localhost${page}`;
  const absolute = path === "" || !URL.canParse(path, base) ? page : new URL(path, base).pathname;
  return { path: decodeAddress(absolute), fragment: decodeAddress(fragment) };
}

/**
 * What output paths are compared by: many disks and some hosts tell neither letter case nor Unicode forms apart.
 *
 * `Blog/Früher/` and `blog/früher/` are one path, whether the `ü` is one character or two.
 */
export function pathKey(path: string): string {
  return ASCII.test(path) ? path.toLowerCase() : path.normalize("NFD").toUpperCase().toLowerCase().normalize("NFC");
}

const ASCII = /^[\x20-\x7e]*$/;
