import { describe, expect, it } from 'vitest';
import type { Identity } from './deaddrop-world.ts';
import { MICROSECONDS, UUID7 } from './forms.ts';
import { createRoomCalls } from './room-calls.ts';
import { setUpTeam } from './team.ts';

const team = setUpTeam();
const { world } = team;
const { inRoom, read, moveCursor, findMember } = createRoomCalls(team);

const member = (roomId: string, { id }: Identity) => inRoom(roomId, `/members/${id}`);

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
    const { ns, alice, bob, carol } = team;
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
    const { ns, alice, bob } = team;
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
    const { ns, alice } = team;
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
