import { AppError } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { WaitingRepo } from '../../storage/waiting-repo.ts';
import type { Clock } from '../clock.ts';
import type { DomainEvent, Publish } from '../events.ts';
import type { AddMember } from '../rooms/add-member.ts';
import { effectiveCapacity } from '../rooms/room-rules.ts';
import { type Door, decidePromotion, viewWaiting } from './waiting-rules.ts';

/** Gives free seats to those who wait, and tells everybody at a door how things stand. */
export interface DoorKeeper {
  start(): void;
  stop(): void;
  tellDoor(roomId: string): Promise<void>;
  handleEvent(event: DomainEvent): void;
}

interface Options {
  waiting: WaitingRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  door: Door;
  addMember: AddMember;
  isOnline: (userId: string) => boolean;
  publish: Publish;
  onError: (error: unknown) => void;
  clock: Clock;
}

const LOOK_EVERY_MS = 20_000;

export function createDoorKeeper(options: Options): DoorKeeper {
  const { waiting, rooms, members, door, addMember, publish, onError, clock } = options;
  /** Whom each door was last told about: they must hear of the end of the room too. */
  const told = new Map<string, readonly string[]>();
  let cancel: () => void = () => {};
  let isStopped = false;

  async function tellDoor(roomId: string): Promise<void> {
    const room = await rooms.find(roomId);
    const list = viewWaiting(await waiting.list(roomId));
    if (!room || (list.length === 0 && !told.has(roomId))) return;
    if (list.length === 0) told.delete(roomId);
    else
      told.set(
        roomId,
        list.map(({ userId }) => userId),
      );
    for (const { userId, kind, position } of list) {
      publish({ name: 'room:wait-updated', payload: { roomId, kind, position }, to: { userId } });
    }
    for (const { userId, role } of await members.list(roomId)) {
      if (!isAllowed(POLICIES[room.policy], role, 'admit')) continue;
      publish({ name: 'room:waiting-updated', payload: { roomId, waiting: list }, to: { userId } });
    }
  }

  /** Seats one after another; each is decided anew inside its own write, so two calls at once do no harm. */
  async function fillSeats(roomId: string): Promise<void> {
    let hasChanged = false;
    for (;;) {
      const room = await rooms.find(roomId);
      if (!room || room.isLocked) break;
      if ((await waiting.list(roomId)).length === 0) break;
      // Unlocked: whoever knocked needs nobody any more, unless a password is asked that they did not give.
      if (room.passwordHash === null) await waiting.turnKnocksIntoQueue(roomId);
      const queue = (await waiting.list(roomId)).filter(({ kind }) => kind === 'queue');
      const next = queue.find(door.isStillWaiting);
      if (!next || room.memberCount >= effectiveCapacity(room.capacity, door.ceiling)) break;
      try {
        await addMember(roomId, next.userId, (situation) => decidePromotion(situation, door));
        publish({ name: 'room:admitted', payload: { roomId }, to: { userId: next.userId } });
        hasChanged = true;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'BANNED') await waiting.remove(roomId, next.userId);
        else if (error.code !== 'CONFLICT') break;
      }
    }
    if (hasChanged) await tellDoor(roomId);
  }

  /** Who has gone loses their place; who is there keeps it through a short drop of the line. */
  async function look(): Promise<void> {
    for (const roomId of await waiting.listRoomIds()) {
      let hasChanged = false;
      for (const entry of await waiting.list(roomId)) {
        if (options.isOnline(entry.userId)) await waiting.touch(roomId, entry.userId, clock.now());
        else if (!door.isStillWaiting(entry)) hasChanged = await waiting.remove(roomId, entry.userId);
      }
      if (hasChanged) await tellDoor(roomId);
      await fillSeats(roomId);
    }
  }

  function schedule(): void {
    if (isStopped) return;
    cancel = clock.after(LOOK_EVERY_MS, () => {
      look().catch(onError).finally(schedule);
    });
  }

  function tellEnd(roomId: string): void {
    for (const userId of told.get(roomId) ?? []) {
      publish({ name: 'room:deleted', payload: { roomId, reason: 'deleted' }, to: { userId } });
    }
    told.delete(roomId);
  }

  return {
    start() {
      // Time away was the host's, not theirs; and a seat may have been freed in its last moment.
      waiting.touchAll(clock.now()).then(look).catch(onError).finally(schedule);
    },
    stop() {
      isStopped = true;
      cancel();
    },
    tellDoor,
    handleEvent(event) {
      switch (event.name) {
        case 'room:participant-left':
          if (event.payload.reason !== 'offline') fillSeats(event.payload.roomId).catch(onError);
          return;
        case 'room:updated':
          fillSeats(event.payload.room.id).catch(onError);
          return;
        case 'room:state-updated':
          fillSeats(event.payload.roomId).catch(onError);
          return;
        case 'room:participant-joined':
          if (told.has(event.payload.roomId)) tellDoor(event.payload.roomId).catch(onError);
          return;
        case 'room:deleted':
          if ('roomId' in event.to) tellEnd(event.payload.roomId);
          return;
        default:
          return;
      }
    },
  };
}
