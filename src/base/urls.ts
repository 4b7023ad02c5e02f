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
