import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { say, startRoom } from './talking-room.ts';
import { expectStatus, makeRoom, startTestHost } from './test-host.ts';

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
