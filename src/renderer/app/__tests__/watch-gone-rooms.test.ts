import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHost } from '../../../main/server/__tests__/test-host.ts';
import { createDevice, setUpVisits, unwrap } from '../../session/__tests__/visits.ts';
import type { Session } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';
import { createAppStore } from '../app-store.ts';
import type { Navigation } from '../navigation.ts';
import { watchGoneRooms } from '../watch-gone-rooms.ts';

const visit = setUpVisits();
const undos: (() => void)[] = [];
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
});

/** Bob in a room of Ann's, with what an app does about rooms that go away. */
async function setUp() {
  const host = await startTestHost();
  const ann = await visit(host, 'Ann');
  const device = createDevice();
  const bob = await visit(host, 'Bob', device);
  const navigation = { showLobby: () => undefined } as Partial<Navigation> as Navigation;
  undos.push(watchGoneRooms({ app: createAppStore(), session: bob, navigation }));
  const ref = unwrap(await ann.actions.createRoom(host.url, { name: 'Room' }));
  const roomCode = roomsOf(ann, ref)[ref.roomId]?.room.roomCode ?? '';
  unwrap(await bob.actions.joinRoom(host.url, { roomCode }));
  unwrap(await bob.actions.openRoom(ref));
  return { ann, bob, device, ref };
}

const hostOf = ({ store }: Session, { hostKey }: RoomRef) => store.getState().hosts[hostKey];
const roomsOf = (session: Session, ref: RoomRef) => hostOf(session, ref)?.rooms ?? {};

it('the draft of a room that one was thrown out of outlasts the next list of rooms', async () => {
  const { ann, bob, ref } = await setUp();
  bob.actions.writeDraft(ref, 'half a sentence');
  const userId = hostOf(bob, ref)?.self?.id ?? '';
  unwrap(
    await ann.actions.callHost(ref.hostKey, {
      name: 'kickMember',
      params: { roomId: ref.roomId, userId },
      body: {},
    }),
  );
  await eventually(() => expect(roomsOf(bob, ref)).toEqual({}));
  expect(hostOf(bob, ref)?.goneRooms).toEqual({});
  for (let times = 0; times < 2; times += 1) unwrap(await bob.actions.watchRooms(ref.hostKey));
  expect(bob.actions.readDraft(ref)).toBe('half a sentence');
});

it('of a room that was deleted neither draft nor unsent message stays', async () => {
  const { ann, bob, device, ref } = await setUp();
  bob.actions.writeDraft(ref, 'half a sentence');
  bob.actions.sendMessage(ref, {
    messageType: 'user_text',
    content: 'x'.repeat(20_000),
    contentType: 'text/plain',
  });
  await eventually(() => expect(device.kept.outbox.kept.size).toBe(1));
  unwrap(await ann.actions.deleteRoom(ref));
  await eventually(() => expect(device.kept.outbox.kept.size).toBe(0));
  expect(hostOf(bob, ref)?.goneRooms).toEqual({});
  expect(bob.actions.readDraft(ref)).toBe('');
});
