import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import {
  eventually,
  expectStatus,
  type Person,
  startTestHost,
} from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { RoomRef } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { createDevice, setUpVisits, unwrap } from './visits.ts';

const PLACE = fc.double({ min: 0, max: 1, noNaN: true });
const TEXT = fc.constantFrom('x', 'hi @Ann', '@all', 'no@Ann');
const others = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), text: TEXT }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), at: PLACE, text: TEXT }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('delete' as const), at: PLACE }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('react' as const), at: PLACE }) },
);
const own = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ do: 'say' as const }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), at: PLACE }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read elsewhere' as const), at: PLACE }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unread' as const), at: PLACE }) },
  { weight: 1, arbitrary: fc.constant({ do: 'leave and join' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'open anew' as const }) },
);
const step = fc.oneof({ weight: 3, arbitrary: others }, { weight: 2, arbitrary: own });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A busy machine takes its time; what is wrong stays wrong. */
const AGREE_WITHIN_MS = 20_000;

const visit = setUpVisits();

/** The numbers a screen shows, as this device keeps them. */
function readKept(session: Session, ref: RoomRef) {
  const room = findRoom(session.store.getState(), ref)?.room;
  return {
    unreadCount: room?.unreadCount,
    mentionCount: room?.mentionCount,
    lastReadMessageId: room?.lastReadMessageId,
  };
}

it('C10: what a device counts by itself is what the host counts, after every step and on both devices', async () => {
  const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
  const { deviceId } = createDevice();
  // One has the room on screen, the other one only hears of it.
  const watching = await visit(host, 'Ann', { deviceId });
  const inLobby = await visit(host, 'Ann', { deviceId });
  const ann = await host.guest('Ann', deviceId);
  const bob = await host.guest('Bob');

  const listSpoken = async (by: Person, roomId: string, authorId?: string): Promise<Message[]> => {
    const { messages } = expectStatus(await by.get(`/api/rooms/${roomId}/messages?limit=200`), 200).body;
    return (messages as Message[]).filter(
      ({ userId, deletedAt, messageType }) =>
        messageType !== 'system' && deletedAt === null && (authorId === undefined || userId === authorId),
    );
  };
  const pick = <T>(at: number, from: readonly T[]) => from[Math.floor(at * (from.length - 1))];

  async function perform(one: Step, ref: RoomRef, roomCode: string): Promise<void> {
    const { roomId } = ref;
    switch (one.do) {
      case 'send':
        expectStatus(await bob.post(`/api/rooms/${roomId}/messages`, { content: one.text }), 201);
        return;
      case 'edit':
      case 'delete': {
        const target = pick(one.at, await listSpoken(bob, roomId, bob.id));
        if (target === undefined) return;
        const path = `/api/messages/${target.id}`;
        if (one.do === 'edit') expectStatus(await bob.put(path, { content: one.text }), 200);
        else expectStatus(await bob.delete(path), 200);
        return;
      }
      case 'react': {
        const target = pick(one.at, await listSpoken(bob, roomId));
        if (target) expectStatus(await bob.post(`/api/messages/${target.id}/react`, { emoji: '👍' }), 200);
        return;
      }
      case 'say':
        expectStatus(await ann.post(`/api/rooms/${roomId}/messages`, { content: 'mine' }), 201);
        return;
      case 'read': {
        const known = findRoom(watching.store.getState(), ref)?.timeline?.messages ?? [];
        const target = pick(one.at, known);
        if (target) await watching.actions.markRead(ref, target.id);
        return;
      }
      case 'read elsewhere': {
        const target = pick(one.at, await listSpoken(ann, roomId));
        const body = { lastReadMessageId: target?.id };
        if (target) expectStatus(await ann.post(`/api/rooms/${roomId}/read`, body), 200);
        return;
      }
      case 'unread': {
        const target = pick(one.at, await listSpoken(ann, roomId));
        if (target) unwrap(await watching.actions.markUnreadFrom(ref, target.id));
        return;
      }
      case 'leave and join':
        unwrap(await watching.actions.leaveRoom(ref));
        await eventually(
          () => expect(findRoom(inLobby.store.getState(), ref)).toBeUndefined(),
          AGREE_WITHIN_MS,
        );
        unwrap(await watching.actions.joinRoom(ref.hostKey, { roomCode }));
        unwrap(await watching.actions.openRoom(ref));
        return;
      case 'open anew':
        watching.actions.closeRoom(ref);
        unwrap(await watching.actions.openRoom(ref));
    }
  }

  async function compare(one: Step, ref: RoomRef): Promise<void> {
    await eventually(async () => {
      const { unreadCount, mentionCount, lastReadMessageId } = expectStatus(
        await ann.get(`/api/rooms/${ref.roomId}/unread`),
        200,
      ).body;
      const counted = { after: one.do, unreadCount, mentionCount, lastReadMessageId };
      expect({ after: one.do, ...readKept(watching, ref) }).toEqual(counted);
      expect({ after: one.do, ...readKept(inLobby, ref) }).toEqual(counted);
    }, AGREE_WITHIN_MS);
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 25 }), async (steps) => {
      const { room } = expectStatus(await bob.post('/api/rooms', { name: 'Counting' }), 201).body;
      const ref = { hostKey: host.url, roomId: room.id as string };
      unwrap(await watching.actions.joinRoom(host.url, { roomCode: room.roomCode }));
      unwrap(await watching.actions.openRoom(ref));
      for (const one of steps) {
        await perform(one, ref, room.roomCode);
        await compare(one, ref);
      }
      // Whatever was still under way when the numbers agreed comes before this.
      await perform({ do: 'send', text: '@all' }, ref, room.roomCode);
      await compare({ do: 'send', text: '@all' }, ref);
      expectStatus(await bob.delete(`/api/rooms/${room.id}`), 200);
    }),
    { numRuns: 30 },
  );
}, 240_000);
