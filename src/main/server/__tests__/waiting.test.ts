import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const isMember = async (person: Person, roomId: string) =>
  (await person.get(`/api/rooms/${roomId}/wait`)).body.isMember;

async function setUp(settings: Record<string, unknown> = {}, guests = 5) {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const people: Person[] = [];
  for (let count = 0; count < guests; count += 1) people.push(await host.guest(`Person ${count}`));
  const room = await makeRoom(ann, settings);
  return {
    host,
    ann,
    people: people as [Person, Person, Person, Person, Person],
    room,
    base: `/api/rooms/${room.id}`,
  };
}

describe('R13 knocking at a locked room', () => {
  it('is heard by those who may open, wherever they are; admitting seats the person at once', async () => {
    const { host, ann, people, room, base } = await setUp({ password: 'sesame' });
    const [mod, plain, zoe] = people;
    for (const person of [mod, plain])
      expectStatus(await person.post(`${base}/join`, { password: 'sesame' }), 200);
    expectStatus(await ann.patch(`${base}/members/${mod.id}`, { role: 'moderator' }), 200);
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    const [annLine, modLine, plainLine, zoeLine] = [
      await connect(host, ann),
      await connect(host, mod),
      await connect(host, plain),
      await connect(host, zoe),
    ];
    const { waiting } = await zoeLine.ask('room:wait', { roomCode: room.roomCode, displayName: 'Zoë' });
    expect(waiting).toMatchObject({ userId: zoe.id, kind: 'knock', position: 1 });
    for (const line of [annLine, modLine]) {
      const knock = await line.expectPush('room:knock');
      expect(knock).toMatchObject({ roomId: room.id, roomName: 'Workshop', waiting: { userId: zoe.id } });
      await line.expectPush('room:waiting-updated', ({ waiting: list }) => list.length === 1);
    }
    expect(plainLine.listen('room:knock')).toEqual([]);
    expect((await plain.post(`${base}/waiting/${zoe.id}/admit`)).errorCode).toBe('NOT_ALLOWED');
    expectStatus(await mod.post(`${base}/waiting/${zoe.id}/admit`), 200);
    await zoeLine.expectPush('room:admitted', ({ roomId }) => roomId === room.id);
    await annLine.expectPush('room:waiting-updated', ({ waiting: list }) => list.length === 0);
    const joined = await zoeLine.ask('room:join', { roomId: room.id });
    expect(joined.self).toMatchObject({ displayName: 'Zoë', role: 'member' });
    const { entries } = (await ann.get(`${base}/audit`)).body;
    expect(entries[0]).toMatchObject({ action: 'admit', actorName: mod.user.displayName, targetName: 'Zoë' });
  });

  it('can be answered with no and a reason, and given up', async () => {
    const { host, ann, people, room, base } = await setUp();
    const [zoe, yan] = people;
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    const line = await connect(host, zoe);
    for (const person of [zoe, yan]) expectStatus(await person.post(`${base}/knock`), 201);
    expectStatus(await ann.post(`${base}/waiting/${zoe.id}/deny`, { reason: 'private talk' }), 200);
    expect(await line.expectPush('room:denied')).toEqual({ roomId: room.id, reason: 'private talk' });
    expect((await ann.post(`${base}/waiting/${zoe.id}/deny`)).errorCode).toBe('USER_NOT_FOUND');
    expect((await ann.post(`${base}/waiting/${zoe.id}/admit`)).errorCode).toBe('USER_NOT_FOUND');
    expectStatus(await yan.delete(`${base}/wait`), 200);
    expect((await ann.get(`${base}/waiting`)).body.waiting).toEqual([]);
    expect((await zoe.post(`${base}/join`)).errorCode).toBe('ROOM_LOCKED');
  });

  it('admits all in order as far as there are seats', async () => {
    const { ann, people, base } = await setUp({ maxParticipants: 3 });
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    for (const person of people) expectStatus(await person.post(`${base}/wait`), 201);
    const { admitted, waiting } = expectStatus(await ann.post(`${base}/waiting/admit`), 200).body;
    expect(admitted).toEqual([people[0].id, people[1].id]);
    expect(waiting.map((one: { userId: string }) => one.userId)).toEqual(people.slice(2).map(({ id }) => id));
    expect((await ann.post(`${base}/waiting/${people[2].id}/admit`)).errorCode).toBe('ROOM_FULL');
  });

  it('needs nobody any more once the room is unlocked', async () => {
    const { ann, people, room, base } = await setUp();
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    expectStatus(await people[0].post(`${base}/wait`), 201);
    expectStatus(await ann.patch(`${base}/state`, { locked: false }), 200);
    await eventually(async () => expect(await isMember(people[0], room.id)).toBe(true));
  });

  it('does not open a password to those who only knocked', async () => {
    const { ann, people, room, base } = await setUp({ password: 'sesame' });
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    expectStatus(await people[0].post(`${base}/wait`), 201);
    expectStatus(await ann.patch(`${base}/state`, { locked: false }), 200);
    expectStatus(await people[1].post(`${base}/join`, { password: 'sesame' }), 200);
    expect(await isMember(people[0], room.id)).toBe(false);
    expect((await people[0].post(`${base}/wait`)).errorCode).toBe('WRONG_PASSWORD');
    expectStatus(await people[0].post(`${base}/join`, { password: 'sesame' }), 200);
    expect((await ann.get(`${base}/waiting`)).body.waiting).toEqual([]);
  });
});

describe('R13 queueing for a full room', () => {
  it('is for full rooms only, and says the position', async () => {
    const { ann, people, base } = await setUp({ maxParticipants: 2 });
    expect((await people[0].post(`${base}/queue`)).errorCode).toBe('CONFLICT');
    expectStatus(await people[0].post(`${base}/join`), 200);
    expect((await people[0].post(`${base}/queue`)).errorCode).toBe('CONFLICT');
    for (const [index, person] of people.slice(1).entries()) {
      const { waiting } = expectStatus(await person.post(`${base}/queue`), 201).body;
      expect(waiting).toMatchObject({ kind: 'queue', position: index + 1 });
    }
    const again = expectStatus(await people[2].post(`${base}/queue`), 201).body.waiting;
    expect(again.position).toBe(2);
    expect((await people[3].get(`${base}/wait`)).body.waiting.position).toBe(3);
    expect((await ann.get(`${base}/waiting`)).body.waiting).toHaveLength(4);
  });

  it('gives a freed seat to the first, and newcomers do not overtake', async () => {
    const { host, ann, people, room, base } = await setUp({ maxParticipants: 2 });
    const [seated, first, second, stranger] = people;
    await seat(room, seated);
    const lines = [await connect(host, first), await connect(host, second)];
    for (const line of lines) await line.ask('room:wait', { roomId: room.id });
    const [, attempt] = await Promise.all([seated.post(`${base}/leave`), stranger.post(`${base}/join`)]);
    expect(attempt.errorCode).toBe('ROOM_FULL');
    await lines[0]?.expectPush('room:admitted');
    await lines[1]?.expectPush('room:wait-updated', ({ position }) => position === 1);
    expect(await isMember(first, room.id)).toBe(true);
    expect(await isMember(second, room.id)).toBe(false);
    expectStatus(await ann.delete(`${base}/kick/${first.id}`), 200);
    await lines[1]?.expectPush('room:admitted');
  });

  it('is safe against many seats freed at once: the first ones get them, none twice, never too many', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann, { maxParticipants: 5 });
    const base = `/api/rooms/${room.id}`;
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => host.guest(`Person ${index}`)));
    const [seated, queue] = [people.slice(0, 4), people.slice(4)];
    await seat(room, ...seated);
    for (const person of queue) expectStatus(await person.post(`${base}/queue`), 201);
    await Promise.all([
      ...seated.slice(0, 3).map((person) => person.post(`${base}/leave`)),
      ann.patch(base, { maxParticipants: 6 }),
      ...Array.from({ length: 5 }, async () => (await host.guest('Late')).post(`${base}/join`)),
    ]);
    await eventually(async () => {
      const { room: seen } = (await ann.get(base)).body;
      expect(seen.memberCount).toBe(6);
    });
    const ids = (await ann.get(`${base}/members`)).body.participants.map(
      (one: { userId: string }) => one.userId,
    );
    expect(new Set(ids)).toEqual(new Set([ann.id, seated[3]?.id, ...queue.slice(0, 4).map(({ id }) => id)]));
    expect(
      (await ann.get(`${base}/waiting`)).body.waiting.map((one: { userId: string }) => one.userId),
    ).toEqual(queue.slice(4).map(({ id }) => id));
  });

  it('asks for the password when one queues, not when one is seated', async () => {
    const { ann, people, room, base } = await setUp({ maxParticipants: 1, password: 'sesame' });
    expect((await people[0].post(`${base}/queue`, { password: 'no' })).errorCode).toBe('WRONG_PASSWORD');
    expectStatus(await people[0].post(`${base}/queue`, { password: 'sesame' }), 201);
    expectStatus(await ann.patch(base, { maxParticipants: 2 }), 200);
    await eventually(async () => expect(await isMember(people[0], room.id)).toBe(true));
  });

  it('survives a restart, and forgets who went away', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({}, { clock });
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann, { maxParticipants: 1, life: 'kept' });
    const base = `/api/rooms/${room.id}`;
    const [gone, patient] = [await host.guest('Gone'), await host.guest('Patient')];
    for (const person of [gone, patient]) expectStatus(await person.post(`${base}/queue`), 201);
    await host.restart();
    const line = await connect(host, patient);
    expect((await ann.get(`${base}/waiting`)).body.waiting).toHaveLength(2);
    clock.advance(61_000);
    expectStatus(await ann.patch(base, { maxParticipants: 2 }), 200);
    await line.expectPush('room:admitted');
    expect(await isMember(gone, room.id)).toBe(false);
  });

  it('tells those at the door when the room is deleted', async () => {
    const { host, ann, people, room, base } = await setUp({ maxParticipants: 1 });
    const line = await connect(host, people[0]);
    await line.ask('room:wait', { roomId: room.id });
    expectStatus(await ann.delete(base), 200);
    await line.expectPush('room:deleted', ({ roomId }) => roomId === room.id);
  });
});

describe('R13 strange requests at the door', () => {
  it('get their code, and change nothing', async () => {
    const { host, ann, people, room, base } = await setUp();
    const [annLine, line] = [await connect(host, ann), await connect(host, people[0])];
    const secret = await makeRoom(ann, { visibility: 'private', maxParticipants: 1 });
    const refusals = [
      [line, 'room:wait', {}, 'VALIDATION_FAILED'],
      [line, 'room:wait', { roomCode: 'ABC' }, 'INVALID_CODE'],
      [line, 'room:wait', { roomId: 'nowhere' }, 'ROOM_NOT_FOUND'],
      [line, 'room:wait', { roomId: room.id }, 'CONFLICT'],
      [line, 'room:stop-waiting', { roomId: 'nowhere' }, 'ROOM_NOT_FOUND'],
      [line, 'room:admit', { roomId: secret.id, all: true }, 'ROOM_NOT_FOUND'],
      [annLine, 'room:admit', { roomId: room.id }, 'BAD_REQUEST'],
      [annLine, 'room:admit', { roomId: room.id, userId: 'nobody' }, 'USER_NOT_FOUND'],
      [annLine, 'room:deny', { roomId: room.id, userId: people[0].id }, 'USER_NOT_FOUND'],
      [annLine, 'room:deny', { roomId: room.id, userId: people[0].id, reason: 7 }, 'VALIDATION_FAILED'],
    ] as const;
    for (const [sender, name, input, code] of refusals) {
      const result = await sender.socket.timeout(5_000).emitWithAck(name, input);
      expect({ name, input, result }).toMatchObject({ name, input, result: { ok: false, error: { code } } });
    }
    expect((await ann.get(`${base}/waiting`)).body.waiting).toEqual([]);
  });
});
