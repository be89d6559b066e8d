import { ROLES } from '#shared/model/role.ts';
import {
  eventually,
  expectStatus,
  makeRoom,
  type Person,
  seat,
  startTestHost,
  type TestHost,
} from '../../__tests__/test-host.ts';
import { connectRaw, type Frame, type RawClient } from './raw-client.ts';

/** Everybody somebody can be to a room, also those who were in it with a line open when they were sent away. */
export const CALLERS = [...ROLES, 'muted', 'outsider', 'kicked', 'banned'] as const;
export type Caller = (typeof CALLERS)[number];
export const GONE: readonly Caller[] = ['outsider', 'kicked', 'banned'];
const SPEAKERS: readonly Caller[] = ROLES;

interface Stage {
  readonly host: TestHost;
  readonly roomId: string;
  readonly roomCode: string;
  readonly people: Record<Caller, Person>;
  /** One line of each for either family; those who had a seat have joined. */
  readonly chat: Record<Caller, RawClient>;
  readonly signalling: Record<Caller, RawClient>;
}

async function mapCallers<T>(make: (caller: Caller) => Promise<T>): Promise<Record<Caller, T>> {
  const entries = await Promise.all(CALLERS.map(async (caller) => [caller, await make(caller)] as const));
  return Object.fromEntries(entries) as Record<Caller, T>;
}

async function openLine(
  { host, roomId, people }: Pick<Stage, 'host' | 'roomId' | 'people'>,
  family: 'chat' | 'signalling',
  caller: Caller,
): Promise<RawClient> {
  const line = await connectRaw(host.url, `/ws?token=${people[caller].token}`);
  if (caller === 'outsider') return line;
  if (family === 'chat') line.send({ type: 'join_room', room_id: roomId });
  else line.send({ type: 'join-room', payload: { roomId } });
  await line.next(family === 'chat' ? 'user_joined' : 'room-joined');
  return line;
}

/** A private room with somebody of every kind, all on the line before some of them are sent away. */
export async function setTheStage(settings: Record<string, unknown> = {}): Promise<Stage> {
  const host = await startTestHost();
  const people = await mapCallers((caller) => host.guest(caller));
  const { owner } = people;
  const room = await makeRoom(owner, { visibility: 'private', maxParticipants: 50, ...settings });
  const base = `/api/rooms/${room.id}`;
  await seat(
    room,
    ...CALLERS.filter((one) => one !== 'owner' && one !== 'outsider').map((one) => people[one]),
  );
  for (const role of ['admin', 'moderator'] as const) {
    expectStatus(await owner.patch(`${base}/members/${people[role].id}`, { role }), 200);
  }
  const ground = { host, roomId: room.id, people };
  const chat = await mapCallers((caller) => openLine(ground, 'chat', caller));
  const signalling = await mapCallers((caller) => openLine(ground, 'signalling', caller));
  expectStatus(await owner.patch(`${base}/members/${people.muted.id}`, { muted: true }), 200);
  expectStatus(await owner.delete(`${base}/kick/${people.kicked.id}`), 200);
  expectStatus(await owner.post(`${base}/bans`, { userId: people.banned.id }), 201);
  return { ...ground, roomCode: room.roomCode, chat, signalling };
}

/** What came of it: the code of a refusal, or 'done' as soon as the witness sees the effect. */
export async function attempt(
  line: RawClient,
  frame: { type: string },
  effect: { seenBy: RawClient; type: string; fits?: (frame: Frame) => boolean },
): Promise<string> {
  const { seenBy, type, fits = () => true } = effect;
  const [heard, seen] = [line.frames.length, seenBy.frames.length];
  line.send(frame);
  return eventually(() => {
    const refusal = line.frames
      .slice(heard)
      .find((one) => one.type === 'error' && one.request === frame.type);
    if (refusal) return refusal.code as string;
    if (seenBy.frames.slice(seen).some((one) => one.type === type && fits(one))) return 'done';
    throw new Error(`Nothing came of ${frame.type}`);
  });
}

/** What speaking in the room comes to. */
export const outcomeOf = (caller: Caller, mutedGets = 'MUTED') =>
  GONE.includes(caller) ? 'NOT_A_MEMBER' : SPEAKERS.includes(caller) ? 'done' : mutedGets;
