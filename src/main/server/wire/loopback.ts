/** Whether the other side of a connection is this machine. */
export function isLoopback(address: string | undefined): boolean {
  return /^(127[.]|::1$|::ffff:127[.])/.test(address ?? '');
}
