import { expect, it } from 'vitest';
import { connect } from '../../__tests__/socket-client.ts';
import { makeRoom, seat, startTestHost } from '../../__tests__/test-host.ts';
import { connectRaw } from './raw-client.ts';

async function setUp() {
  const host = await startTestHost();
  const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
  const room = await makeRoom(ann);
  await seat(room, bob);
  const line = await connectRaw(host.url, `/ws/rooms/${room.id}?token=${bob.token}`);
  await line.next('user_joined', ({ user_id: id }) => id === bob.id);
  const screen = await connect(host, ann);
  await screen.ask('room:join', { roomId: room.id });
  const say = async (content: string): Promise<string> =>
    (await ann.post(`/api/rooms/${room.id}/messages`, { content })).body.message.id;
  return { host, ann, bob, room, line, screen, say };
}

it('A7 tells programs what people change: words, reactions, deletions', async () => {
  const { ann, bob, room, line, screen, say } = await setUp();
  const id = await say('helo');
  await line.next('message');
  await screen.ask('room:message-edit', { messageId: id, content: 'hello' });
  const edited = await line.next('message_updated');
  expect(edited).toEqual({
    type: 'message_updated',
    room_id: room.id,
    rev: expect.any(Number),
    message: {
      ...{ id, seq: expect.any(Number), user_id: ann.id, username: 'Ann', kind: 'person' },
      ...{ content: 'hello', content_type: 'text/plain', reply_to: null, client_id: null },
      ...{ timestamp: expect.any(String), edited_at: expect.any(String), reactions: [] },
    },
  });
  await bob.post(`/api/messages/${id}/react`, { emoji: '👍' });
  const reacted = await line.next('message_updated', ({ message }) => message.reactions.length > 0);
  expect(reacted.message.reactions).toEqual([{ emoji: '👍', user_ids: [bob.id] }]);
  expect(reacted.rev).toBeGreaterThan(edited.rev);
  await ann.delete(`/api/messages/${id}`);
  expect(await line.next('message_deleted')).toEqual({
    type: 'message_deleted',
    ...{ room_id: room.id, message_id: id, user_id: ann.id },
    ...{ timestamp: expect.any(String), rev: expect.any(Number) },
  });
});

it('A7 lets programs change what they may, and people see it', async () => {
  const { room, line, screen, say, bob } = await setUp();
  const hers = await say('mine');
  line.send({ type: 'send_message', room_id: room.id, content: 'frist' });
  const { message } = await line.next('message', ({ message: sent }) => sent.user_id === bob.id);
  const own = { room_id: room.id, message_id: message.id };
  line.send({ type: 'edit_message', ...own, content: 'first' });
  await screen.expectPush('room:message-updated', ({ message: seen }) => seen.content === 'first');
  line.send({ type: 'react', room_id: room.id, message_id: hers, emoji: '🎉', on: true });
  await screen.expectPush('room:message-updated', ({ message: seen }) => seen.reactions.length === 1);
  line.send({ type: 'react', room_id: room.id, message_id: hers, emoji: '🎉' });
  await screen.expectPush(
    'room:message-updated',
    ({ message: seen }) => seen.id === hers && seen.reactions.length === 0,
  );
  line.send({ type: 'delete_message', ...own });
  await screen.expectPush('room:message-updated', ({ message: seen }) => seen.deletedAt !== null);
});

it('A7 refuses changes of what is not one’s own, not there, or in another room', async () => {
  const { host, ann, room, line, say } = await setUp();
  const hers = await say('mine');
  const other = await makeRoom(ann, { name: 'Elsewhere', visibility: 'private' });
  const elsewhere = (await ann.post(`/api/rooms/${other.id}/messages`, { content: 'secret' })).body.message
    .id;
  const outsider = await connectRaw(host.url);
  for (const [client, type, messageId, more, code] of [
    [line, 'edit_message', hers, { content: 'yours' }, 'NOT_ALLOWED'],
    [line, 'delete_message', hers, {}, 'NOT_ALLOWED'],
    [line, 'edit_message', hers, { content: '  ' }, 'VALIDATION_FAILED'],
    [line, 'edit_message', hers, {}, 'VALIDATION_FAILED'],
    [line, 'react', hers, { emoji: 'no emoji' }, 'VALIDATION_FAILED'],
    [line, 'react', 'nothing', { emoji: '👍' }, 'MESSAGE_NOT_FOUND'],
    [line, 'delete_message', elsewhere, {}, 'MESSAGE_NOT_FOUND'],
    [outsider, 'delete_message', hers, {}, 'NOT_A_MEMBER'],
  ] as const) {
    client.send({ type, room_id: room.id, message_id: messageId, ...more });
    expect(await client.next('error')).toMatchObject({ code, request: type });
  }
});
