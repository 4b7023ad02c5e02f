/** Whether an address leads to this site rather than to another host, or to a mailbox. */
export function isLocal(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address);
}
