import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { connect } from './socket-client.ts';
import { say, startRoom } from './talking-room.ts';
import { expectStatus, type Person } from './test-host.ts';

it('C8 reactions toggle with any emoji, name who reacted, and are never unread', async () => {
  const { host, ann, ben, cem, room } = await startRoom();
  const message = await say(ann, room, 'lunch?');
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: message.id }), 200);
  const react = (person: Person, emoji: string) =>
    person.post(`/api/messages/${message.id}/react`, { emoji });
  for (const emoji of ['👍', '👩‍👩‍👧', '🇩🇪', '❤️', '❤', '1️⃣', '👍🏿'])
    expectStatus(await react(ben, emoji), 200);
  expectStatus(await react(ben, '👍'), 200);
  const { message: now } = expectStatus(await react(cem, '❤️'), 200).body;
  expect(now.reactions).toContainEqual({ emoji: '❤️', count: 2, userIds: [ben.id, cem.id] });
  expect(now.reactions.map((one: { emoji: string }) => one.emoji)).not.toContain('👍');
  for (const emoji of ['a', '', '👍👍', '<b>', '1', ' ']) {
    expect((await react(ben, emoji)).errorCode).toBe('VALIDATION_FAILED');
  }
  expectStatus(await ben.delete(`/api/messages/${message.id}/react/${encodeURIComponent('🇩🇪')}`), 200);
  expectStatus(await ben.delete(`/api/messages/${message.id}/react/${encodeURIComponent('🇩🇪')}`), 200);
  expect((await ben.get(`/api/rooms/${room.id}/unread`)).body.unreadCount).toBe(0);

  const line = await connect(host, cem);
  const on = await line.ask('room:react', { messageId: message.id, emoji: '🎉', isOn: true });
  const again = await line.ask('room:react', { messageId: message.id, emoji: '🎉', isOn: true });
  expect(again).toEqual(on);
  const muted = await ann.patch(`/api/rooms/${room.id}/members/${cem.id}`, { muted: true });
  expectStatus(muted, 200);
  expect((await react(cem, '👍')).errorCode).toBe('MUTED');
});

it('C18 pins are for the room, saved messages for oneself', async () => {
  const { host, ann, ben, cem, room } = await startRoom();
  const [one, two] = [await say(ann, room, 'one'), await say(ann, room, 'two')];
  for (const { id } of [one, two]) expectStatus(await ben.post(`/api/messages/${id}/pin`), 200);
  const { messages } = expectStatus(await cem.get(`/api/rooms/${room.id}/pins`), 200).body;
  expect(messages.map((message: Message) => message.content).sort()).toEqual(['one', 'two']);
  expect(messages[0].pinned.userId).toBe(ben.id);
  expectStatus(await cem.delete(`/api/messages/${one.id}/pin`), 200);
  expect((await cem.get(`/api/rooms/${room.id}/pins`)).body.messages).toHaveLength(1);

  expectStatus(await cem.post(`/api/messages/${one.id}/save`), 200);
  expectStatus(await cem.post(`/api/messages/${one.id}/save`), 200);
  expect((await cem.get('/api/saved')).body.saved).toMatchObject([{ message: { id: one.id } }]);
  expect((await ben.get('/api/saved')).body.saved).toEqual([]);
  expectStatus(await cem.post(`/api/rooms/${room.id}/leave`), 200);
  expect((await cem.get('/api/saved')).body.saved).toEqual([]);
  const outsider = await host.guest('Out');
  expect((await outsider.post(`/api/messages/${one.id}/save`)).errorCode).toBe('MESSAGE_NOT_FOUND');
  expect((await outsider.post(`/api/messages/${one.id}/pin`)).errorCode).toBe('MESSAGE_NOT_FOUND');
});

it('C18 a poll counts each person once, changes with the vote, and ends', async () => {
  const { ann, ben, cem, room } = await startRoom();
  const draft = { question: 'Where?', options: ['Park', 'Sea'], clientId: 'p1' };
  const { message } = expectStatus(await ann.post(`/api/rooms/${room.id}/polls`, draft), 201).body;
  expectStatus(await ann.post(`/api/rooms/${room.id}/polls`, draft), 200);
  expect(message.content).toBe('Where?\n1. Park\n2. Sea');
  const vote = (person: Person, optionIds: number[]) =>
    person.post(`/api/messages/${message.id}/vote`, { optionIds });
  expectStatus(await vote(ben, [0]), 200);
  expectStatus(await vote(ben, [1]), 200);
  const { message: counted } = expectStatus(await vote(cem, [1]), 200).body;
  expect(counted.poll.options.map((one: { count: number }) => one.count)).toEqual([0, 2]);
  expect(counted.poll.options[1].userIds).toEqual([ben.id, cem.id]);
  for (const wrong of [[0, 1], [2], [-1]]) {
    expect((await vote(cem, wrong)).errorCode).toBe('VALIDATION_FAILED');
  }
  expectStatus(await vote(cem, []), 200);
  expect((await ben.post(`/api/messages/${message.id}/close-poll`)).errorCode).toBe('NOT_ALLOWED');
  expectStatus(await ann.post(`/api/messages/${message.id}/close-poll`), 200);
  expect((await vote(cem, [0])).errorCode).toBe('GONE');
  expect((await ann.put(`/api/messages/${message.id}`, { content: 'x' })).errorCode).toBe('NOT_ALLOWED');
  const same = await ann.post(`/api/rooms/${room.id}/polls`, { question: 'x', options: ['a', 'a'] });
  expect(same.errorCode).toBe('VALIDATION_FAILED');
});

it('C10 mark unread from here sets the cursor back for all devices, and who has read it stays known', async () => {
  const { host, ann, ben, cem, room } = await startRoom();
  const sent = [await say(ann, room, 'a'), await say(ann, room, 'b'), await say(ann, room, 'c')];
  const [first, second, third] = sent as [Message, Message, Message];
  const other = await connect(host, ben);
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: third.id }), 200);
  const view = expectStatus(
    await ben.post(`/api/rooms/${room.id}/unread-from`, { messageId: second.id }),
    200,
  );
  expect(view.body).toMatchObject({ unreadCount: 2, lastReadMessageId: first.id });
  expect(await other.expectPush('room:unread-marked')).toMatchObject({ roomId: room.id, unreadCount: 2 });
  const { readers } = expectStatus(await ann.get(`/api/messages/${third.id}/readers`), 200).body;
  expect(readers).toEqual([{ userId: ben.id, displayName: 'Ben Lee' }]);
  expectStatus(await cem.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: first.id }), 200);
  expect((await ann.get(`/api/messages/${first.id}/readers`)).body.readers).toHaveLength(2);
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: third.id }), 200);
  expect((await ben.get(`/api/rooms/${room.id}/unread`)).body.unreadCount).toBe(0);
});
