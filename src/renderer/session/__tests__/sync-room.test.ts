import { expect, it } from 'vitest';
import { type Result, succeed } from '#shared/contract/result.ts';
import type { SessionCore } from '../session-core.ts';
import { createSessionStore, findRoom, updateRoom } from '../session-store.ts';
import { positionRoom } from '../sync-room.ts';
import { showStretch } from '../timeline.ts';
import { ADDRESS, makeHost, makeMessages, toId } from './samples.ts';

const REF = { hostKey: ADDRESS.hostKey, roomId: 'room-1' };

/** A room that shows messages 1 to 3 of 500, all read: opening it asks for the newest ones. */
function createBench() {
  const store = createSessionStore();
  store.setState({ hosts: { [REF.hostKey]: makeHost() } });
  updateRoom(store, REF, (room) => ({
    ...room,
    timeline: room.timeline && { ...room.timeline, lastSeq: 500 },
  }));
  const page = Promise.withResolvers<Result<unknown>>();
  const active = new Map([[REF.hostKey, { link: { call: () => page.promise } }]]);
  const positioned = positionRoom({ store, active } as unknown as SessionCore, REF);
  return {
    store,
    async answer() {
      page.resolve(succeed({ messages: makeMessages(401, 500), hasMoreBefore: true }));
      await positioned;
      return findRoom(store.getState(), REF)?.timeline?.messages[0]?.id;
    },
  };
}

it('a room that is opened shows its newest messages', async () => {
  expect(await createBench().answer()).toBe(toId(401));
});

it('who jumped to a message while the room was opened stays there', async () => {
  const bench = createBench();
  updateRoom(bench.store, REF, (room) => ({
    ...room,
    timeline: room.timeline && showStretch(room.timeline, makeMessages(200, 299), true),
  }));
  expect(await bench.answer()).toBe(toId(200));
});
