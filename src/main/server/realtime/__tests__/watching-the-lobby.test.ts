import { describe, expect, test, vi } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { setUpKitchen } from './kitchen.ts';

const kitchen = setUpKitchen();

describe('watching the lobby', () => {
  test('messages of all own rooms arrive without being present in them', async () => {
    const room = await kitchen.host.createRoom(kitchen.ann);
    const watcher = await kitchen.host.connect(kitchen.ann);
    const { rooms } = await watcher.ask('lobby:watch', {});
    expect(rooms.map(({ id }) => id)).toContain(room.id);
    const b = await kitchen.host.connect(kitchen.ben);
    const { participants } = await b.ask('room:join', { roomId: room.id });
    expect(participants.find(({ userId }) => userId === kitchen.ann.user.id)).toMatchObject({
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
    const cat = await kitchen.host.createGuest('Cat');
    const watcher = await kitchen.host.connect(cat);
    await watcher.ask('lobby:watch', {});
    const room = await kitchen.host.createRoom(kitchen.ann);
    await kitchen.host.call(cat, 'POST', `/rooms/${room.id}/join`, {});
    expect(await watcher.take('room:added')).toEqual({ roomId: room.id });
    await kitchen.host.call(kitchen.ann, 'POST', `/rooms/${room.id}/messages`, { content: 'welcome' });
    await vi.waitFor(() =>
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).toContain('welcome'),
    );
  });

  test('a message that comes while the rooms are looked at is among them or is told', async () => {
    const room = await kitchen.host.createRoom(kitchen.ann, { life: 'kept' });
    const [writer, watchers] = [
      await kitchen.host.connect(kitchen.ann),
      await Promise.all(Array.from({ length: 12 }, () => kitchen.host.connect(kitchen.ann))),
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
    for (let round = 0; round < 10; round += 1) {
      const room = await kitchen.host.createRoom(kitchen.ann, { life: 'kept' });
      await kitchen.host.call(kitchen.ben, 'POST', `/rooms/${room.id}/join`, {});
      const watcher = await kitchen.host.connect(kitchen.ben);
      const watching = watcher.ask('lobby:watch', {});
      await Promise.all([watching, kitchen.host.call(kitchen.ben, 'POST', `/rooms/${room.id}/leave`, {})]);
      await kitchen.host.call(kitchen.ann, 'POST', `/rooms/${room.id}/messages`, { content: 'among us' });
      await watcher.ask('room:presence-update', {});
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).not.toContain('among us');
      await kitchen.host.call(kitchen.ann, 'DELETE', `/rooms/${room.id}`);
    }
  });
});
