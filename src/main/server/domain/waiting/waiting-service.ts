import { AppError } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { Waiting } from '#shared/model/waiting.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { WaitingRepo } from '../../storage/waiting-repo.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { AddMember } from '../rooms/add-member.ts';
import { assertMay, roomNotFound } from '../rooms/room-rules.ts';
import { type Door, decideAdmission, decideWait, viewWaiting } from './waiting-rules.ts';

export interface WaitRequest {
  readonly roomId?: string | undefined;
  readonly roomCode?: string | undefined;
  readonly displayName?: string | undefined;
  readonly password?: string | undefined;
}

export interface WaitingService {
  wait(actor: Actor, request: WaitRequest): Promise<{ roomId: string; waiting: Waiting }>;
  /** The caller's own place, null when they wait no longer; asking keeps it. */
  check(actor: Actor, roomId: string): Promise<{ waiting: Waiting | null; isMember: boolean }>;
  stopWaiting(actor: Actor, roomId: string): Promise<void>;
  list(actor: Actor, roomId: string): Promise<Waiting[]>;
  admit(actor: Actor, roomId: string, userId: string): Promise<void>;
  /** As many as there are seats, in order; returns who came in and who still waits. */
  admitAll(actor: Actor, roomId: string): Promise<{ admitted: string[]; waiting: Waiting[] }>;
  deny(actor: Actor, roomId: string, userId: string, reason: string | null): Promise<void>;
}

interface Options {
  waiting: WaitingRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  door: Door;
  addMember: AddMember;
  rename: (actor: Actor, displayName: string) => Promise<unknown>;
  fitsPassword: (password: string, hash: string) => Promise<boolean>;
  /** Tells those at the door and those who may open it how things stand. */
  tellDoor: (roomId: string) => Promise<void>;
  addAudit: (actor: Actor, room: StoredRoom, userId: string) => Promise<void>;
  publish: Publish;
  clock: Clock;
}

const notWaiting = () => new AppError('USER_NOT_FOUND', 'Nobody of that id is waiting here.');

export function createWaitingService(options: Options): WaitingService {
  const { waiting, rooms, members, door, addMember, publish, clock, tellDoor } = options;

  async function findRoom(actor: Actor, request: WaitRequest): Promise<StoredRoom> {
    const room = request.roomId
      ? await rooms.find(request.roomId)
      : await rooms.findByCode(request.roomCode ?? '');
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    return room;
  }

  /** The room, for somebody who may open its door. */
  async function findGuarded(actor: Actor, roomId: string): Promise<StoredRoom> {
    const room = await findRoom(actor, { roomId });
    const member = await members.find(roomId, actor.userId);
    assertMay(room, member?.role ?? null, 'admit');
    return room;
  }

  async function findPlace(roomId: string, userId: string): Promise<Waiting | null> {
    return viewWaiting(await waiting.list(roomId)).find((entry) => entry.userId === userId) ?? null;
  }

  async function letIn(actor: Actor, room: StoredRoom, userId: string): Promise<void> {
    await addMember(room.id, userId, (situation) => {
      if (!situation.waiting.some((entry) => entry.userId === userId)) throw notWaiting();
      return decideAdmission(situation, door);
    });
    await options.addAudit(actor, room, userId);
    publish({ name: 'room:admitted', payload: { roomId: room.id }, to: { userId } });
  }

  async function tellKnock(room: StoredRoom, place: Waiting): Promise<void> {
    for (const member of await members.list(room.id)) {
      if (!isAllowed(POLICIES[room.policy], member.role, 'admit')) continue;
      publish({
        name: 'room:knock',
        payload: { roomId: room.id, roomName: room.name, waiting: place },
        to: { userId: member.userId },
      });
    }
  }

  return {
    async wait(actor, request) {
      const found = await findRoom(actor, request);
      assertMayEnter(actor, found.id);
      const { password } = request;
      const proven =
        found.passwordHash !== null &&
        password !== undefined &&
        (await options.fitsPassword(password, found.passwordHash))
          ? found.passwordHash
          : null;
      const entered = await waiting.enter(found.id, actor.userId, clock.now(), (situation) =>
        decideWait(situation, door, (hash) => hash === proven, password !== undefined),
      );
      if (!entered) throw roomNotFound();
      if (request.displayName !== undefined) await options.rename(actor, request.displayName);
      const place = await findPlace(found.id, actor.userId);
      if (!place) throw notWaiting();
      if (entered.isNew && place.kind === 'knock') await tellKnock(entered.room, place);
      await tellDoor(found.id);
      return { roomId: found.id, waiting: place };
    },

    async check(actor, roomId) {
      await findRoom(actor, { roomId });
      await waiting.touch(roomId, actor.userId, clock.now());
      const member = await members.find(roomId, actor.userId);
      return { waiting: await findPlace(roomId, actor.userId), isMember: member !== null };
    },

    async stopWaiting(actor, roomId) {
      await findRoom(actor, { roomId });
      if (await waiting.remove(roomId, actor.userId)) await tellDoor(roomId);
    },

    async list(actor, roomId) {
      await findGuarded(actor, roomId);
      return viewWaiting(await waiting.list(roomId));
    },

    async admit(actor, roomId, userId) {
      await letIn(actor, await findGuarded(actor, roomId), userId);
      await tellDoor(roomId);
    },

    async admitAll(actor, roomId) {
      const room = await findGuarded(actor, roomId);
      const admitted: string[] = [];
      for (const { userId } of await waiting.list(roomId)) {
        try {
          await letIn(actor, room, userId);
          admitted.push(userId);
        } catch (error) {
          // Full: the rest waits on. Somebody who just gave up is no reason to stop.
          if (!(error instanceof AppError)) throw error;
          if (error.code === 'ROOM_FULL') break;
        }
      }
      await tellDoor(roomId);
      return { admitted, waiting: viewWaiting(await waiting.list(roomId)) };
    },

    async deny(actor, roomId, userId, reason) {
      const room = await findGuarded(actor, roomId);
      const now = clock.now();
      if (!(await waiting.deny({ room, actorId: actor.userId, userId, reason, now }))) throw notWaiting();
      publish({ name: 'room:denied', payload: { roomId, reason }, to: { userId } });
      await tellDoor(roomId);
    },
  };
}
