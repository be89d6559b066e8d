import { describe, expect, test, vi } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { setUpKitchen } from './kitchen.ts';
import type { Client } from './start-host.ts';

const kitchen = setUpKitchen();

describe('talking', () => {
  test('a message reaches everybody in the room, the sender too, and nobody else', async () => {
    const { host, ann, meet } = kitchen;
    const { roomId, a, b } = await meet();
    const outsider = await host.connect(await host.createGuest('Outsider'));
    const { message } = await a.ask('room:message', { roomId, content: 'hello', clientId: 'c1' });
    expect(message).toMatchObject({ content: 'hello', userId: ann.user.id, clientId: 'c1' });
    expect(await a.take('room:message-received')).toEqual({ message });
    expect(await b.take('room:message-received')).toEqual({ message });
    expect(outsider.heard).toEqual([]);
  });

  test('the same client id is stored once and heard once', async () => {
    const { meet } = kitchen;
    const { a, b } = await meet();
    const first = await a.ask('room:message', { content: 'hello', clientId: 'once' });
    const second = await a.ask('room:message', { content: 'hello again', clientId: 'once' });
    expect(second.message).toEqual(first.message);
    await a.ask('room:message', { content: 'marker' });
    await vi.waitFor(() => expect(b.heard).toHaveLength(2));
    expect(b.heard.map((event) => (event.payload as { message: Message }).message.content)).toEqual([
      'hello',
      'marker',
    ]);
  });

  test('two senders at once: every listener hears one order, by seq, without a gap', async () => {
    const { meet } = kitchen;
    const { a, b } = await meet();
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? a : b).ask('room:message', { content: `m${n}` })),
    );
    const seqs = (client: Client) =>
      client.heard
        .filter((event) => event.name === 'room:message-received')
        .map((event) => (event.payload as { message: Message }).message.seq);
    await vi.waitFor(() => expect([seqs(a).length, seqs(b).length]).toEqual([40, 40]));
    const first = seqs(a)[0] ?? 0;
    expect(seqs(a)).toEqual(Array.from({ length: 40 }, (_, n) => first + n));
    expect(seqs(b)).toEqual(seqs(a));
  });

  test('what REST posts is heard over sockets', async () => {
    const { host, ben, meet } = kitchen;
    const { roomId, a } = await meet();
    await host.call(ben, 'POST', `/rooms/${roomId}/messages`, { content: 'by REST' });
    expect(await a.take('room:message-received')).toMatchObject({ message: { content: 'by REST' } });
  });

  test('typing is told to others only', async () => {
    const { ann, meet } = kitchen;
    const { roomId, a, b } = await meet();
    await a.ask('room:typing', { isTyping: true });
    expect(await b.take('room:typing-updated')).toEqual({ roomId, userIds: [ann.user.id] });
    await a.ask('room:typing', { isTyping: false });
    expect(await b.take('room:typing-updated')).toEqual({ roomId, userIds: [] });
    expect(a.heard).toEqual([]);
  });

  test('reading moves forward and is told to all', async () => {
    const { ben, meet } = kitchen;
    const { roomId, a, b } = await meet();
    const { message } = await a.ask('room:message', { content: 'read me' });
    expect(await b.ask('room:read', { lastReadMessageId: message.id })).toMatchObject({
      lastReadMessageId: message.id,
      unreadCount: 0,
    });
    expect(await a.take('room:read-updated')).toEqual({
      roomId,
      userId: ben.user.id,
      lastReadMessageId: message.id,
    });
  });

  test('without acknowledgement, failure is room:error with the name of the request', async () => {
    const { host, ann } = kitchen;
    const client = await host.connect(ann);
    client.socket.emit('room:message', { content: 'into the void' });
    expect(await client.take('room:error')).toMatchObject({ code: 'BAD_REQUEST', request: 'room:message' });
    client.socket.emit('room:message', { roomId: 'nowhere', content: 'x' });
    expect(await client.take('room:error')).toMatchObject({
      code: 'ROOM_NOT_FOUND',
      request: 'room:message',
    });
  });

  test('without roomId the room joined last is meant, and after leaving it the one before', async () => {
    const { host, meet } = kitchen;
    const { roomId, a } = await meet();
    const other = await host.createRoom(await host.createGuest('Owner'));
    await a.ask('room:join', { roomId: other.id });
    expect((await a.ask('room:message', { content: 'x' })).message.roomId).toBe(other.id);
    expect(await a.ask('room:leave', {})).toEqual({ roomId: other.id });
    expect((await a.ask('room:message', { content: 'x' })).message.roomId).toBe(roomId);
  });
});
