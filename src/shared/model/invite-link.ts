import { findRoomCode } from './room-code.ts';

/** What a link to a room says. */
export interface JoinLink {
  readonly code: string;
  readonly invite: string | null;
  /** Where the room's host was when the link was made: one more place to ask, and nothing to believe. */
  readonly address: string | null;
}

const TOKEN = /[?&]invite=([\w-]{16,128})(?=[&#\s]|$)/;
const WEB_ADDRESS = /\bhttps?:\/\/(?:[\w.-]{1,100}|\[[\da-f:]{2,45}\])(?::\d{1,5})?(?=\/spaces\/)/i;
const APP_ADDRESS =
  /\bspaces:\/\/join\/[^?#\s]*\?(?:[^#\s]*&)?host=((?:[\w.-]{1,100}|\[[\da-f:]{2,45}\])(?::\d{1,5})?)(?=[&#\s]|$)/i;

/** The token in an invitation's link; null when the link carries none. */
export function findInviteToken(link: string): string | null {
  return TOKEN.exec(link.slice(0, 2_000))?.[1] ?? null;
}

function findAddress(link: string): string | null {
  const start = link.slice(0, 2_000);
  return WEB_ADDRESS.exec(start)?.[0] ?? APP_ADDRESS.exec(start)?.[1] ?? null;
}

/** All that a pasted link says, or a bare code; null when no code is in it. */
export function readJoinLink(pasted: string): JoinLink | null {
  const code = findRoomCode(pasted);
  return code === null ? null : { code, invite: findInviteToken(pasted), address: findAddress(pasted) };
}

/** A browser leaves out the port that its scheme implies; in the app's links another one is implied. */
function writeOut(address: string): string {
  const [scheme, host] = address.includes('://') ? address.split('://') : ['', address];
  if (host === undefined || scheme === '' || /:\d+$/.test(host)) return host ?? address;
  return `${host}:${scheme?.toLowerCase() === 'https' ? 443 : 80}`;
}

/** A browser's link as one for the app, which finds the room by its code wherever its host is now. */
export function writeAppLink(link: string): string | null {
  const read = readJoinLink(link);
  if (read === null) return null;
  const query = [
    ...(read.address === null ? [] : [`host=${writeOut(read.address)}`]),
    ...(read.invite === null ? [] : [`invite=${read.invite}`]),
  ];
  return `spaces://join/${read.code}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
