import { describe, expect, test, vi } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { setUpKitchen } from './kitchen.ts';

const kitchen = setUpKitchen();

describe('watching the lobby', () => {
  test('messages of all own rooms arrive without being present in them', async () => {
    const { host, ann, ben } = kitchen;
    const room = await host.createRoom(ann);
    const watcher = await host.connect(ann);
    const { rooms } = await watcher.ask('lobby:watch', {});
    expect(rooms.map(({ id }) => id)).toContain(room.id);
    const b = await host.connect(ben);
    const { participants } = await b.ask('room:join', { roomId: room.id });
    expect(participants.find(({ userId }) => userId === ann.user.id)).toMatchObject({
      isOnline: false,
    });
    await b.ask('room:message', { content: 'anybody?' });
    expect(await watcher.take('room:participant-joined')).toMatchObject({ roomId: room.id });
    await vi.waitFor(() =>
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).toContain('anybody?'),
    );
  });

  test('a room joined later on another device is followed from then on', async () => {
    const { host, ann } = kitchen;
    const cat = await host.createGuest('Cat');
    const watcher = await host.connect(cat);
    await watcher.ask('lobby:watch', {});
    const room = await host.createRoom(ann);
    await host.call(cat, 'POST', `/rooms/${room.id}/join`, {});
    expect(await watcher.take('room:added')).toEqual({ roomId: room.id });
    await host.call(ann, 'POST', `/rooms/${room.id}/messages`, { content: 'welcome' });
    await vi.waitFor(() =>
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).toContain('welcome'),
    );
  });

  test('a message that comes while the rooms are looked at is among them or is told', async () => {
    const { host, ann } = kitchen;
    const room = await host.createRoom(ann, { life: 'kept' });
    const [writer, watchers] = [
      await host.connect(ann),
      await Promise.all(Array.from({ length: 12 }, () => host.connect(ann))),
    ];
    await writer.ask('room:join', { roomId: room.id });
    const sent = Array.from({ length: 60 }, (_, n) => writer.ask('room:message', { content: `${n}` }));
    const watched = watchers.map(async (watcher, index) => {
      // Each begins at another moment of the flow.
      await sent[index * 4];
      const { rooms } = await watcher.ask('lobby:watch', {});
      return rooms.find(({ id }) => id === room.id)?.lastMessage?.seq ?? 0;
    });
    const lastSeq = (await Promise.all(sent)).at(-1)?.message.seq ?? 0;
    for (const [index, seen] of (await Promise.all(watched)).entries()) {
      await vi.waitFor(() => {
        const told = new Set(
          watchers[index]?.heard.map((event) => (event.payload as { message?: Message }).message?.seq),
        );
        for (let seq = seen + 1; seq <= lastSeq; seq += 1) expect(told).toContain(seq);
      });
    }
  });

  test('a seat given up while the rooms are looked at is heard no more', async () => {
    const { host, ann, ben } = kitchen;
    for (let round = 0; round < 10; round += 1) {
      const room = await host.createRoom(ann, { life: 'kept' });
      await host.call(ben, 'POST', `/rooms/${room.id}/join`, {});
      const watcher = await host.connect(ben);
      const watching = watcher.ask('lobby:watch', {});
      await Promise.all([watching, host.call(ben, 'POST', `/rooms/${room.id}/leave`, {})]);
      await host.call(ann, 'POST', `/rooms/${room.id}/messages`, { content: 'among us' });
      await watcher.ask('room:presence-update', {});
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).not.toContain('among us');
      await host.call(ann, 'DELETE', `/rooms/${room.id}`);
    }
  });
});
