import type { SystemEvent } from '#shared/model/message.ts';
import type { ServerConfig } from './config.ts';
import type { Actor } from './domain/actor.ts';
import type { Clock } from './domain/clock.ts';
import type { Publisher } from './domain/events.ts';
import { createModerationService, type ModerationService } from './domain/moderation/moderation-service.ts';
import type { PresenceService } from './domain/presence/presence-service.ts';
import type { TypingService } from './domain/presence/typing-service.ts';
import type { AddMember } from './domain/rooms/add-member.ts';
import { createRoomLife, type RoomLifeService } from './domain/rooms/room-life.ts';
import type { RoomSurroundings } from './domain/rooms/room-view.ts';
import { createDoorKeeper } from './domain/waiting/door-keeper.ts';
import type { Door } from './domain/waiting/waiting-rules.ts';
import { createWaitingService, type WaitingService } from './domain/waiting/waiting-service.ts';
import { createAuditRepo } from './storage/audit-repo.ts';
import type { Database } from './storage/database.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createModerationRepo } from './storage/moderation-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createWaitingRepo } from './storage/waiting-repo.ts';

/** What the rules of a room let people do: moderate, wait at the door. */
export interface RuleServices {
  readonly moderation: ModerationService;
  readonly waiting: WaitingService;
}

interface Options {
  database: Database;
  publisher: Publisher;
  rooms: RoomRepo;
  members: MemberRepo;
  presence: PresenceService;
  typing: TypingService;
  surroundings: RoomSurroundings;
  door: Door;
  addMember: AddMember;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  rename: (actor: Actor, displayName: string) => Promise<unknown>;
  fitsPassword: (password: string, hash: string) => Promise<boolean>;
  onRoomGone: (roomId: string) => void;
  config: ServerConfig;
  clock: Clock;
  logFailure: (what: string) => (error: unknown) => void;
}

export function createRuleServices(options: Options): {
  services: RuleServices;
  roomLife: RoomLifeService;
  close: () => void;
} {
  const { database, publisher, rooms, members, presence, clock, config, door, addMember } = options;
  const { publish } = publisher;
  const audit = createAuditRepo({ database });
  const waiting = createWaitingRepo({ database });
  const doorKeeper = createDoorKeeper({
    waiting,
    rooms,
    members,
    door,
    addMember,
    isOnline: presence.isOnline,
    publish,
    onError: options.logFailure('The door of a room could not be kept'),
    clock,
  });
  const unsubscribe = publisher.subscribe(doorKeeper.handleEvent);
  doorKeeper.start();
  const roomLife = createRoomLife({
    rooms,
    clock,
    publish,
    onRoomGone: options.onRoomGone,
    onError: options.logFailure('Clean-up failed'),
    emptyLifeMs: config.emptyLifeMs,
    dayLifeMs: config.dayLifeMs,
    everyMs: config.cleanupEveryMs,
  });
  return {
    roomLife,
    services: {
      moderation: createModerationService({
        moderation: createModerationRepo({ database }),
        audit,
        rooms,
        members,
        presence,
        typing: options.typing,
        surroundings: options.surroundings,
        announce: options.announce,
        publish,
        clock,
        roomsPerOwner: config.limits.roomsPerOwner,
      }),
      waiting: createWaitingService({
        waiting,
        rooms,
        members,
        door,
        addMember,
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
        publish,
        clock,
      }),
    },
    close() {
      unsubscribe();
      roomLife.stop();
      doorKeeper.stop();
    },
  };
}
