import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createFakeClock } from '../../__tests__/fake-clock.ts';
import { eventually } from '../../__tests__/test-host.ts';
import { setUpWorld } from './deaddrop-world.ts';

const HOUR = 3_600_000;
const CLEAN_UP_HOURS = 100;
const clock = createFakeClock();
const world = setUpWorld({ cleanupEveryMs: CLEAN_UP_HOURS * HOUR }, { clock });

/** What is left of letters in the database, whatever the API shows. */
function listStored(toId: string): string[] {
  const database = new Database(join(world.dataDir, 'spaces.sqlite'), { readonly: true });
  try {
    return database
      .prepare('select mid from inbox_messages where to_id = ? order by mid')
      .all(toId)
      .map((row) => (row as { mid: string }).mid);
  } finally {
    database.close();
  }
}

it('A1 letters whose time is over are hidden at once, and deleted by the job; the others stay', async () => {
  const ns = await world.makeNamespace({ ttl_hours: 24 });
  const [alice, bob] = [await world.makeIdentity(ns), await world.makeIdentity(ns)];
  const send = async (body: string, more: object = {}): Promise<string> => {
    const letter = { to: bob.id, body, ...more };
    return (await world.call('POST', `/${ns.ns}/send`, { headers: alice.headers, body: letter })).body.mid;
  };
  const inbox = `/${ns.ns}/inbox/${bob.id}`;
  const listMids = async (path = inbox): Promise<string[]> =>
    (await world.call('GET', path, { headers: bob.headers })).body.messages.map(
      (one: { mid: string }) => one.mid,
    );

  const [read, archived] = [await send('read'), await send('archived')];
  expect(await listMids()).toEqual([read, archived]);
  await world.call('POST', `${inbox}/${archived}/archive`, { headers: bob.headers });
  const short = await send('nobody reads it in time', { ttl_hours: 1 });
  const unread = await send('read much later');
  clock.advance(25 * HOUR);
  for (const mid of [read, short]) {
    expect((await world.call('GET', `${inbox}/${mid}`, { headers: bob.headers })).status).toBe(404);
  }
  expect(listStored(bob.id)).toEqual([read, archived, short, unread]);
  clock.advance(CLEAN_UP_HOURS * HOUR);
  await eventually(() => expect(listStored(bob.id)).toEqual([archived, unread]));
  expect(await listMids()).toEqual([unread]);
  expect(await listMids(`${inbox}/archived`)).toEqual([archived]);
});

it('A1 an invite that ran out is still described, and not handed over', async () => {
  const ns = await world.makeNamespace({ metadata: { display_name: 'Ends' } });
  const { id } = await world.makeIdentity(ns, 'Bob');
  const invite_id = 'e'.repeat(32);
  const expires_at = new Date(clock.now() + HOUR).toISOString();
  const body = { identity_id: id, invite_id, encrypted_secret: 'ab'.repeat(92), expires_at };
  expect((await world.call('POST', `/${ns.ns}/invites`, { headers: ns.headers, body })).status).toBe(200);
  clock.advance(2 * HOUR);
  const info = await world.call('GET', `/api/invites/${invite_id}/info`);
  expect([info.status, info.body]).toEqual([
    200,
    expect.objectContaining({ invite_id, expires_at, identity_display_name: 'Bob', namespace_slug: 'ends' }),
  ]);
  expect(info.body).not.toHaveProperty('encrypted_secret');
  expect((await world.call('POST', `/api/invites/${invite_id}/claim`)).status).toBe(410);
});

it('A1 the owner of any namespace revokes an invite whose id they know', async () => {
  const [ns, other] = [await world.makeNamespace(), await world.makeNamespace()];
  const { id } = await world.makeIdentity(ns);
  const invite_id = 'f'.repeat(32);
  const body = { identity_id: id, invite_id, encrypted_secret: 'ab'.repeat(92) };
  await world.call('POST', `/${ns.ns}/invites`, { headers: ns.headers, body });
  // The path names the namespace of the secret, not that of the invite.
  const refused = await world.call('DELETE', `/${ns.ns}/invites/${invite_id}`, { headers: other.headers });
  expect([refused.status, refused.body.detail]).toEqual([403, 'Invalid namespace secret']);
  expect((await world.call('GET', `/${other.ns}/invites`, { headers: other.headers })).body).toEqual([]);
  const revoked = await world.call('DELETE', `/${other.ns}/invites/${invite_id}`, { headers: other.headers });
  expect([revoked.status, revoked.body]).toEqual([200, { status: 'ok', invite_id }]);
  expect((await world.call('GET', `/api/invites/${invite_id}/info`)).status).toBe(404);
});
