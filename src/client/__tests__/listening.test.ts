import { expect, it } from 'vitest';
import type { RoomMessage } from '../types.ts';
import { describeEachWay } from './each-way.ts';

describeEachWay((team) => {
  it('listens to several rooms over one line, and hears of the inbox beside them', async () => {
    const { client, ns, alice, bob, makeRoom, send } = team;
    const rooms = [await makeRoom(bob), await makeRoom(bob), await makeRoom(bob)];
    const heard: RoomMessage[] = [];
    const places = Object.fromEntries(rooms.map((roomId) => [roomId, null]));
    const listening = (async () => {
      for await (const message of client.listenRooms({ ns, secret: bob.secret, rooms: places })) {
        heard.push(message);
        if (heard.length === rooms.length * 4) return;
      }
    })();
    for (let round = 0; round < 4; round += 1) {
      for (const roomId of rooms) await send(roomId, alice, `${round}`);
    }
    await listening;
    const sent = await send(rooms[0] ?? '', alice, 'later');
    for (const roomId of rooms) {
      const bodies = heard.filter((message) => message.roomId === roomId).map(({ body }) => body);
      expect(bodies).toEqual(['0', '1', '2', '3']);
    }
    const topics = { [`room:${rooms[0]}`]: sent.mid, [`inbox:${bob.id}`]: null };
    const waiting = client.subscribe({ ns, secret: bob.secret, topics, timeout: 20 });
    const letter = await client.sendMessage({ ns, fromSecret: alice.secret, to: bob.id, body: 'psst' });
    expect(await waiting).toEqual({ events: { [`inbox:${bob.id}`]: letter.mid }, timeout: false });
    await client.deleteMessage({ ns, id: bob.id, secret: bob.secret, mid: letter.mid });
    const control = new AbortController();
    const given = client.subscribe({
      ns,
      secret: bob.secret,
      topics: { [`room:${rooms[0]}`]: sent.mid },
      signal: control.signal,
    });
    control.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
  });

  it('waits for a message, and gives up when it is told to', async () => {
    const { client, ns, alice, bob, makeRoom, send } = team;
    const roomId = await makeRoom(bob);
    const { mid } = await send(roomId, alice, 'before');
    const waiting = client.waitForRoomMessages({
      ns,
      roomId,
      secret: bob.secret,
      afterMid: mid,
      timeout: 20,
    });
    await send(roomId, alice, 'after');
    expect((await waiting).map(({ body }) => body)).toEqual(['after']);
    const last = (await waiting).at(-1)?.mid;
    expect(
      await client.waitForRoomMessages({ ns, roomId, secret: bob.secret, afterMid: last, timeout: 1 }),
    ).toEqual([]);

    const control = new AbortController();
    const heard: RoomMessage[] = [];
    const listening = (async () => {
      for await (const message of client.listenRoom({
        ns,
        roomId,
        secret: bob.secret,
        signal: control.signal,
      })) {
        heard.push(message);
        if (heard.length === 2) control.abort(new Error('enough'));
      }
    })();
    await expect(listening).rejects.toThrow('enough');
    expect(heard.map(({ body }) => body)).toEqual(['before', 'after']);
  });
});
