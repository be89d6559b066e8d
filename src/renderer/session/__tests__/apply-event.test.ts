import { describe, expect, it } from 'vitest';
import { applyEvent, isPush, type Push } from '../apply-event.ts';
import { applyAll, getRoom, listSeqs, NOW, receive, withRoom } from './replica-room.ts';
import { makeHost, makeMessage, makeParticipant, makePending } from './samples.ts';

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

it('an event this version does not know is no push', () => {
  expect(isPush({ name: 'room:levitated', payload: {} })).toBe(false);
  expect(isPush({ name: 'toString', payload: {} })).toBe(false);
});
