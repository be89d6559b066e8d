import { describe, expect, it } from 'vitest';
import type { Push } from '../apply-event.ts';
import { applyEvent } from '../apply-event.ts';
import type { Door, HostReplica } from '../replica.ts';
import { createHostReplica, createRoomReplica } from '../replica.ts';
import { ADDRESS, AT, makeRoom } from './samples.ts';

const DOOR: Door = { room: makeRoom(), kind: 'knock', position: 1, state: 'waiting', reason: null };

function atDoor(): HostReplica {
  return { ...createHostReplica(ADDRESS, 0), doors: { 'room-1': DOOR } };
}

function apply(host: HostReplica, push: Push) {
  return applyEvent(host, push, Date.parse(AT));
}

describe('R13: at a door', () => {
  it('the place is told anew', () => {
    const told = apply(atDoor(), {
      name: 'room:wait-updated',
      payload: { roomId: 'room-1', kind: 'queue', position: 3 },
    });
    expect(told.host.doors['room-1']).toMatchObject({ kind: 'queue', position: 3, state: 'waiting' });
  });

  it('being sent away stays, with the reason', () => {
    const { host } = apply(atDoor(), {
      name: 'room:denied',
      payload: { roomId: 'room-1', reason: 'not now' },
    });
    expect(host.doors['room-1']).toMatchObject({ state: 'denied', reason: 'not now' });
  });

  it('being let in ends the waiting and asks for the room', () => {
    const { host, followUps } = apply(atDoor(), { name: 'room:admitted', payload: { roomId: 'room-1' } });
    expect(host.doors).toEqual({});
    expect(followUps).toEqual([{ kind: 'fetch-room', roomId: 'room-1' }]);
  });

  it('a room that ends has no door any more', () => {
    const { host } = apply(atDoor(), {
      name: 'room:deleted',
      payload: { roomId: 'room-1', reason: 'deleted' },
    });
    expect(host.doors).toEqual({});
  });

  it('what is told of doors one does not wait at changes nothing', () => {
    const host = createHostReplica(ADDRESS, 0);
    const payload = { roomId: 'elsewhere', kind: 'knock', position: 1 } as const;
    expect(apply(host, { name: 'room:wait-updated', payload }).host).toBe(host);
  });
});

describe('R11 R13: inside', () => {
  const inside = (): HostReplica => ({
    ...createHostReplica(ADDRESS, 0),
    rooms: { 'room-1': createRoomReplica(makeRoom({ role: 'owner' })) },
  });

  it('those who may open know who waits', () => {
    const waiting = [{ userId: 'ben', displayName: 'Ben', kind: 'knock' as const, position: 1, since: AT }];
    const { host } = apply(inside(), {
      name: 'room:waiting-updated',
      payload: { roomId: 'room-1', waiting },
    });
    expect(host.rooms['room-1']?.waiting).toEqual(waiting);
  });

  it.each([
    [{ roomId: 'room-1', reason: 'spam' }, 'kicked'],
    [{ roomId: 'room-1', reason: null, isBanned: true as const }, 'banned'],
  ])('%j is told as %s', (payload, reason) => {
    const { host } = apply(inside(), { name: 'room:kicked', payload });
    expect(host.rooms).toEqual({});
    expect(host.goneRooms['room-1']).toMatchObject({ reason, detail: payload.reason });
  });
});
