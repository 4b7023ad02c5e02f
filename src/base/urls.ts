/** Whether an address leads to this site rather than to another host, or to a mailbox. */
export function isLocal(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address);
}

/** An address with its percent signs resolved; as it is where they stand for nothing. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The address below the site's base that a local target leads to from a page, and its fragment, both decoded. */
export function resolved(target: string, page: string): { path: string; fragment: string } {
  const [beforeFragment = "", fragment = ""] = target.split(/#(.*)/s);
  const path = beforeFragment.replace(/\?.*$/s, "");
  const base = `http://localhost${page}`;
  const absolute = path === "" || !URL.canParse(path, base) ? page : new URL(path, base).pathname;
  return { path: decodeAddress(absolute), fragment: decodeAddress(fragment) };
}
