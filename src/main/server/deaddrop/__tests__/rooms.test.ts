import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const world = setUpWorld();
const HEX16 = /^[0-9a-f]{16}$/;
const HEX64 = /^[0-9a-f]{64}$/;
const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;
const SECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

let ns: Namespace;
let alice: Identity;
let bob: Identity;
let carol: Identity;

beforeAll(async () => {
  ns = await world.makeNamespace();
  alice = await world.makeIdentity(ns, 'Alice');
  bob = await world.makeIdentity(ns, 'Bob');
  carol = await world.makeIdentity(ns);
});

const inRoom = (roomId: string, rest = '') => `/${ns.ns}/rooms/${roomId}${rest}`;
const member = (roomId: string, { id }: Identity) => inRoom(roomId, `/members/${id}`);

async function read(roomId: string, who: Identity, query = '') {
  const { body } = await world.call('GET', inRoom(roomId, `/messages${query}`), { headers: who.headers });
  return body.messages as { mid: string; body: string; from_id: string }[];
}

async function countUnread(roomId: string, who: Identity): Promise<number> {
  return (await world.call('GET', inRoom(roomId, '/unread'), { headers: who.headers })).body.unread_count;
}

async function moveCursor(roomId: string, who: Identity, last_read_mid: string) {
  return world.call('POST', inRoom(roomId, '/read'), { headers: who.headers, body: { last_read_mid } });
}

async function findMember(roomId: string, who: Identity) {
  const { body } = await world.call('GET', inRoom(roomId, '/members'), { headers: who.headers });
  return body.find((seat: { identity_id: string }) => seat.identity_id === who.id);
}

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

describe('rooms and members', () => {
  it('shows rooms in their forms, the caller’s only, oldest first', async () => {
    const space = await world.makeNamespace();
    const one = await world.makeIdentity(space);
    const two = await world.makeIdentity(space);
    const made = await world.call('POST', `/${space.ns}/rooms`, {
      headers: one.headers,
      body: { display_name: 'First' },
    });
    const room = {
      room_id: expect.stringMatching(UUID7),
      ns: space.ns,
      display_name: 'First',
      created_by: one.id,
      created_at: expect.stringMatching(MICROSECONDS),
    };
    expect(made.body).toEqual(room);
    const second = await world.makeRoom(space, one, two);
    const list = async (who: Identity) =>
      (await world.call('GET', `/${space.ns}/rooms`, { headers: who.headers })).body;
    const seat = { joined_at: expect.stringMatching(MICROSECONDS), last_read_mid: null };
    expect(await list(one)).toMatchObject([{ ...made.body, ...seat }, { room_id: second }]);
    expect(await list(two)).toMatchObject([{ room_id: second }]);
    expect((await world.call('GET', `/${space.ns}/rooms/${second}`, { headers: two.headers })).body).toEqual({
      ...room,
      room_id: second,
      display_name: null,
    });
  });

  it('lets any member add, and adding twice changes nothing', async () => {
    const roomId = await world.makeRoom(ns, alice, bob);
    await moveCursor(roomId, bob, 'mark');
    const before = await findMember(roomId, bob);
    expect(before).toEqual({
      room_id: roomId,
      identity_id: bob.id,
      ns: ns.ns,
      joined_at: expect.stringMatching(MICROSECONDS),
      last_read_mid: 'mark',
      metadata: { display_name: 'Bob' },
    });
    const again = await world.call('POST', inRoom(roomId, '/members'), {
      headers: bob.headers,
      body: { identity_id: bob.id },
    });
    expect([again.status, again.body]).toEqual([200, before]);
    const added = await world.call('POST', inRoom(roomId, '/members'), {
      headers: bob.headers,
      body: { identity_id: carol.id },
    });
    expect(added.body).toMatchObject({ identity_id: carol.id, last_read_mid: null, metadata: {} });
    const members = await world.call('GET', inRoom(roomId, '/members'), { headers: alice.headers });
    expect(members.body.map((seat: { identity_id: string }) => seat.identity_id)).toEqual([
      alice.id,
      bob.id,
      carol.id,
    ]);
  });

  it('lets any member remove anybody, the creator too, and start anew after coming back', async () => {
    const roomId = await world.makeRoom(ns, alice, bob);
    const mid = await world.send(ns, roomId, alice, 'one');
    await moveCursor(roomId, alice, mid);
    const first = await findMember(roomId, alice);
    expect((await world.call('DELETE', member(roomId, alice), { headers: bob.headers })).body).toEqual({
      ok: true,
    });
    expect((await world.call('GET', inRoom(roomId), { headers: alice.headers })).status).toBe(403);
    await world.call('POST', inRoom(roomId, '/members'), {
      headers: bob.headers,
      body: { identity_id: alice.id },
    });
    const second = await findMember(roomId, alice);
    expect(second.last_read_mid).toBeNull();
    expect(second.joined_at > first.joined_at).toBe(true);
    expect(await read(roomId, alice)).toHaveLength(1);
  });

  it('keeps an empty room that only the owner of the namespace can end', async () => {
    const roomId = await world.makeRoom(ns, alice);
    expect((await world.call('DELETE', member(roomId, alice), { headers: alice.headers })).status).toBe(200);
    expect((await world.call('GET', inRoom(roomId), { headers: alice.headers })).status).toBe(403);
    expect((await world.call('DELETE', inRoom(roomId), { headers: ns.headers })).body).toEqual({ ok: true });
    expect((await world.call('DELETE', inRoom(roomId), { headers: ns.headers })).status).toBe(404);
    expect((await world.call('GET', inRoom(roomId, '/messages'), { headers: alice.headers })).status).toBe(
      404,
    );
  });
});

describe('messages, cursors, unread', () => {
  it('answers a send with what later lists show', async () => {
    const roomId = await world.makeRoom(ns, alice);
    const sent = await world.call('POST', inRoom(roomId, '/messages'), {
      headers: alice.headers,
      body: { body: '{"task": 1}', content_type: 'application/json' },
    });
    expect(sent.body).toEqual({
      mid: expect.stringMatching(UUID7),
      room_id: roomId,
      from_id: alice.id,
      body: '{"task": 1}',
      content_type: 'application/json',
      created_at: expect.stringMatching(MICROSECONDS),
    });
    const page = await world.call('GET', inRoom(roomId, '/messages'), { headers: alice.headers });
    expect(page.body).toEqual({ messages: [sent.body], room_id: roomId });
    const inbox = await world.call('GET', `/${ns.ns}/inbox/${alice.id}`, { headers: alice.headers });
    expect(inbox.body.messages).toEqual([]);
  });

  it('pages from the oldest, exclusively, by comparing text', async () => {
    const roomId = await world.makeRoom(ns, alice);
    const elsewhere = await world.makeRoom(ns, alice);
    const mids: string[] = [];
    for (let number = 0; number < 7; number += 1) mids.push(await world.send(ns, roomId, alice, 'same text'));
    const other = await world.send(ns, elsewhere, alice, 'x');
    const later = await world.send(ns, roomId, alice, 'last');
    expect([...mids].sort()).toEqual(mids);
    expect(new Set(mids).size).toBe(7);
    const list = async (query: string) => (await read(roomId, alice, query)).map(({ mid }) => mid);
    expect(await list('?limit=3')).toEqual(mids.slice(0, 3));
    expect(await list(`?limit=3&after=${mids[2]}`)).toEqual(mids.slice(3, 6));
    expect(await list(`?after=${later}`)).toEqual([]);
    expect(await list('?after=')).toHaveLength(8);
    expect(await list('?after=0')).toHaveLength(8);
    expect(await list('?after=zzz')).toEqual([]);
    expect(await list(`?after=${other}`)).toEqual([later]);
    expect(await list(`?after=zzz&after=${mids[6]}`)).toEqual([later]);
    for (const [index, mid] of mids.entries()) {
      expect((await list(`?after=${mid}`))[0]).toBe([...mids, later][index + 1]);
    }
  });

  it('moves the cursor forward only, and answers what was asked', async () => {
    const roomId = await world.makeRoom(ns, alice, bob);
    const mids = [];
    for (const text of ['a', 'b', 'c']) mids.push(await world.send(ns, roomId, alice, text));
    const [first = '', second = '', third = ''] = mids;
    expect(await countUnread(roomId, alice)).toBe(3);
    expect(await countUnread(roomId, bob)).toBe(3);
    await read(roomId, bob);
    expect(await countUnread(roomId, bob)).toBe(3);
    expect((await moveCursor(roomId, bob, second)).body).toEqual({ ok: true, last_read_mid: second });
    expect(await countUnread(roomId, bob)).toBe(1);
    expect((await moveCursor(roomId, bob, first)).body).toEqual({ ok: true, last_read_mid: first });
    expect([await countUnread(roomId, bob), (await findMember(roomId, bob)).last_read_mid]).toEqual([
      1,
      second,
    ]);
    await moveCursor(roomId, bob, third);
    expect([await countUnread(roomId, bob), await countUnread(roomId, alice)]).toEqual([0, 3]);
    await moveCursor(roomId, alice, 'zzzz');
    await world.send(ns, roomId, bob, 'never unread again');
    expect(await countUnread(roomId, alice)).toBe(0);
    const rooms = await world.call('GET', `/${ns.ns}/rooms`, { headers: alice.headers });
    const shown = rooms.body.find((room: { room_id: string }) => room.room_id === roomId);
    expect(shown.last_read_mid).toBe('zzzz');
  });
});
