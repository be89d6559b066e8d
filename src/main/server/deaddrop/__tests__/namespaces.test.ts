import { describe, expect, it } from 'vitest';
import { ADMIN } from './deaddrop-world.ts';
import { HEX16, HEX64, SECONDS } from './forms.ts';
import { createRoomCalls } from './room-calls.ts';
import { setUpTeam } from './team.ts';

const team = setUpTeam();
const { world } = team;
const { inRoom, read } = createRoomCalls(team);

describe('namespaces and identities', () => {
  it('makes a namespace with all its forms', async () => {
    const first = await world.call('POST', '/admin/namespaces', {
      headers: ADMIN,
      body: { metadata: { display_name: 'Blue  Team!', n: 1 } },
    });
    expect(first.body).toEqual({
      ns: expect.stringMatching(HEX16),
      secret: expect.stringMatching(HEX64),
      slug: 'blue-team',
      metadata: { display_name: 'Blue  Team!', n: 1 },
      ttl_hours: 24,
    });
    const second = await world.call('POST', '/admin/namespaces', {
      headers: { Authorization: `Bearer ${ADMIN['X-Admin-Token']}` },
      body: { metadata: { display_name: 'Blue Team' }, ttl_hours: 0 },
    });
    expect([second.body.slug, second.body.ttl_hours]).toEqual(['blue-team-2', 0]);
    const bare = await world.call('POST', '/admin/namespaces', { headers: ADMIN });
    expect([bare.body.slug, bare.body.metadata]).toEqual([null, {}]);

    const one = `/admin/namespaces/${first.body.ns}`;
    const shown = await world.call('GET', one, { headers: ADMIN });
    expect(shown.body).toEqual({
      ns: first.body.ns,
      slug: 'blue-team',
      metadata: { display_name: 'Blue  Team!', n: 1 },
      ttl_hours: 24,
      created_at: expect.stringMatching(SECONDS),
      archived_at: null,
    });
    const changed = await world.call('PATCH', one, { headers: ADMIN, body: { metadata: { x: 2 } } });
    expect(changed.body.metadata).toEqual({ x: 2 });
    const listed = await world.call('GET', '/admin/namespaces', { headers: ADMIN });
    expect(listed.body).toContainEqual(changed.body);
    expect((await world.call('DELETE', one, { headers: ADMIN })).body).toEqual({ ok: true });
    expect((await world.call('GET', one, { headers: ADMIN })).status).toBe(404);
  });

  it('deletes everything below a namespace', async () => {
    const doomed = await world.makeNamespace();
    const one = await world.makeIdentity(doomed);
    const roomId = await world.makeRoom(doomed, one);
    await world.send(doomed, roomId, one, 'gone soon');
    await world.call('POST', `/${doomed.ns}/send`, { headers: one.headers, body: { to: one.id, body: 'x' } });
    expect((await world.call('DELETE', `/admin/namespaces/${doomed.ns}`, { headers: ADMIN })).status).toBe(
      200,
    );
    const after = await world.call('GET', `/${doomed.ns}/rooms/${roomId}`, { headers: one.headers });
    expect([after.status, after.body.detail]).toEqual([404, 'Room not found']);
  });

  it('makes, shows, changes and deletes identities', async () => {
    const { ns, alice } = team;
    const made = await world.call('POST', `/${ns.ns}/identities`, {
      headers: ns.headers,
      body: { metadata: { display_name: 'Dave' } },
    });
    expect(made.body).toEqual({
      id: expect.stringMatching(HEX16),
      secret: expect.stringMatching(HEX64),
      metadata: { display_name: 'Dave' },
    });
    const { id, secret } = made.body;
    const dave = { id, secret, headers: { 'X-Inbox-Secret': secret } };
    const shown = { id, metadata: { display_name: 'Dave' }, created_at: expect.stringMatching(SECONDS) };
    for (const headers of [ns.headers, dave.headers]) {
      expect((await world.call('GET', `/${ns.ns}/identities/${id}`, { headers })).body).toEqual(shown);
      expect((await world.call('GET', `/${ns.ns}/identities`, { headers })).body).toContainEqual(shown);
    }
    const changed = await world.call('PATCH', `/${ns.ns}/identities/${id}`, {
      headers: ns.headers,
      body: { metadata: { role: 'x' } },
    });
    expect(changed.body.metadata).toEqual({ role: 'x' });

    const roomId = await world.makeRoom(ns, dave, alice);
    await world.send(ns, roomId, dave, 'I was here');
    const gone = await world.call('DELETE', `/${ns.ns}/identities/${id}`, { headers: ns.headers });
    expect(gone.body).toEqual({ ok: true });
    expect(await read(roomId, alice)).toMatchObject([{ from_id: id, body: 'I was here' }]);
    const room = await world.call('GET', inRoom(roomId), { headers: alice.headers });
    expect(room.body.created_by).toBe(id);
    const members = await world.call('GET', inRoom(roomId, '/members'), { headers: alice.headers });
    expect(members.body).toHaveLength(1);
    expect((await world.call('GET', `/${ns.ns}/rooms`, { headers: dave.headers })).status).toBe(403);
  });

  it('lets an administrator make, list and delete identities', async () => {
    const { ns } = team;
    const path = `/admin/${ns.ns}/identities`;
    const made = await world.call('POST', path, { headers: ADMIN, body: { metadata: { a: 1 } } });
    expect(made.body).toMatchObject({ id: expect.stringMatching(HEX16), metadata: { a: 1 } });
    const listed = await world.call('GET', path, { headers: ADMIN });
    expect(listed.body.map((one: { id: string }) => one.id)).toContain(made.body.id);
    expect((await world.call('DELETE', `${path}/${made.body.id}`, { headers: ADMIN })).body).toEqual({
      ok: true,
    });
  });

  it('keeps the rooms of an archived namespace alive', async () => {
    const old = await world.makeNamespace();
    const one = await world.makeIdentity(old);
    const two = await world.makeIdentity(old);
    const roomId = await world.makeRoom(old, one);
    const archived = await world.call('POST', `/${old.ns}/archive`, { headers: old.headers });
    expect(archived.body).toEqual({ ok: true, archived: true });
    const room = `/${old.ns}/rooms/${roomId}`;
    const { headers } = one;
    for (const [method, path, body] of [
      ['POST', `${room}/members`, { identity_id: two.id }],
      ['POST', `${room}/messages`, { body: 'still here' }],
      ['POST', `${room}/read`, { last_read_mid: 'x' }],
      ['GET', `/${old.ns}/rooms`, undefined],
      ['GET', `/${old.ns}/inbox/${one.id}`, undefined],
    ] as const) {
      expect((await world.call(method, path, { headers, body })).status).toBe(200);
    }
    expect((await world.call('DELETE', room, { headers: old.headers })).status).toBe(200);
  });
});
