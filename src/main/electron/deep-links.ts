import { findRoomCode } from '#shared/model/room-code.ts';

export const LINK_SCHEME = 'spaces';

/** The code of a spaces://join/CODE link; anything else is ignored. */
export function parseJoinLink(url: string): string | null {
  return /^spaces:\/\/join\//i.test(url) ? findRoomCode(url) : null;
}

/** Windows and Linux hand a link over among the arguments, at a cold start and to the running app alike. */
export function findJoinLink(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const code = parseJoinLink(argument);
    if (code !== null) return code;
  }
  return null;
}
