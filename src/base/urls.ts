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
