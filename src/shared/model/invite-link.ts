const TOKEN = /[?&]invite=([\w-]{16,128})(?=[&#\s]|$)/;

/** The token in an invitation's link; null when the link carries none. */
export function findInviteToken(link: string): string | null {
  return TOKEN.exec(link.slice(0, 2_000))?.[1] ?? null;
}
