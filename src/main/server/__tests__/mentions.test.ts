import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { connect } from './socket-client.ts';
import { say, startRoom } from './talking-room.ts';
import { eventually, expectStatus, type Person, seat } from './test-host.ts';

it('C11 of two people of one name the number on screen names the one who came later', async () => {
  const { host, ann, ben, room } = await startRoom();
  const other = await host.guest('ANN');
  await seat(room, other);
  expect((await say(ben, room, 'hello @Ann')).mentions?.userIds).toEqual([ann.id]);
  expect((await say(ben, room, 'and @Ann (2)')).mentions?.userIds).toEqual([other.id]);
});

it('C11 mentions are found by the host, counted exactly, and an edit tells only who is new', async () => {
  const { host, ann, ben, cem, room } = await startRoom();
  const count = async (person: Person) =>
    (await person.get(`/api/rooms/${room.id}/unread`)).body.mentionCount as number;
  const line = await connect(host, cem);
  await line.ask('room:join', { roomId: room.id });

  const named = await say(ann, room, 'hello @ben lee, `@Cem` and ann@cem.org, @Cemetery');
  expect(named.mentions).toEqual({ userIds: [ben.id], all: false, here: false });
  expect([await count(ben), await count(cem), await count(ann)]).toEqual([1, 0, 0]);
  const edited = expectStatus(
    await ann.put(`/api/messages/${named.id}`, { content: 'hello @Ben Lee and @Cem!' }),
    200,
  ).body;
  expect(edited.message.mentions.userIds).toEqual([ben.id, cem.id]);
  const told = await line.expectPush('room:message-updated', (push) => push.message.id === named.id);
  expect(told.newlyMentioned).toEqual([cem.id]);
  expect([await count(ben), await count(cem)]).toEqual([1, 1]);
  expectStatus(await ann.put(`/api/messages/${named.id}`, { content: 'never mind' }), 200);
  expect([await count(ben), await count(cem)]).toEqual([0, 0]);

  const all = await say(ben, room, '@all listen');
  const here = await say(ben, room, 'who is @here?');
  expect(here.mentions).toEqual({ userIds: [], all: false, here: true });
  expect([await count(ann), await count(ben), await count(cem)]).toEqual([1, 0, 2]);
  const { messages } = expectStatus(await cem.get('/api/mentions'), 200).body;
  expect(messages.map((one: Message) => one.id)).toEqual([here.id, all.id]);
  expectStatus(await cem.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: all.id }), 200);
  expect(await count(cem)).toBe(1);
  expect((await say(ann, room, '@'.repeat(16_000))).mentions).toBeUndefined();
});

it('C11 what waits for somebody who was named follows the message: edited, named later, deleted', async () => {
  const { ann, ben, cem, room } = await startRoom();
  const waiting = async (person: Person) =>
    (await person.get('/api/notifications')).body.notifications.map(
      (one: { data: { excerpt: string } }) => one.data.excerpt,
    );
  const message = await say(ann, room, 'secret for @Cem');
  await eventually(async () => expect(await waiting(cem)).toEqual(['secret for @Cem']));
  expectStatus(await ann.put(`/api/messages/${message.id}`, { content: 'for @Cem and @Ben Lee' }), 200);
  await eventually(async () => expect(await waiting(ben)).toEqual(['for @Cem and @Ben Lee']));
  expect(await waiting(cem)).toEqual(['for @Cem and @Ben Lee']);
  expectStatus(await ann.put(`/api/messages/${message.id}`, { content: 'for @Ben Lee' }), 200);
  expect(await waiting(cem)).toEqual([]);
  expectStatus(await ann.delete(`/api/messages/${message.id}`), 200);
  expect(await waiting(ben)).toEqual([]);
});
