import type { ErrorCode } from '#shared/contract/errors.ts';

/**
 * Everybody somebody can be to a room: with a seat, without one, sent away with a line still open, and removed from
 * the whole host.
 */
export const CALLERS = [
  'owner',
  'admin',
  'moderator',
  'member',
  'muted',
  'outsider',
  'kicked',
  'banned',
  'removed',
] as const;
export type Caller = (typeof CALLERS)[number];
export const GONE = ['outsider', 'kicked', 'banned'] as const satisfies readonly Caller[];

export type Outcome = ErrorCode | 'done';
export type Expected = Readonly<Record<Caller, Outcome>>;

const seated = (outcome: Outcome) => ({
  owner: outcome,
  admin: outcome,
  moderator: outcome,
  member: outcome,
  muted: outcome,
});
const gone = (outcome: Outcome) => ({ outsider: outcome, kicked: outcome, banned: outcome });
/** Whoever was removed from the host is nobody any more. */
const REMOVED = { removed: 'UNAUTHENTICATED' } as const;

export const everybody = (outcome: Outcome): Expected => ({
  ...seated(outcome),
  ...gone(outcome),
  removed: outcome,
});

/** Everybody, known or not. */
export const OPEN: Expected = everybody('done');
/** Everybody the host knows. */
export const KNOWN: Expected = { ...OPEN, ...REMOVED };
/** The host itself: nobody’s own token is good for it, whatever their role. */
export const HOST: Expected = everybody('UNAUTHENTICATED');

// What follows is the table of the specification, for a private room: outsiders do not learn of it.
export const VIEW: Expected = { ...seated('done'), ...gone('ROOM_NOT_FOUND'), ...REMOVED };
export const SPEAK: Expected = { ...VIEW, muted: 'MUTED' };
export const MODERATE: Expected = { ...VIEW, member: 'NOT_ALLOWED', muted: 'NOT_ALLOWED' };
export const RUN: Expected = { ...MODERATE, moderator: 'NOT_ALLOWED' };
export const OWN: Expected = { ...RUN, admin: 'NOT_ALLOWED' };

/** The same for whatever is found by an id of its own. */
export const hideAs = (expected: Expected, outcome: Outcome): Expected => ({ ...expected, ...gone(outcome) });
export const nobody = (outcome: Outcome): Expected => ({ ...VIEW, ...seated(outcome) });

/** A public room is known to everybody, and closed to who is not in it. */
export function inPublic(expected: Expected): Expected {
  const open = (outcome: Outcome) => (outcome === 'ROOM_NOT_FOUND' ? 'NOT_A_MEMBER' : outcome);
  return {
    ...expected,
    outsider: open(expected.outsider),
    kicked: open(expected.kicked),
    banned: open(expected.banned),
  };
}
