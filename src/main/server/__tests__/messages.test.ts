import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

async function say(
  person: Person,
  room: { id: string },
  content: string,
  more: object = {},
): Promise<Message> {
  const answer = await person.post(`/api/rooms/${room.id}/messages`, { content, ...more });
  return expectStatus(answer, 201).body.message;
}

async function startRoom() {
  const host = await startTestHost();
  const [ann, ben, cem] = [await host.guest('Ann'), await host.guest('Ben Lee'), await host.guest('Cem')];
  const room = await makeRoom(ann);
  await seat(room, ben, cem);
  return { host, ann, ben, cem, room };
}

it('C6 the author edits, every wording stays in the history, and nobody else may', async () => {
  const { host, ann, ben, room } = await startRoom();
  const outsider = await host.guest('Out');
  const message = await say(ben, room, 'frist');
  const line = await connect(host, ann);
  await line.ask('room:join', { roomId: room.id });

  const edited = expectStatus(await ben.put(`/api/messages/${message.id}`, { content: 'first' }), 200).body;
  expect(edited.message).toMatchObject({ content: 'first', seq: message.seq });
  expect(edited.message.editedAt).not.toBeNull();
  const told = await line.expectPush('room:message-updated');
  expect(told).toEqual({ message: edited.message, rev: 1 });
  const same = expectStatus(await ben.put(`/api/messages/${message.id}`, { content: 'first' }), 200).body;
  expect(same.rev).toBe(1);

  const { versions } = expectStatus(await ann.get(`/api/messages/${message.id}/history`), 200).body;
  expect(versions.map((one: { content: string }) => one.content)).toEqual(['frist', 'first']);
  expect(versions[0].at).toBe(message.createdAt);
  expect((await ann.put(`/api/messages/${message.id}`, { content: 'x' })).errorCode).toBe('NOT_ALLOWED');
  expect((await outsider.put(`/api/messages/${message.id}`, { content: 'x' })).errorCode).toBe(
    'MESSAGE_NOT_FOUND',
  );
  expect((await outsider.get(`/api/messages/${message.id}/history`)).errorCode).toBe('MESSAGE_NOT_FOUND');
  expect((await ben.put(`/api/messages/${message.id}`, { content: ' ' })).errorCode).toBe(
    'VALIDATION_FAILED',
  );
});

it('C6 deleting leaves a tombstone without a trace of what was said; members cannot delete others’', async () => {
  const { ann, ben, cem, room } = await startRoom();
  const message = await say(ben, room, 'secret @Cem');
  await say(cem, room, 'what?', { replyToId: message.id });
  expectStatus(await ben.put(`/api/messages/${message.id}`, { content: 'secret 2 @Cem' }), 200);
  expectStatus(await cem.post(`/api/messages/${message.id}/react`, { emoji: '👍' }), 200);
  expectStatus(await ann.post(`/api/messages/${message.id}/save`), 200);
  expect((await cem.delete(`/api/messages/${message.id}`)).errorCode).toBe('NOT_ALLOWED');

  const before = (await cem.get(`/api/rooms/${room.id}/unread`)).body;
  expect(before).toMatchObject({ unreadCount: 1, mentionCount: 1 });
  const { message: gone } = expectStatus(await ann.delete(`/api/messages/${message.id}`), 200).body;
  expect(gone).toMatchObject({ id: message.id, seq: message.seq, userId: ben.id, content: '', metadata: {} });
  expect(gone).toMatchObject({ createdAt: message.createdAt, reactions: [], attachments: [] });
  expect(gone.deletedAt).not.toBeNull();
  expect(gone.mentions).toBeUndefined();
  expect((await cem.get(`/api/rooms/${room.id}/unread`)).body).toMatchObject({
    unreadCount: 0,
    mentionCount: 0,
  });
  expect((await ann.get(`/api/messages/${message.id}/history`)).body.versions).toEqual([]);
  expect((await ann.get('/api/saved')).body.saved).toEqual([]);
  const page = (await ann.get(`/api/rooms/${room.id}/messages`)).body.messages as Message[];
  expect(JSON.stringify(page)).not.toContain('secret');
  expect(page.at(-1)?.quote).toMatchObject({ id: message.id, content: '', isDeleted: true });
  expectStatus(await ann.delete(`/api/messages/${message.id}`), 200);
  expect((await ben.put(`/api/messages/${message.id}`, { content: 'x' })).errorCode).toBe('GONE');
});

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

it('C15 history opens at a time: jump to a date', async () => {
  const clock = createFakeClock(Date.UTC(2031, 0, 1));
  const host = await startTestHost({}, { clock });
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  for (let day = 0; day < 9; day += 1) {
    clock.set(Date.UTC(2031, 0, 1 + day * 2));
    await say(ann, room, `day ${day}`);
  }
  const around = async (time: string) =>
    expectStatus(
      await ann.get(`/api/rooms/${room.id}/messages?limit=3&around=${time}`),
      200,
    ).body.messages.map((one: Message) => one.content);
  expect(await around('2031-01-08T00:00:00Z')).toEqual(['day 3', 'day 4', 'day 5']);
  expect(await around('2031-01-09T00:00:00.000Z')).toEqual(['day 3', 'day 4', 'day 5']);
  expect(await around('2030-01-01T00:00:00Z')).toEqual(['day 0', 'day 1', 'day 2']);
  expect((await around('2040-01-01T00:00:00Z')).at(-1)).toBe('day 8');
  expect((await ann.get(`/api/rooms/${room.id}/messages?around=2031-99-99T`)).errorCode).toBe(
    'MESSAGE_NOT_FOUND',
  );
});

it('C7 replies quote what the message says now; threads count their replies and have one level', async () => {
  const { ann, ben, cem, room } = await startRoom();
  const other = await makeRoom(ann, { name: 'Other' });
  const root = await say(ann, room, 'topic');
  const reply = await say(ben, room, 'one', { threadId: root.id, replyToId: root.id });
  expect(reply.quote).toMatchObject({ id: root.id, content: 'topic', displayName: 'Ann' });
  const nested = await say(cem, room, 'two', { threadId: reply.id });
  expect(nested.threadId).toBe(root.id);
  expectStatus(await ann.put(`/api/messages/${root.id}`, { content: 'new topic' }), 200);

  const thread = expectStatus(await ben.get(`/api/rooms/${room.id}/threads/${root.id}`), 200).body;
  expect(thread.root.thread).toMatchObject({ replyCount: 2, userIds: [ben.id, cem.id] });
  expect(thread.replies.map((one: Message) => one.content)).toEqual(['one', 'two']);
  expect(thread.replies[0].quote.content).toBe('new topic');
  const part = (await ben.get(`/api/rooms/${room.id}/threads/${root.id}?limit=1`)).body;
  expect(part).toMatchObject({ hasMoreAfter: true, replies: [{ id: reply.id }] });
  const rest = (await ben.get(`/api/rooms/${room.id}/threads/${root.id}?after=${reply.seq}`)).body;
  expect(rest.replies).toHaveLength(1);

  expectStatus(await cem.delete(`/api/messages/${nested.id}`), 200);
  const { message: counted } = (await ann.get(`/api/messages/${root.id}`)).body;
  expect(counted.thread).toMatchObject({ replyCount: 1, userIds: [ben.id], lastReplyAt: reply.createdAt });
  for (const link of [{ replyToId: root.id }, { threadId: root.id }, { threadId: 'nothing' }]) {
    const refused = await ann.post(`/api/rooms/${other.id}/messages`, { content: 'x', ...link });
    expect(refused.errorCode).toBe('MESSAGE_NOT_FOUND');
  }
  expect((await ann.get(`/api/rooms/${other.id}/threads/${root.id}`)).errorCode).toBe('MESSAGE_NOT_FOUND');
});

it('a rejoin with lastRev gets exactly what changed, once, in any order of changes', async () => {
  const { host, ann, ben, room } = await startRoom();
  const messages: Message[] = [];
  for (let n = 0; n < 6; n += 1) messages.push(await say(ann, room, `m${n}`));
  const line = await connect(host, ben);
  const joined = await line.ask('room:join', { roomId: room.id });
  line.close();
  const [first, second, third] = messages as [Message, Message, Message];
  expectStatus(await ann.put(`/api/messages/${second.id}`, { content: 'changed' }), 200);
  expectStatus(await ann.delete(`/api/messages/${first.id}`), 200);
  expectStatus(await ann.post(`/api/messages/${second.id}/react`, { emoji: '👍' }), 200);
  const later = await say(ann, room, 'later', { threadId: third.id });
  expectStatus(await ann.put(`/api/messages/${later.id}`, { content: 'later still' }), 200);

  const again = await connect(host, ben);
  const { lastSeq, lastRev } = joined;
  const missed = await again.ask('room:join', { roomId: room.id, lastSeq, lastRev });
  expect(missed.isFresh).toBe(false);
  expect(missed.messages.map((one) => one.id)).toEqual([first.id, second.id, third.id, later.id]);
  expect(missed.messages.map((one) => one.content)).toEqual(['', 'changed', 'm2', 'later still']);
  expect(missed.messages[1]?.reactions).toEqual([{ emoji: '👍', count: 1, userIds: [ann.id] }]);
  expect(missed.messages[2]?.thread?.replyCount).toBe(1);
  expect(missed.lastRev).toBe(lastRev + 5);
  const nothing = await again.ask('room:join', {
    roomId: room.id,
    lastSeq: missed.lastSeq,
    lastRev: missed.lastRev,
  });
  expect(nothing.messages).toEqual([]);
});

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
