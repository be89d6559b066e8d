import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { eventually, startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { RoomRef, RoomReplica } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { createDevice, type Device, setUpVisits, unwrap } from './visits.ts';

/** 300 messages go one after another, and other tests may be at work. */
const SLOW = { timeout: 60_000 };

const visit = setUpVisits();

interface Person extends Device {
  readonly session: Session;
}

/** A port that stays the same over a restart, as a host's does. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function enter(host: TestHost, displayName: string, known: Partial<Device> = {}): Promise<Person> {
  const device = createDevice(known);
  const session = await visit(host, displayName, device);
  expect(session.store.getState().hosts[host.url]?.self).toMatchObject({ displayName });
  return { ...device, session };
}

function roomOf({ session }: Person, ref: RoomRef): RoomReplica {
  const room = findRoom(session.store.getState(), ref);
  if (room === undefined) throw new Error('the room is not known');
  return room;
}

function textsOf(person: Person, ref: RoomRef): string[] {
  const messages = roomOf(person, ref).timeline?.messages ?? [];
  expect(messages.map((message) => message.seq)).toEqual(
    messages.map((_, index) => (messages[0]?.seq ?? 0) + index),
  );
  return messages.filter((message) => message.messageType !== 'system').map((message) => message.content);
}

function say({ session }: Person, ref: RoomRef, content: string): void {
  session.actions.sendMessage(ref, { messageType: 'user_text', content, contentType: 'text/plain' });
}

async function makeSharedRoom(host: TestHost) {
  const ann = await enter(host, 'Ann');
  const bob = await enter(host, 'Bob');
  const ref = unwrap(await ann.session.actions.createRoom(host.url, { name: 'Room' }));
  unwrap(await ann.session.actions.openRoom(ref));
  const { roomCode } = roomOf(ann, ref).room;
  unwrap(await bob.session.actions.joinRoom(host.url, { roomCode }));
  unwrap(await bob.session.actions.openRoom(ref));
  return { ann, bob, ref };
}

describe('two people on one host', () => {
  it('see each other, and what both say in one order', async () => {
    const { ann, bob, ref } = await makeSharedRoom(await startTestHost());
    for (let turn = 0; turn < 10; turn += 1) {
      say(ann, ref, `ann ${turn}`);
      say(bob, ref, `bob ${turn}`);
    }
    expect(roomOf(ann, ref).pending).toHaveLength(10);
    await eventually(() => {
      expect(textsOf(ann, ref)).toHaveLength(20);
      expect(textsOf(bob, ref)).toEqual(textsOf(ann, ref));
      expect(roomOf(ann, ref).pending).toEqual([]);
    });
    const own = textsOf(bob, ref).filter((text) => text.startsWith('ann'));
    expect(own).toEqual(Array.from({ length: 10 }, (_, turn) => `ann ${turn}`));
    for (const person of [ann, bob]) {
      expect(
        roomOf(person, ref)
          .participants.map(({ displayName }) => displayName)
          .sort(),
      ).toEqual(['Ann', 'Bob']);
      expect(roomOf(person, ref).room.unreadCount).toBe(10);
    }
    const last = roomOf(ann, ref).timeline?.messages.at(-1)?.id ?? '';
    await ann.session.actions.markRead(ref, last);
    await eventually(() => expect(roomOf(bob, ref).readCursors).toMatchObject({ [selfId(ann)]: last }));
    expect(roomOf(ann, ref).room.unreadCount).toBe(0);
  });

  it('lose and double nothing over a restart of the host', async () => {
    const host = await startTestHost({ port: await findFreePort() });
    const { ann, bob, ref } = await makeSharedRoom(host);
    say(ann, ref, 'before');
    await eventually(() => expect(textsOf(bob, ref)).toEqual(['before']));
    await host.stop();
    say(ann, ref, 'meanwhile 1');
    say(ann, ref, 'meanwhile 2');
    expect(roomOf(ann, ref).pending.map((item) => item.state)).toEqual(['waiting', 'waiting']);
    await host.restart();
    await eventually(() => {
      expect(textsOf(ann, ref)).toEqual(['before', 'meanwhile 1', 'meanwhile 2']);
      expect(textsOf(bob, ref)).toEqual(textsOf(ann, ref));
    }, 10_000);
    expect(roomOf(ann, ref).pending).toEqual([]);
    expect(roomOf(bob, ref).participants.every((person) => person.isOnline)).toBe(true);
  });

  it('find what they wrote offline sent after a restart of their app', async () => {
    const host = await startTestHost({ port: await findFreePort() });
    const { ann, bob, ref } = await makeSharedRoom(host);
    await host.stop();
    await eventually(() =>
      expect(ann.session.store.getState().hosts[host.url]?.connection.phase).toBe('connecting'),
    );
    say(ann, ref, 'written offline');
    ann.session.stop();
    await host.restart();
    const again = await enter(host, 'Ann', ann);
    await eventually(() => expect(textsOf(bob, ref)).toEqual(['written offline']), 10_000);
    await eventually(() => expect(again.kept.outbox.kept.size).toBe(0));
  });

  it('are told when the room is deleted', async () => {
    const host = await startTestHost();
    const { ann, bob, ref } = await makeSharedRoom(host);
    unwrap(await ann.session.actions.deleteRoom(ref));
    await eventually(() =>
      expect(bob.session.store.getState().hosts[host.url]?.goneRooms[ref.roomId]).toMatchObject({
        name: 'Room',
        reason: 'deleted',
      }),
    );
    expect(findRoom(bob.session.store.getState(), ref)).toBeUndefined();
  });

  it('keep nothing unsent of a room that was deleted', async () => {
    const { ann, bob, ref } = await makeSharedRoom(await startTestHost());
    say(bob, ref, 'x'.repeat(20_000));
    await eventually(() => expect(bob.kept.outbox.kept.size).toBe(1));
    unwrap(await ann.session.actions.deleteRoom(ref));
    await eventually(() => expect(bob.kept.outbox.kept.size).toBe(0));
  });

  it('see a refused message stay, with everything behind it, which goes out when it is taken back', async () => {
    const { ann, bob, ref } = await makeSharedRoom(await startTestHost());
    say(ann, ref, 'x'.repeat(20_000));
    say(ann, ref, 'behind it');
    await eventually(() =>
      expect(roomOf(ann, ref).pending.map((item) => item.state)).toEqual(['failed', 'waiting']),
    );
    expect(ann.session.actions.takeBackRefused(ref, null)).toBe('x'.repeat(20_000));
    say(ann, ref, 'short');
    await eventually(() => expect(textsOf(bob, ref)).toEqual(['behind it', 'short']));
  });
});

it('a room of 300 messages opens at its newest page and is read back to its first', SLOW, async () => {
  const host = await startTestHost();
  const { ann, ref } = await makeSharedRoom(host);
  for (let turn = 0; turn < 300; turn += 1) say(ann, ref, `text ${turn}`);
  await eventually(() => expect(roomOf(ann, ref).pending).toEqual([]), SLOW.timeout);
  const reader = await enter(host, 'Ann', ann);
  unwrap(await reader.session.actions.openRoom(ref));
  expect(textsOf(reader, ref).at(-1)).toBe('text 299');
  expect(textsOf(reader, ref).length).toBeLessThanOrEqual(50);
  while (roomOf(reader, ref).timeline?.hasMoreBefore) {
    unwrap(await reader.session.actions.loadOlder(ref));
  }
  expect(textsOf(reader, ref)).toHaveLength(300);
});

function selfId({ session }: Person): string {
  return Object.values(session.store.getState().hosts)[0]?.self?.id ?? '';
}
