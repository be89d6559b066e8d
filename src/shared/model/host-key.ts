/** The name under which the desktop window keeps a host, wherever that host happens to be now. */
export function makeHostKey(hostId: string): string {
  return `host:${hostId}`;
}
