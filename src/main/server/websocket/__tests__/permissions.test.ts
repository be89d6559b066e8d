import { describe, expect, it } from 'vitest';
import { FRAMES } from '#shared/contract/websocket.ts';
import { isAbove, ROLES, type Role } from '#shared/model/role.ts';
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
const CALLERS = [...ROLES, 'muted', 'outsider', 'kicked', 'banned'] as const;
type Caller = (typeof CALLERS)[number];
const GONE: readonly Caller[] = ['outsider', 'kicked', 'banned'];
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

async function setTheStage(settings: Record<string, unknown> = {}): Promise<Stage> {
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
async function attempt(
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

async function say(person: Person, roomId: string): Promise<string> {
  const answer = await person.post(`/api/rooms/${roomId}/messages`, { content: 'a word' });
  return expectStatus(answer, 201).body.message.id;
}

const outcomeOf = (caller: Caller, mutedGets = 'MUTED') =>
  GONE.includes(caller) ? 'NOT_A_MEMBER' : SPEAKERS.includes(caller) ? 'done' : mutedGets;

describe('R10 cell by cell over the raw WebSocket', () => {
  it('speaking in either family', async () => {
    const { roomId, chat, signalling } = await setTheStage();
    for (const caller of CALLERS) {
      const inChat = await attempt(
        chat[caller],
        { type: 'send_message', room_id: roomId, content: `chat of ${caller}` } as never,
        {
          seenBy: chat.owner,
          type: 'message',
          fits: ({ message }) => message.content === `chat of ${caller}`,
        },
      );
      const inSignalling = await attempt(
        signalling[caller],
        { type: 'chat', roomId, payload: `signal of ${caller}` } as never,
        { seenBy: signalling.owner, type: 'chat', fits: ({ payload }) => payload === `signal of ${caller}` },
      );
      const expected = outcomeOf(caller);
      expect({ caller, inChat, inSignalling }).toEqual({ caller, inChat: expected, inSignalling: expected });
    }
  });

  it('deleting: every role on every role', async () => {
    const { host, roomId, people, chat } = await setTheStage();
    for (const caller of CALLERS) {
      for (const targetRole of ROLES) {
        const target = targetRole === 'member' ? await host.guest('Target') : people[targetRole];
        if (targetRole === 'member') await seat({ id: roomId }, target);
        const id = await say(target, roomId);
        const frame = { type: 'delete_message', room_id: roomId, message_id: id };
        const outcome = await attempt(chat[caller], frame, {
          seenBy: chat.owner,
          type: 'message_deleted',
          fits: ({ message_id: gone }) => gone === id,
        });
        const role: Role = caller === 'muted' ? 'member' : (caller as Role);
        const mayDelete = caller === targetRole || (role !== 'member' && isAbove(role, targetRole));
        const expected = GONE.includes(caller)
          ? 'NOT_A_MEMBER'
          : (caller === 'member' ? false : mayDelete)
            ? 'done'
            : 'NOT_ALLOWED';
        expect({ caller, targetRole, outcome }).toEqual({ caller, targetRole, outcome: expected });
      }
    }
  });

  it('one’s own message: everybody who has a seat takes it back, who speaks edits it', async () => {
    const { roomId, people, chat } = await setTheStage();
    for (const caller of [...ROLES, 'muted'] as const) {
      const isMuted = caller === 'muted';
      const base = `/api/rooms/${roomId}/members/${people.muted.id}`;
      if (isMuted) expectStatus(await people.owner.patch(base, { muted: false }), 200);
      const id = await say(people[caller], roomId);
      if (isMuted) expectStatus(await people.owner.patch(base, { muted: true }), 200);
      const own = { room_id: roomId, message_id: id };
      const edited = await attempt(
        chat[caller],
        { type: 'edit_message', ...own, content: `by ${caller}` } as never,
        {
          seenBy: chat.owner,
          type: 'message_updated',
          fits: ({ message }) => message.content === `by ${caller}`,
        },
      );
      const deleted = await attempt(chat[caller], { type: 'delete_message', ...own } as never, {
        seenBy: chat.owner,
        type: 'message_deleted',
        fits: ({ message_id: gone }) => gone === id,
      });
      expect({ caller, edited, deleted }).toEqual({ caller, edited: outcomeOf(caller), deleted: 'done' });
    }
  });

  it('editing what others said: nobody; reacting: who may speak', async () => {
    const { host, roomId, chat } = await setTheStage();
    const author = await host.guest('Author');
    await seat({ id: roomId }, author);
    const id = await say(author, roomId);
    const place = { room_id: roomId, message_id: id };
    for (const caller of CALLERS) {
      const edited = await attempt(
        chat[caller],
        { type: 'edit_message', ...place, content: 'forged' } as never,
        { seenBy: chat.owner, type: 'message_updated', fits: ({ message }) => message.content === 'forged' },
      );
      const reacted = await attempt(
        chat[caller],
        { type: 'react', ...place, emoji: '👍', on: true } as never,
        {
          seenBy: chat.owner,
          type: 'message_updated',
          fits: ({ message }) => message.id === id && message.reactions.length > 0,
        },
      );
      const refused = outcomeOf(caller) === 'done' ? 'NOT_ALLOWED' : outcomeOf(caller);
      expect({ caller, edited, reacted }).toEqual({ caller, edited: refused, reacted: outcomeOf(caller) });
    }
  });

  it('typing: who is in the room', async () => {
    const { roomId, chat } = await setTheStage();
    for (const caller of CALLERS) {
      const witness = caller === 'owner' ? chat.admin : chat.owner;
      const started = await attempt(chat[caller], { type: 'typing_start', room_id: roomId } as never, {
        seenBy: witness,
        type: 'typing_indicator',
        fits: ({ users }) => users.includes(caller),
      });
      expect({ caller, started }).toEqual({ caller, started: outcomeOf(caller, 'done') });
      const stopped = await attempt(chat[caller], { type: 'typing_stop', room_id: roomId } as never, {
        seenBy: witness,
        type: 'typing_indicator',
        fits: ({ users }) => !users.includes(caller),
      });
      expect({ caller, stopped }).toEqual({ caller, stopped: outcomeOf(caller, 'done') });
    }
  });

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
