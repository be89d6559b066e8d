import { describe, expect, it } from 'vitest';
import { FRAMES } from '#shared/contract/websocket.ts';
import { expectStatus } from '../../__tests__/test-host.ts';
import { attempt, CALLERS, type Caller, GONE, setTheStage } from './permission-stage.ts';
import { connectRaw } from './raw-client.ts';

describe('R10 cell by cell over the raw WebSocket', () => {
  it.each(['offer', 'answer', 'ice-candidate'])(
    '%s: from everybody in the room to everybody in it',
    async (type) => {
      const { roomId, people, signalling } = await setTheStage();
      for (const caller of CALLERS) {
        for (const target of CALLERS) {
          const payload = `${caller} to ${target}`;
          const frame = { type, roomId, to: people[target].id, payload };
          const outcome = await attempt(signalling[caller], frame, {
            seenBy: signalling[target],
            type,
            fits: (one) => one.payload === payload,
          });
          const toTarget = GONE.includes(target) ? 'USER_NOT_FOUND' : 'done';
          const expected = GONE.includes(caller) ? 'NOT_A_MEMBER' : toTarget;
          expect({ caller, target, outcome }).toEqual({ caller, target, outcome: expected });
        }
      }
    },
  );

  it('leaving: who is in the room', async () => {
    const { roomId, chat, signalling } = await setTheStage();
    for (const caller of [...CALLERS].reverse()) {
      const expected = GONE.includes(caller) ? 'NOT_A_MEMBER' : 'done';
      const inChat = await attempt(chat[caller], { type: 'leave_room', room_id: roomId } as never, {
        seenBy: chat[caller],
        type: 'user_left',
        fits: ({ username }) => username === undefined,
      });
      expect({ caller, inChat }).toEqual({ caller, inChat: expected });
      // The seat is given up with the first: the other line of the same person is out as well.
      const again = await attempt(signalling[caller], { type: 'leave-room', payload: { roomId } } as never, {
        seenBy: signalling[caller],
        type: 'room-left',
      });
      expect({ caller, again }).toEqual({ caller, again: 'NOT_A_MEMBER' });
    }
  });

  it.each([
    ['open', {}, {}],
    ['with a password', { password: 'sesame' }, { outsider: 'WRONG_PASSWORD', kicked: 'WRONG_PASSWORD' }],
    ['locked', {}, { outsider: 'ROOM_LOCKED', kicked: 'ROOM_LOCKED' }],
    ['full', {}, { outsider: 'ROOM_FULL', kicked: 'ROOM_FULL' }],
  ] as const)(
    'joining a room that is %s, by id and by code, in either family',
    async (title, change, refusals) => {
      const { host, roomId, roomCode, people } = await setTheStage();
      const base = `/api/rooms/${roomId}`;
      if (title === 'locked') expectStatus(await people.owner.patch(`${base}/state`, { locked: true }), 200);
      else
        expectStatus(await people.owner.patch(base, title === 'full' ? { maxParticipants: 5 } : change), 200);
      for (const caller of [...CALLERS].reverse()) {
        for (const place of [roomId, roomCode]) {
          const line = await connectRaw(host.url, `/ws?token=${people[caller].token}`);
          const inChat = await attempt(line, { type: 'join_room', room_id: place } as never, {
            seenBy: line,
            type: 'user_joined',
          });
          const other = await connectRaw(host.url, `/ws?token=${people[caller].token}`);
          const inSignalling = await attempt(
            other,
            { type: 'join-room', payload: { roomId: place } } as never,
            { seenBy: other, type: 'room-joined' },
          );
          const refusal = (refusals as Partial<Record<Caller, string>>)[caller];
          const expected = caller === 'banned' ? 'BANNED' : (refusal ?? 'done');
          expect({ caller, inChat, inSignalling }).toEqual({
            caller,
            inChat: expected,
            inSignalling: expected,
          });
          line.socket.terminate();
          other.socket.terminate();
        }
      }
    },
  );

  it('listing: a private room is seen by those who have a seat, a public one by all', async () => {
    const { roomId, people, chat } = await setTheStage();
    const listsIt = async (caller: Caller) => {
      chat[caller].send({ type: 'list-rooms' });
      const { rooms } = await chat[caller].next('rooms-list');
      return rooms.some(({ id }: { id: string }) => id === roomId);
    };
    for (const caller of CALLERS) {
      expect({ caller, isListed: await listsIt(caller) }).toEqual({
        caller,
        isListed: !GONE.includes(caller),
      });
    }
    expectStatus(await people.owner.patch(`/api/rooms/${roomId}`, { visibility: 'public' }), 200);
    for (const caller of CALLERS) expect(await listsIt(caller)).toBe(true);
  });

  it('offers nothing else: what people do to people and rooms has no frame', async () => {
    const { chat } = await setTheStage();
    expect(Object.keys(FRAMES).sort()).toEqual(
      [
        ...[
          'create-room',
          'join-room',
          'leave-room',
          'list-rooms',
          'offer',
          'answer',
          'ice-candidate',
          'chat',
        ],
        ...['join_room', 'leave_room', 'send_message', 'edit_message', 'delete_message', 'react'],
        ...['typing_start', 'typing_stop'],
      ].sort(),
    );
    for (const type of ['kick', 'ban', 'room:kick', 'delete-room', 'room:member-update', 'update_room']) {
      chat.owner.send({ type });
      expect(await chat.owner.next('error')).toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
});
