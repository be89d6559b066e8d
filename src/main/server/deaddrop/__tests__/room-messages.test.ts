import { describe, expect, it } from 'vitest';
import { MICROSECONDS, UUID7 } from './forms.ts';
import { createRoomCalls } from './room-calls.ts';
import { setUpTeam } from './team.ts';

const team = setUpTeam();
const { world } = team;
const { inRoom, read, countUnread, moveCursor, findMember } = createRoomCalls(team);

describe('messages, cursors, unread', () => {
  it('answers a send with what later lists show', async () => {
    const { ns, alice } = team;
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
    const { ns, alice } = team;
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
    const { ns, alice, bob } = team;
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
