import type { ErrorCode } from '#shared/contract/errors.ts';

type Details = Readonly<Record<string, unknown>>;

function tellWait(details: Details): string {
  const ms = typeof details.retryAfterMs === 'number' ? details.retryAfterMs : 0;
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (ms <= 0) return 'Wait a moment, then try again.';
  return seconds < 90
    ? `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

/** One sentence for each code, saying what to do next. */
export const errors: Readonly<Record<ErrorCode, (details: Details) => string>> = {
  BAD_REQUEST: () => 'The host did not understand this. Update Spaces on both sides and try again.',
  VALIDATION_FAILED: () => 'Something you entered does not fit. Check the fields and try again.',
  INVALID_CODE: () => 'That is not a room code. A code has six letters and digits, without I, O, 0 and 1.',
  UNAUTHENTICATED: () => 'The host does not know you any more. Reload to sign in again.',
  TOKEN_EXPIRED: () => 'You were away for a long time. Reload to sign in again.',
  NOT_ALLOWED: () => 'You may not do this here. Ask the owner of the room.',
  NOT_A_MEMBER: () => 'You are not in this room. Join it first.',
  ROOM_FULL: () => 'This room is full. Try again when somebody has left.',
  ROOM_LOCKED: () => 'This room is locked. Ask somebody inside to unlock it.',
  WRONG_PASSWORD: (details) =>
    details.isMissing === true ? 'Enter the password of the room.' : 'That password is not right. Try again.',
  BANNED: () => 'You were banned from this room.',
  MUTED: () => 'You are muted here: you can read, but not write.',
  ROOM_NOT_FOUND: () => 'There is no room with this code. Check it, or ask whether the room still exists.',
  MESSAGE_NOT_FOUND: () => 'This message is gone.',
  USER_NOT_FOUND: () => 'This person is not here any more.',
  NOT_FOUND: () => 'This is not here any more.',
  METHOD_NOT_ALLOWED: () => 'The host cannot do this. Update Spaces on both sides.',
  TOO_MANY_ROOMS: () => 'You have as many rooms as this host allows. Delete one to make a new one.',
  CONFLICT: () => 'Somebody else changed this at the same moment. Try again.',
  GONE: () => 'This is gone.',
  PAYLOAD_TOO_LARGE: () => 'This is too large to send.',
  VERSION_MISMATCH: (details) =>
    details.older === 'client'
      ? 'Your Spaces is older than the host’s. Update it, then connect again.'
      : details.older === 'host'
        ? 'The host’s Spaces is older than yours. Update it there, then connect again.'
        : 'The host runs a different version of Spaces. Both sides need the same one.',
  RATE_LIMITED: (details) => `That was a little too fast. ${tellWait(details)}`,
  INTERNAL: (details) =>
    typeof details.logId === 'string'
      ? `The host had a problem. Try again; its log has the details under ${details.logId}.`
      : 'The host had a problem. Try again.',
  CERTIFICATE_CHANGED: (details) =>
    `${typeof details.name === 'string' ? details.name : 'The host'} does not prove that it is the host you know. Nothing was sent to it.`,
  NOT_REACHABLE: () => 'The host does not answer. Check that you are on the same network, then try again.',
  STORAGE_FULL: () => 'The host has no room left. Ask whoever runs it to free some, then try again.',
  STORAGE_FAILED: () =>
    'The host cannot store anything: its disk or database has a problem. What was sent before is safe; try again later.',
};
