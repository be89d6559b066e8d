/** What a link to a room says. */
export interface JoinLink {
  readonly code: string;
  readonly invite: string | null;
}

const TOKEN = /[?&]invite=([\w-]{16,128})(?=[&#\s]|$)/;

/** The token in an invitation's link; null when the link carries none. */
export function findInviteToken(link: string): string | null {
  return TOKEN.exec(link.slice(0, 2_000))?.[1] ?? null;
}

/** The same invitation for the app, which finds the room by its code wherever its host is now. */
export function writeAppLink(code: string, token: string): string {
  return `spaces://join/${code}?invite=${token}`;
}
