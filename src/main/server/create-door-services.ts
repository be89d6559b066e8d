import type { Actor } from './domain/actor.ts';
import type { Clock } from './domain/clock.ts';
import type { Publish } from './domain/events.ts';
import type { AddMember } from './domain/rooms/add-member.ts';
import { createDoorKeeper, type DoorKeeper } from './domain/waiting/door-keeper.ts';
import type { Door } from './domain/waiting/waiting-rules.ts';
import { createWaitingService, type WaitingService } from './domain/waiting/waiting-service.ts';
import type { AuditRepo } from './storage/audit-repo.ts';
import type { Database } from './storage/database.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createWaitingRepo } from './storage/waiting-repo.ts';

interface Options {
  database: Database;
  rooms: RoomRepo;
  members: MemberRepo;
  audit: AuditRepo;
  door: Door;
  addMember: AddMember;
  isOnline: (userId: string) => boolean;
  rename: (actor: Actor, displayName: string) => Promise<unknown>;
  fitsPassword: (password: string, hash: string) => Promise<boolean>;
  publish: Publish;
  onError: (error: unknown) => void;
  clock: Clock;
}

/** The two halves of the door: who waits, and who is let in when. */
export function createDoorServices(options: Options): { waiting: WaitingService; doorKeeper: DoorKeeper } {
  const { database, rooms, members, audit, door, addMember, publish, clock } = options;
  const waitingRepo = createWaitingRepo({ database });
  const shared = { waiting: waitingRepo, rooms, members, door, addMember, publish, clock };
  const doorKeeper = createDoorKeeper({
    ...shared,
    isOnline: options.isOnline,
    onError: options.onError,
  });
  const waiting = createWaitingService({
    ...shared,
    rename: options.rename,
    fitsPassword: options.fitsPassword,
    tellDoor: doorKeeper.tellDoor,
    addAudit: (actor, room, userId) =>
      audit.add({
        spaceId: room.spaceId,
        roomId: room.id,
        roomName: room.name,
        actorId: actor.userId,
        action: 'admit',
        targetId: userId,
        detail: null,
        now: clock.now(),
      }),
  });
  return { waiting, doorKeeper };
}
