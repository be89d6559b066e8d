import { describe, expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import type { Applied } from '../applied.ts';
import { applyEvent, isPush, type Push } from '../apply-event.ts';
import { expireTyping } from '../apply-people.ts';
import type { HostReplica, RoomReplica } from '../replica.ts';
import { makeHost, makeMessage, makeParticipant, makePending, makeRoom, toId } from './samples.ts';

const NOW = 1_000_000;

function getRoom(host: HostReplica): RoomReplica {
  const room = host.rooms['room-1'];
  if (room === undefined) throw new Error('the room is gone');
  return room;
}

function withRoom(host: HostReplica, change: Partial<RoomReplica>): HostReplica {
  return { ...host, rooms: { 'room-1': { ...getRoom(host), ...change } } };
}

function receive(host: HostReplica, message: Message): Applied {
  return applyEvent(host, { name: 'room:message-received', payload: { message } }, NOW);
}

function applyAll(host: HostReplica, pushes: readonly Push[]): HostReplica {
  return pushes.reduce((known, push) => applyEvent(known, push, NOW).host, host);
}

function listSeqs(host: HostReplica): number[] {
  return getRoom(host).timeline?.messages.map((message) => message.seq) ?? [];
}

describe('a message', () => {
  it('is appended, counted as unread and becomes the last line', () => {
    const { host, followUps } = receive(makeHost(), makeMessage(4));
    expect(listSeqs(host)).toEqual([1, 2, 3, 4]);
    expect(getRoom(host).room).toMatchObject({ unreadCount: 1, lastMessage: { seq: 4 } });
    expect(followUps).toEqual([]);
  });

  it('carries the new name of its author at once, and so does a conversation of two', () => {
    const peer = { userId: 'bob', displayName: 'Bob' };
    const before = withRoom(receive(makeHost(), makeMessage(4)).host, {
      room: { ...getRoom(receive(makeHost(), makeMessage(4)).host).room, kind: 'direct', name: 'Bob', peer },
    });
    const participant = makeParticipant('bob', { displayName: 'Robert' });
    const push: Push = { name: 'room:participant-updated', payload: { roomId: 'room-1', participant } };
    const { room, timeline } = getRoom(applyAll(before, [push]));
    expect(room).toMatchObject({ name: 'Robert', peer: { displayName: 'Robert' } });
    expect(room.lastMessage?.displayName).toBe('Robert');
    expect(timeline?.messages.at(-1)?.displayName).toBe('Robert');
  });

  it('stays the last line when only a line of the system follows', () => {
    const said = receive(makeHost(), makeMessage(4)).host;
    const { host } = receive(said, makeMessage(5, { messageType: 'system', userId: null }));
    expect(getRoom(host).room.lastMessage?.seq).toBe(4);
    expect(listSeqs(host)).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes the place of the pending one with its client id, and is never unread for its author', () => {
    const pending = [makePending('one'), makePending('two')];
    const message = makeMessage(4, { userId: 'ann', clientId: 'one' });
    const { host, followUps } = receive(withRoom(makeHost(), { pending }), message);
    expect(getRoom(host).pending.map((item) => item.clientId)).toEqual(['two']);
    expect(getRoom(host).room.unreadCount).toBe(0);
    expect(followUps).toEqual([{ kind: 'settle-pending', roomId: 'room-1', clientId: 'one' }]);
  });

  it('of somebody else leaves a pending one with the same client id alone', () => {
    const host = withRoom(makeHost(), { pending: [makePending('one')] });
    const after = receive(host, makeMessage(4, { userId: 'bob', clientId: 'one' })).host;
    expect(getRoom(after).pending).toHaveLength(1);
  });

  it('that is there already changes nothing', () => {
    const first = receive(makeHost(), makeMessage(4)).host;
    const again = receive(first, makeMessage(4)).host;
    expect(listSeqs(again)).toEqual([1, 2, 3, 4]);
    expect(getRoom(again).room.unreadCount).toBe(1);
  });

  it('beyond a hole waits and asks for what is missing', () => {
    const { host, followUps } = receive(makeHost(), makeMessage(6));
    expect(listSeqs(host)).toEqual([1, 2, 3]);
    expect(followUps).toEqual([{ kind: 'resync-room', roomId: 'room-1' }]);
    const filled = receive(receive(host, makeMessage(4)).host, makeMessage(5)).host;
    expect(listSeqs(filled)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(getRoom(filled).timeline?.ahead).toEqual([]);
  });

  it('beyond a hole asks nothing while the room is being synchronised', () => {
    const { followUps } = receive(withRoom(makeHost(), { isSyncing: true }), makeMessage(6));
    expect(followUps).toEqual([]);
  });

  it('of an unknown room asks for that room', () => {
    const { followUps } = receive(makeHost(), makeMessage(1, { roomId: 'room-2' }));
    expect(followUps).toEqual([{ kind: 'fetch-room', roomId: 'room-2' }]);
  });

  it('written by the host itself is not unread', () => {
    const line = makeMessage(4, { userId: null, messageType: 'system' });
    expect(getRoom(receive(makeHost(), line).host).room.unreadCount).toBe(0);
  });
});

describe('a changed message', () => {
  it('is replaced in place and as the last line', () => {
    const message = makeMessage(3, { content: 'edited' });
    const host = applyAll(makeHost(), [{ name: 'room:message-updated', payload: { message, rev: 1 } }]);
    expect(getRoom(host).timeline?.messages.at(-1)?.content).toBe('edited');
    expect(getRoom(host).timeline?.lastRev).toBe(1);
    expect(getRoom(host).room.lastMessage?.content).toBe('edited');
  });

  it('asks for what was missed when a revision is skipped', () => {
    const push: Push = { name: 'room:message-updated', payload: { message: makeMessage(2), rev: 3 } };
    const { host, followUps } = applyEvent(makeHost(), push, NOW);
    expect(getRoom(host).timeline?.lastRev).toBe(0);
    expect(followUps).toEqual([{ kind: 'resync-room', roomId: 'room-1' }]);
  });
});

describe('participants', () => {
  it('come, change and go, and the counts follow', () => {
    let host = applyAll(makeHost(), [
      {
        name: 'room:participant-joined',
        payload: { roomId: 'room-1', participant: makeParticipant('cem') },
      },
    ]);
    expect(getRoom(host).room).toMatchObject({ participantCount: 3, memberCount: 3 });
    host = applyAll(host, [
      {
        name: 'room:participant-left',
        payload: { roomId: 'room-1', userId: 'cem', reason: 'offline' },
      },
    ]);
    expect(getRoom(host).room).toMatchObject({ participantCount: 2, memberCount: 3 });
    host = applyAll(host, [
      { name: 'room:participant-left', payload: { roomId: 'room-1', userId: 'cem', reason: 'left' } },
    ]);
    expect(getRoom(host).participants.map((person) => person.userId)).toEqual(['ann', 'bob']);
  });

  it('carry my own role into the room', () => {
    const participant = makeParticipant('ann', { role: 'owner' });
    const host = applyAll(makeHost(), [
      { name: 'room:participant-updated', payload: { roomId: 'room-1', participant } },
    ]);
    expect(getRoom(host).room.role).toBe('owner');
  });
});

describe('typing', () => {
  const typing: Push = {
    name: 'room:typing-updated',
    payload: { roomId: 'room-1', userIds: ['ann', 'bob'] },
  };

  it('is shown for others, expires by itself and ends with their message', () => {
    const host = applyEvent(makeHost(), typing, NOW).host;
    expect(Object.keys(getRoom(host).typing)).toEqual(['bob']);
    expect(expireTyping(host, NOW + 4_999)).toBe(host);
    expect(getRoom(expireTyping(host, NOW + 5_000)).typing).toEqual({});
    expect(getRoom(receive(host, makeMessage(4)).host).typing).toEqual({});
  });
});

it('a seat that I gave up on another device is gone here too, one that is only away is not', () => {
  const tell = (reason: 'left' | 'offline'): Push => ({
    name: 'room:participant-left',
    payload: { roomId: 'room-1', userId: 'ann', reason },
  });
  expect(applyAll(makeHost(), [tell('offline')]).rooms['room-1']).toBeDefined();
  const { host, followUps } = applyEvent(makeHost(), tell('left'), NOW);
  expect(host.rooms['room-1']).toBeUndefined();
  expect(host.goneRooms['room-1']).toMatchObject({ reason: 'left' });
  expect(followUps).toEqual([{ kind: 'forget-room', roomId: 'room-1' }]);
});

describe('a voice', () => {
  const tell = (name: 'room:voice-started' | 'room:voice-stopped', userId: string): Push => ({
    name,
    payload: { roomId: 'room-1', userId },
  });

  it('is marked once from its start to its end', () => {
    const started = [tell('room:voice-started', 'bob'), tell('room:voice-started', 'ann')];
    const host = applyAll(makeHost(), [...started, tell('room:voice-started', 'bob')]);
    expect(getRoom(host).speaking).toEqual(['ann', 'bob']);
    expect(getRoom(applyAll(host, [tell('room:voice-stopped', 'bob')])).speaking).toEqual(['ann']);
  });

  it('ends with the person who goes', () => {
    const host = applyAll(makeHost(), [tell('room:voice-started', 'bob')]);
    const gone: Push = {
      name: 'room:participant-left',
      payload: { roomId: 'room-1', userId: 'bob', reason: 'offline' },
    };
    expect(getRoom(applyAll(host, [gone])).speaking).toEqual([]);
  });
});

describe('read cursors', () => {
  it('move only forward', () => {
    const read = (seq: number): Push => ({
      name: 'room:read-updated',
      payload: { roomId: 'room-1', userId: 'bob', lastReadMessageId: toId(seq) },
    });
    const host = applyAll(makeHost(), [read(3), read(2)]);
    expect(getRoom(host).readCursors).toEqual({ bob: toId(3) });
  });

  it('of mine, moved on another device, lower the count', () => {
    const unread = receive(receive(makeHost(), makeMessage(4)).host, makeMessage(5)).host;
    const host = applyAll(unread, [
      {
        name: 'room:read-updated',
        payload: { roomId: 'room-1', userId: 'ann', lastReadMessageId: toId(4) },
      },
    ]);
    expect(getRoom(host).room).toMatchObject({ unreadCount: 1, lastReadMessageId: toId(4) });
  });

  it('ask the host when only it can count', () => {
    const push: Push = {
      name: 'room:read-updated',
      payload: { roomId: 'room-1', userId: 'ann', lastReadMessageId: toId(9) },
    };
    const { followUps } = applyEvent(withRoom(makeHost(), { timeline: null }), push, NOW);
    expect(followUps).toEqual([{ kind: 'fetch-unread', roomId: 'room-1' }]);
  });
});

describe('a room', () => {
  it('takes over settings and state without losing what concerns me', () => {
    const { role: _, unreadCount: __, ...told } = makeRoom({ name: 'Renamed' });
    const state = {
      currentMode: 'philosopher',
      conversationActive: true,
      locked: true,
      hostUserId: 'bob',
    };
    const host = applyAll(receive(makeHost(), makeMessage(4)).host, [
      { name: 'room:updated', payload: { room: told } },
      { name: 'room:state-updated', payload: { roomId: 'room-1', state } },
    ]);
    expect(getRoom(host).room).toMatchObject({ name: 'Renamed', role: 'member', locked: true });
  });

  it.each([
    [{ name: 'room:deleted', payload: { roomId: 'room-1', reason: 'expired' } }, 'expired', null],
    [{ name: 'room:kicked', payload: { roomId: 'room-1', reason: 'spam' } }, 'kicked', 'spam'],
  ] as const)('that goes away is explained: %j', (push, reason, detail) => {
    const { host, followUps } = applyEvent(makeHost(), push, NOW);
    expect(host.rooms).toEqual({});
    expect(host.goneRooms['room-1']).toEqual({ name: 'Room', reason, detail });
    expect(followUps).toEqual([{ kind: 'forget-room', roomId: 'room-1' }]);
  });

  it('made elsewhere is asked for', () => {
    const { followUps } = applyEvent(makeHost(), { name: 'room:added', payload: { roomId: 'room-9' } }, NOW);
    expect(followUps).toEqual([{ kind: 'fetch-room', roomId: 'room-9' }]);
  });
});

it('an event this version does not know is no push', () => {
  expect(isPush({ name: 'room:levitated', payload: {} })).toBe(false);
  expect(isPush({ name: 'toString', payload: {} })).toBe(false);
});
