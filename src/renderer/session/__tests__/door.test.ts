import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually, startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { RoomRef } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { setUpVisits } from './visits.ts';

const enter = setUpVisits();

async function makeLockedRoom(host: TestHost) {
  const ann = await enter(host, 'Ann');
  const made = await ann.actions.createRoom(host.url, { name: 'Locked' });
  if (!made.ok) throw new Error(made.error.code);
  const ref = made.data;
  expect(await ann.actions.changeRoomState(ref, { locked: true })).toMatchObject({ ok: true });
  const room = findRoom(ann.store.getState(), ref)?.room;
  if (room === undefined) throw new Error('the room is not known');
  return { ann, ref, room };
}

const doorOf = (session: Session, { hostKey, roomId }: RoomRef) =>
  session.store.getState().hosts[hostKey]?.doors[roomId];

describe('R13: at the door of a room', () => {
  it('who looks after it knows who knocks; who is let in has the room', async () => {
    const host = await startTestHost();
    const { ann, ref, room } = await makeLockedRoom(host);
    const bob = await enter(host, 'Bob');
    const heard: string[] = [];
    bob.actions.onPush((_, { name }) => heard.push(name));
    expect(await bob.actions.waitAtDoor(host.url, { room })).toMatchObject({ ok: true });
    expect(doorOf(bob, ref)).toMatchObject({ state: 'waiting', kind: 'knock', position: 1 });
    await eventually(() =>
      expect(findRoom(ann.store.getState(), ref)?.waiting).toMatchObject([{ displayName: 'Bob' }]),
    );

    const userId = bob.store.getState().hosts[host.url]?.self?.id ?? '';
    await ann.actions.callHost(host.url, { name: 'admitUser', params: { roomId: ref.roomId, userId } });
    await eventually(() => expect(findRoom(bob.store.getState(), ref)).toBeDefined());
    expect(doorOf(bob, ref)).toBeUndefined();
    expect(heard).toContain('room:admitted');
    await eventually(() => expect(findRoom(ann.store.getState(), ref)?.waiting).toEqual([]));
  });

  it('who is sent away hears why and may knock again; who goes is forgotten', async () => {
    const host = await startTestHost();
    const { ann, ref, room } = await makeLockedRoom(host);
    const bob = await enter(host, 'Bob');
    await bob.actions.waitAtDoor(host.url, { room });
    const userId = bob.store.getState().hosts[host.url]?.self?.id ?? '';
    const params = { roomId: ref.roomId, userId };
    await ann.actions.callHost(host.url, { name: 'denyUser', params, body: { reason: 'Not now' } });
    await eventually(() => expect(doorOf(bob, ref)).toMatchObject({ state: 'denied', reason: 'Not now' }));
    await bob.actions.waitAtDoor(host.url, { room });
    expect(doorOf(bob, ref)).toMatchObject({ state: 'waiting' });
    await bob.actions.leaveDoor(ref);
    expect(doorOf(bob, ref)).toBeUndefined();
    await eventually(() => expect(findRoom(ann.store.getState(), ref)?.waiting).toEqual([]));
  });

  it('a place is found again after the page was reloaded', async () => {
    const host = await startTestHost();
    const { ref, room } = await makeLockedRoom(host);
    const deviceId = randomUUID();
    const bob = await enter(host, 'Bob', { deviceId });
    await bob.actions.waitAtDoor(host.url, { room });
    bob.stop();
    const again = await enter(host, 'Bob', { deviceId });
    await again.actions.resumeDoor(host.url, room);
    expect(doorOf(again, ref)).toMatchObject({ state: 'waiting', kind: 'knock' });
  });
});

describe('R12: invitations', () => {
  it('wait under the bell, also for somebody who was away, until they are read', async () => {
    const host = await startTestHost();
    const { ann, ref } = await makeLockedRoom(host);
    const deviceId = randomUUID();
    const bob = await enter(host, 'Bob', { deviceId });
    const userId = bob.store.getState().hosts[host.url]?.self?.id ?? '';
    bob.stop();
    const invited = await ann.actions.callHost(host.url, {
      name: 'createInvite',
      params: { roomId: ref.roomId },
      body: { userId },
    });
    expect(invited).toMatchObject({ ok: true });
    const again = await enter(host, 'Bob', { deviceId });
    const read = () => again.store.getState().hosts[host.url]?.notifications ?? [];
    await eventually(() => expect(read()).toMatchObject([{ kind: 'invitation', readAt: null }]));
    await again.actions.markNotificationsRead(host.url);
    expect(read()[0]?.readAt).not.toBeNull();
    const token = String(read()[0]?.data.token);
    await again.actions.callHost(host.url, { name: 'acceptInvite', params: { token }, body: {} });
    expect(await again.actions.joinRoom(host.url, { roomId: ref.roomId })).toMatchObject({ ok: true });
  });
});
