import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../__tests__/fake-clock.ts';
import { type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const HOUR = 3_600_000;
const clock = createFakeClock();
const world = setUpWorld({}, { clock });
let ns: Namespace;
let alice: Identity;
let bob: Identity;

beforeAll(async () => {
  ns = await world.makeNamespace({ ttl_hours: 24, metadata: { display_name: 'Team' } });
  alice = await world.makeIdentity(ns, 'Alice');
  bob = await world.makeIdentity(ns, 'Bob');
});

async function send(to: Identity, body: string, more: object = {}): Promise<string> {
  const answer = await world.call('POST', `/${ns.ns}/send`, {
    headers: alice.headers,
    body: { to: to.id, body, ...more },
  });
  expect(answer.status).toBe(200);
  return answer.body.mid;
}

async function list(who: Identity, rest = '') {
  const { body } = await world.call('GET', `/${ns.ns}/inbox/${who.id}${rest}`, { headers: who.headers });
  return body.messages;
}

const one = (mid: string, rest = '') => `/${ns.ns}/inbox/${bob.id}/${mid}${rest}`;
const at = (time: number) => new Date(time).toISOString().replace('Z', '000+00:00');

describe('the 1:1 inbox', () => {
  it('answers a send without the text, and delivers it to its owner alone', async () => {
    const sent = await world.call('POST', `/${ns.ns}/send`, {
      headers: alice.headers,
      body: { to: bob.id, body: 'secret', content_type: 'text/x' },
    });
    const { mid } = sent.body;
    expect(sent.body).toEqual({
      mid,
      from: alice.id,
      to: bob.id,
      content_type: 'text/x',
      created_at: at(clock.now()),
    });
    const alone = await world.call('GET', one(mid), { headers: bob.headers });
    expect(alone.body).toEqual({
      ...sent.body,
      body: 'secret',
      read_at: null,
      expires_at: null,
      archived_at: null,
    });
    clock.advance(1_000);
    const [read] = await list(bob);
    expect(read).toMatchObject({
      body: 'secret',
      read_at: at(clock.now()),
      expires_at: at(clock.now() + 24 * HOUR),
    });
    const before = clock.now();
    clock.advance(5_000);
    expect((await list(bob))[0].read_at).toBe(at(before));
    expect(await list(bob, '?unread=true')).toEqual([]);
    expect(await list(bob, '?unread=false')).toHaveLength(1);
    clock.advance(24 * HOUR);
    expect(await list(bob)).toEqual([]);
    expect((await world.call('GET', one(mid), { headers: bob.headers })).status).toBe(404);
  });

  it('lets reading overwrite the life that the sender gave', async () => {
    const short = await send(bob, 'gone in an hour', { ttl_hours: 1 });
    await send(alice, 'to myself');
    clock.advance(HOUR / 2);
    expect((await list(bob))[0]).toMatchObject({ mid: short, expires_at: at(clock.now() + 24 * HOUR) });
    const unread = await send(bob, 'never read', { ttl_hours: 1 });
    clock.advance(HOUR);
    expect((await list(bob)).map((letter: { mid: string }) => letter.mid)).not.toContain(unread);
    clock.advance(48 * HOUR);
  });

  it('keeps messages for ever where the namespace says so', async () => {
    const kept = await world.makeNamespace({ ttl_hours: 0 });
    const owner = await world.makeIdentity(kept);
    await world.call('POST', `/${kept.ns}/send`, {
      headers: owner.headers,
      body: { to: owner.id, body: 'x' },
    });
    const { body } = await world.call('GET', `/${kept.ns}/inbox/${owner.id}`, { headers: owner.headers });
    expect(body.messages[0]).toMatchObject({ expires_at: null, read_at: at(clock.now()) });
  });

  it('archives, unarchives and deletes', async () => {
    const first = await send(bob, 'first');
    const second = await send(bob, 'second');
    await list(bob);
    const act = (method: string, path: string) => world.call(method, path, { headers: bob.headers });
    expect((await act('POST', one(first, '/archive'))).body).toEqual({ ok: true });
    expect((await act('POST', one(first, '/archive'))).status).toBe(404);
    clock.advance(1_000);
    await act('POST', one(second, '/archive'));
    expect(await list(bob)).toEqual([]);
    expect(await list(bob, '/archived')).toMatchObject([
      { mid: second, expires_at: null, archived_at: at(clock.now()) },
      { mid: first, expires_at: null },
    ]);
    expect((await act('POST', one(first, '/unarchive'))).body).toEqual({ ok: true });
    expect((await act('POST', one(first, '/unarchive'))).status).toBe(200);
    expect(await list(bob)).toMatchObject([{ mid: first, expires_at: null, archived_at: null }]);
    expect((await act('DELETE', one(first))).body).toEqual({ ok: true });
    expect((await act('DELETE', one(first))).status).toBe(404);
    expect((await act('DELETE', one(second))).status).toBe(200);
  });

  it('reads after a message, and wakes who waits', async () => {
    const first = await send(bob, 'first');
    const waiting = list(bob, `?wait=30&after=${first}`);
    await world.call('GET', '/health');
    const second = await send(bob, 'second');
    expect(await waiting).toMatchObject([{ mid: second, body: 'second' }]);
  });
});

describe('invites', () => {
  const ENCRYPTED = 'ab'.repeat(92);
  const invite = (id: string, more: object = {}) =>
    world.call('POST', `/${ns.ns}/invites`, {
      headers: ns.headers,
      body: {
        identity_id: bob.id,
        invite_id: id,
        encrypted_secret: ENCRYPTED,
        display_name: 'For Bob',
        ...more,
      },
    });
  const place = {
    namespace_slug: 'team',
    namespace_display_name: 'Team',
    namespace_ttl_hours: 24,
    identity_display_name: 'Bob',
  };

  it('is shown without the secret, claimed once, and listed', async () => {
    const id = 'a'.repeat(32);
    const made = await invite(id);
    const shown = {
      invite_id: id,
      ns: ns.ns,
      identity_id: bob.id,
      display_name: 'For Bob',
      created_at: at(clock.now()),
      expires_at: null,
    };
    expect(made.body).toEqual(shown);
    const info = await world.call('GET', `/api/invites/${id}/info`);
    expect(info.body).toEqual({ ...shown, ...place });
    const list = (query = '') => world.call('GET', `/${ns.ns}/invites${query}`, { headers: ns.headers });
    expect((await list()).body).toMatchObject([shown]);
    const claimed = await world.call('POST', `/api/invites/${id}/claim`);
    expect(claimed.body).toEqual({
      encrypted_secret: ENCRYPTED,
      ns: ns.ns,
      ...place,
      identity_id: bob.id,
      display_name: 'For Bob',
    });
    for (const [method, path] of [
      ['POST', 'claim'],
      ['GET', 'info'],
    ] as const) {
      expect((await world.call(method, `/api/invites/${id}/${path}`)).status).toBe(410);
    }
    expect([(await list()).body, (await list('?include_claimed=true')).body.length]).toEqual([[], 1]);
  });

  it('gives one of many who claim at once the secret', async () => {
    const id = 'b'.repeat(32);
    await invite(id);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.call('POST', `/api/invites/${id}/claim`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(410)]);
  });

  it('can be revoked and runs out', async () => {
    const revoked = 'c'.repeat(32);
    await invite(revoked);
    expect((await invite(revoked)).status).toBe(409);
    const gone = await world.call('DELETE', `/${ns.ns}/invites/${revoked}`, { headers: ns.headers });
    expect(gone.body).toEqual({ status: 'ok', invite_id: revoked });
    expect((await world.call('POST', `/api/invites/${revoked}/claim`)).status).toBe(404);
    const late = 'd'.repeat(32);
    await invite(late, { expires_at: new Date(clock.now() + HOUR).toISOString() });
    clock.advance(2 * HOUR);
    expect((await world.call('POST', `/api/invites/${late}/claim`)).status).toBe(410);
  });
});
