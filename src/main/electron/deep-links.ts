import { findInviteToken, type JoinLink } from '#shared/model/invite-link.ts';
import { findRoomCode } from '#shared/model/room-code.ts';

export const LINK_SCHEME = 'spaces';

/** What a spaces://join/CODE link says, with an invitation if there is one; anything else is ignored. */
export function parseJoinLink(url: string): JoinLink | null {
  const code = /^spaces:\/\/join\//i.test(url) ? findRoomCode(url) : null;
  return code === null ? null : { code, invite: findInviteToken(url) };
}

/** Windows and Linux hand a link over among the arguments, at a cold start and to the running app alike. */
export function findJoinLink(argv: readonly string[]): JoinLink | null {
  for (const argument of argv) {
    const link = parseJoinLink(argument);
    if (link !== null) return link;
  }
  return null;
}
