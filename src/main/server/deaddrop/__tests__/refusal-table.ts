import { beforeAll, expect, it } from 'vitest';
import { type CallOptions, type Identity, type Namespace, setUpWorld, type World } from './deaddrop-world.ts';

export type Row = [
  title: string,
  method: string,
  path: () => string,
  status: number,
  detail: unknown,
  options?: () => CallOptions,
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

export const as = (identity: () => Identity, body?: unknown) => () => ({ headers: identity().headers, body });
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

/** One test a row: what is refused, with which words, in which order of checks. */
export function testRows({ world }: Cast, rows: readonly Row[]): void {
  it.each(rows)('%s', async (_title, method, path, status, detail, options) => {
    const answer = await world.call(method, path(), options?.());
    const expected = typeof detail === 'function' ? detail() : detail;
    const told = method === 'HEAD' ? answer.body : answer.body.detail;
    expect([answer.status, told]).toEqual([status, expected]);
  });
}
