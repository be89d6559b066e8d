import { expect, it } from 'vitest';
import { listAll } from './talking-room.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

it('R5 rooms created at the same moment never exceed the limit nor share a code', async () => {
  const host = await startTestHost();
  const people = await many(4, (index) => host.guest(`Person ${index}`));
  const answers = await Promise.all(
    people.flatMap((person) => Array.from({ length: 12 }, () => person.post('/api/rooms', { name: 'Room' }))),
  );
  const made = answers.filter((answer) => answer.status === 201);
  expect(made).toHaveLength(4 * 5);
  expect(answers.filter((answer) => answer.errorCode === 'TOO_MANY_ROOMS')).toHaveLength(4 * 7);
  expect(new Set(made.map((answer) => answer.body.room.roomCode)).size).toBe(20);
});

it('R1 people who join at the same moment never exceed the capacity', async () => {
  const host = await startTestHost();
  const owner = await host.guest('Owner');
  const room = await makeRoom(owner, { maxParticipants: 7 });
  const people = await many(25, (index) => host.guest(`Person ${index}`));
  const answers = await Promise.all(people.map((person) => person.post(`/api/rooms/${room.id}/join`)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(6);
  expect(answers.filter((answer) => answer.errorCode === 'ROOM_FULL')).toHaveLength(19);
  const seen = expectStatus(await owner.get(`/api/rooms/${room.id}`), 200).body.room;
  expect([seen.memberCount, seen.participants.length]).toEqual([7, 7]);
});

it('C2 messages sent at the same moment get numbers without gaps, and ids that rise with them', async () => {
  const host = await startTestHost();
  const owner = await host.guest('Owner');
  const room = await makeRoom(owner);
  const people = await many(5, (index) => host.guest(`Person ${index}`));
  await seat(room, ...people);
  const answers = await Promise.all(
    people.flatMap((person, who) =>
      Array.from({ length: 40 }, (_, index) =>
        person.post(`/api/rooms/${room.id}/messages`, { content: `${who} says ${index}` }),
      ),
    ),
  );
  for (const answer of answers) expectStatus(answer, 201);
  const all = await listAll(owner, room.id);
  expect(all.map((message) => message.seq)).toEqual(all.map((_, index) => index + 1));
  expect(all.map((message) => message.id)).toEqual(all.map((message) => message.id).sort());
  expect(all.filter((message) => message.messageType === 'user_text')).toHaveLength(200);
});

it('C3 one client id sent many times at once is one message', async () => {
  const host = await startTestHost();
  const owner = await host.guest('Owner');
  const room = await makeRoom(owner);
  const answers = await many(20, () =>
    owner.post(`/api/rooms/${room.id}/messages`, { content: 'once', clientId: 'c-1' }),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
  expect(new Set(answers.map((answer) => answer.body.message.id)).size).toBe(1);
  expect(await listAll(owner, room.id)).toHaveLength(1);
});

it('R10 people who leave at the same moment leave exactly one owner', async () => {
  const host = await startTestHost();
  const people = await many(6, (index) => host.guest(`Person ${index}`));
  const room = await makeRoom(people[0] as Person);
  await seat(room, ...people.slice(1));
  await Promise.all(people.slice(0, 4).map((person) => person.post(`/api/rooms/${room.id}/leave`)));
  const { room: seen } = expectStatus(await (people[5] as Person).get(`/api/rooms/${room.id}`), 200).body;
  const owners = seen.participants.filter((one: { role: string }) => one.role === 'owner');
  expect(owners).toHaveLength(1);
  expect(owners[0].userId).toBe(seen.hostUserId);
});
