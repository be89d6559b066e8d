import { beforeAll, expect, it } from 'vitest';
import { type CallOptions, type Identity, type Namespace, setUpWorld, type World } from './deaddrop-world.ts';

/** In path and detail stand NS, ALICE and the like for what the cast brings. */
export type Row = [
  title: string,
  method: string,
  path: string,
  status: number,
  detail: string,
  options?: (cast: Cast) => CallOptions,
];

/** Two namespaces with people in and outside a room, and a third that is archived. */
export interface Cast {
  readonly world: World;
  ns: Namespace;
  other: Namespace;
  closed: Namespace;
  alice: Identity;
  bob: Identity;
  eve: Identity;
  closedMember: Identity;
  roomId: string;
}

export const GARBAGE = { 'X-Inbox-Secret': 'garbage' };
export const GARBAGE_OWNER = { 'X-Namespace-Secret': 'garbage' };
export const NO_SECRET = 'X-Inbox-Secret header required';
export const NO_OWNER = 'X-Namespace-Secret header required';
export const BAD_OWNER = 'Invalid namespace secret';
export const BAD_INBOX = 'Invalid inbox secret or not in namespace';

type Player = Exclude<keyof Cast, 'world' | 'roomId'>;
export const as = (who: Player, body?: unknown) => (cast: Cast) => ({ headers: cast[who].headers, body });
export const by = (headers: Record<string, string>, body?: unknown) => () => ({ headers, body });

export function setUpCast(): Cast {
  const cast = { world: setUpWorld() } as Cast;
  beforeAll(async () => {
    const { world } = cast;
    cast.ns = await world.makeNamespace();
    cast.other = await world.makeNamespace();
    cast.closed = await world.makeNamespace();
    cast.alice = await world.makeIdentity(cast.ns, 'Alice');
    cast.bob = await world.makeIdentity(cast.ns);
    cast.eve = await world.makeIdentity(cast.other);
    cast.closedMember = await world.makeIdentity(cast.closed);
    cast.roomId = await world.makeRoom(cast.ns, cast.alice);
    await world.call('POST', `/${cast.closed.ns}/archive`, { headers: cast.closed.headers });
  });
  return cast;
}

function fill(text: string, cast: Cast, more: Record<string, string>): string {
  const values: Record<string, string> = {
    NS: cast.ns.ns,
    OTHER: cast.other.ns,
    CLOSED: cast.closed.ns,
    ALICE: cast.alice.id,
    BOB: cast.bob.id,
    EVE: cast.eve.id,
    CLOSED_MEMBER: cast.closedMember.id,
    ROOM: cast.roomId,
    ...more,
  };
  return text.replace(/\b[A-Z_]+\b/g, (word) => values[word] ?? word);
}

/** One test a row: what is refused, with which words, in which order of checks. */
export function testRows(
  cast: Cast,
  rows: readonly Row[],
  readMore: () => Record<string, string> = () => ({}),
): void {
  it.each(rows)('%s', async (_title, method, path, status, detail, options) => {
    const answer = await cast.world.call(method, fill(path, cast, readMore()), options?.(cast));
    const told = method === 'HEAD' ? answer.body : answer.body.detail;
    expect([answer.status, told]).toEqual([status, fill(detail, cast, readMore())]);
  });
}
