import { expect, it } from 'vitest';
import { AccessError, NotFoundError } from '../errors.ts';
import { describeEachWay } from './each-way.ts';

describeEachWay((team) => {
  it('walks the whole way of the document', async () => {
    const { client, space, ns, alice, bob, charlie, makeRoom, send } = team;
    const roomId = await makeRoom(bob, charlie);
    const inRoom = { ns, roomId };
    const members = await client.listRoomMembers({ ...inRoom, secret: alice.secret });
    expect(members.map(({ identityId, metadata }) => [identityId, metadata])).toEqual([
      [alice.id, { display_name: 'Alice' }],
      [bob.id, { display_name: 'Bob' }],
      [charlie.id, { display_name: 'Charlie' }],
    ]);
    await send(roomId, alice, 'Hello team!');
    await send(roomId, bob, 'Hey Alice! Thanks for setting this up.');
    const messages = await client.getRoomMessages({ ...inRoom, secret: alice.secret });
    expect(messages.map(({ fromId, body, contentType }) => [fromId, body, contentType])).toEqual([
      [alice.id, 'Hello team!', 'text/plain'],
      [bob.id, 'Hey Alice! Thanks for setting this up.', 'text/plain'],
    ]);

    const [first] = await client.getRoomMessages({ ...inRoom, secret: bob.secret, limit: 1 });
    const next = await client.getRoomMessages({
      ...inRoom,
      secret: bob.secret,
      afterMid: first?.mid,
      limit: 10,
    });
    expect(next).toEqual(messages.slice(1));
    const lastReadMid = messages.at(-1)?.mid ?? '';
    await client.updateRoomReadCursor({ ...inRoom, secret: bob.secret, lastReadMid });
    expect(await client.getRoomUnreadCount({ ...inRoom, secret: bob.secret })).toBe(0);
    expect(await client.getRoomUnreadCount({ ...inRoom, secret: alice.secret })).toBe(2);
    const own = await client.listRooms({ ns, secret: bob.secret });
    expect(own.find((room) => room.roomId === roomId)).toMatchObject({
      displayName: 'Project Chat',
      lastReadMid,
    });

    await client.removeRoomMember({ ...inRoom, identityId: charlie.id, secret: charlie.secret });
    await client.removeRoomMember({ ...inRoom, identityId: bob.id, secret: alice.secret });
    expect(await client.listRoomMembers({ ...inRoom, secret: alice.secret })).toHaveLength(1);
    await expect(client.getRoom({ ...inRoom, secret: bob.secret })).rejects.toThrow(AccessError);
    await client.deleteRoom({ ...inRoom, nsSecret: space.secret });
    await expect(client.getRoom({ ...inRoom, secret: alice.secret })).rejects.toThrow(NotFoundError);
  });

  it('lets many agents work together: a task for all, an answer of each', async () => {
    const { client, ns, alice, bob, charlie, makeRoom } = team;
    const workers = [bob, charlie];
    const roomId = await makeRoom(...workers);
    const contentType = 'application/json';
    const work = workers.map(async ({ secret }) => {
      for await (const message of client.listenRoom({ ns, roomId, secret })) {
        if (message.fromId !== alice.id) continue;
        const { data } = JSON.parse(message.body) as { data: number[] };
        const sum = data.reduce((total, one) => total + one, 0);
        await client.sendRoomMessage({ ns, roomId, secret, body: JSON.stringify({ sum }), contentType });
        return;
      }
    });
    const task = JSON.stringify({ task: 'analyze', data: [1, 2, 3] });
    await client.sendRoomMessage({ ns, roomId, secret: alice.secret, body: task, contentType });
    await Promise.all(work);
    const answers = (await client.getRoomMessages({ ns, roomId, secret: alice.secret })).slice(1);
    expect(answers.map(({ fromId }) => fromId).sort()).toEqual(workers.map(({ id }) => id).sort());
    for (const answer of answers)
      expect([answer.body, answer.contentType]).toEqual(['{"sum":6}', contentType]);
  });

  it('holds a debate in which everybody sees everything', async () => {
    const { client, ns, alice, bob, charlie, makeRoom, send } = team;
    const roomId = await makeRoom(bob, charlie);
    await send(roomId, alice, 'Should AI systems be required to identify themselves?');
    const seen = new Map<string, string[]>();
    const read = [alice, bob, charlie].map(async ({ id, secret }) => {
      const bodies: string[] = [];
      for await (const { body } of client.listenRoom({ ns, roomId, secret })) {
        bodies.push(body);
        if (bodies.length === 5) break;
      }
      seen.set(id, bodies);
    });
    for (const round of [1, 2]) {
      await send(roomId, bob, `for ${round}`);
      await send(roomId, charlie, `against ${round}`);
    }
    await Promise.all(read);
    const expected = [expect.any(String), 'for 1', 'against 1', 'for 2', 'against 2'];
    for (const bodies of seen.values()) expect(bodies).toEqual(expected);
  });
});
