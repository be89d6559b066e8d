import { describe, expect, test } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { setUpKitchen } from './kitchen.ts';

const kitchen = setUpKitchen();

describe('state and presence', () => {
  test('an owner changes the state, all hear it; a member may not', async () => {
    const { host, ann, ben } = kitchen;
    const room = await host.createRoom(ann);
    const [a, b] = [await host.connect(ann), await host.connect(ben)];
    await a.ask('room:join', { roomId: room.id });
    await b.ask('room:join', { roomId: room.id });
    const { state } = await a.ask('room:state-update', { currentMode: 'focused' });
    expect(state).toMatchObject({ currentMode: 'focused' });
    expect(await b.take('room:state-updated')).toEqual({ roomId: room.id, state });
    expect(await a.take('room:state-updated')).toEqual({ roomId: room.id, state });
    expect(await b.request('room:state-update', { locked: true })).toMatchObject({
      ok: false,
      error: { code: 'NOT_ALLOWED' },
    });
  });

  test('a status is told once, however often it is repeated', async () => {
    const { ann, meet } = kitchen;
    const { roomId, a, b } = await meet();
    for (let n = 0; n < 3; n += 1) await a.ask('room:presence-update', { status: 'away' });
    await a.ask('room:presence-update', {});
    expect(await b.take('room:participant-updated')).toMatchObject({
      roomId,
      participant: { userId: ann.user.id, status: 'away' },
    });
    await a.ask('room:message', { content: 'marker' });
    await b.take('room:message-received');
    expect(b.heard.map((event) => event.name)).not.toContain('room:participant-updated');
    await a.ask('room:presence-update', { status: 'online' });
  });

  test('a line that breaks is seen as offline after the grace, not as having left', async () => {
    const { host, ben, meet } = kitchen;
    const { roomId, a, b } = await meet();
    b.socket.disconnect();
    expect(await a.take('room:participant-left')).toEqual({
      roomId,
      userId: ben.user.id,
      reason: 'offline',
    });
    const again = await host.connect(ben);
    await again.ask('room:join', { roomId });
    expect(await a.take('room:participant-joined')).toMatchObject({
      participant: { userId: ben.user.id },
    });
  });
});

describe('leaving', () => {
  test('all devices of who leaves hear it and then nothing more', async () => {
    const { host, ben, meet } = kitchen;
    const { roomId, a, b } = await meet();
    const second = await host.connect(ben);
    await second.ask('room:join', { roomId });
    second.heard.length = 0;
    b.socket.emit('room:leave', { roomId });
    expect(await b.take('room:left')).toEqual({ roomId });
    expect(await a.take('room:participant-left')).toEqual({
      roomId,
      userId: ben.user.id,
      reason: 'left',
    });
    expect(await second.take('room:participant-left')).toMatchObject({ userId: ben.user.id });
    await a.ask('room:message', { content: 'secret' });
    expect(await b.request('room:message', { roomId, content: 'x' })).toMatchObject({ ok: false });
    for (const client of [b, second]) {
      const contents = client.heard
        .filter((event) => event.name === 'room:message-received')
        .map((event) => (event.payload as { message: Message }).message.content);
      expect(contents).not.toContain('secret');
    }
  });

  test('a deleted room is told to everybody in it', async () => {
    const { host, ann, ben } = kitchen;
    const room = await host.createRoom(ann);
    const b = await host.connect(ben);
    await b.ask('room:join', { roomId: room.id });
    await host.call(ann, 'DELETE', `/rooms/${room.id}`);
    expect(await b.take('room:deleted')).toEqual({ roomId: room.id, reason: 'deleted' });
    expect(await b.request('room:message', { roomId: room.id, content: 'x' })).toMatchObject({ ok: false });
  });
});
