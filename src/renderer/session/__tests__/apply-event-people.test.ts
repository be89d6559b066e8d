import { describe, expect, it } from 'vitest';
import { applyEvent, type Push } from '../apply-event.ts';
import { expireTyping } from '../apply-people.ts';
import { applyAll, getRoom, NOW, receive, withRoom } from './replica-room.ts';
import { makeHost, makeMessage, makeParticipant, makeRoom, toId } from './samples.ts';

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
  expect(followUps).toEqual([{ kind: 'forget-room', roomId: 'room-1', reason: 'left' }]);
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
    expect(followUps).toEqual([{ kind: 'forget-room', roomId: 'room-1', reason }]);
  });

  it('made elsewhere is asked for', () => {
    const { followUps } = applyEvent(makeHost(), { name: 'room:added', payload: { roomId: 'room-9' } }, NOW);
    expect(followUps).toEqual([{ kind: 'fetch-room', roomId: 'room-9' }]);
  });
});
