import { type JoinLink, readJoinLink } from '#shared/model/invite-link.ts';

export const LINK_SCHEME = 'spaces';

/** What a spaces://join/CODE link says, with invitation and address if they are there; anything else is ignored. */
export function parseJoinLink(url: string): JoinLink | null {
  return /^spaces:\/\/join\//i.test(url) ? readJoinLink(url) : null;
}

/** Windows and Linux hand a link over among the arguments, at a cold start and to the running app alike. */
export function findJoinLink(argv: readonly string[]): JoinLink | null {
  for (const argument of argv) {
    const link = parseJoinLink(argument);
    if (link !== null) return link;
  }
  return null;
}
