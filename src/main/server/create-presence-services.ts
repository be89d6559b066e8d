import { TIMES } from '#shared/contract/limits.ts';
import type { ServerConfig } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Publish } from './domain/events.ts';
import { createPresenceService, type PresenceService } from './domain/presence/presence-service.ts';
import { createTypingService, type TypingService } from './domain/presence/typing-service.ts';
import type { RoomSurroundings } from './domain/rooms/room-view.ts';
import type { Door } from './domain/waiting/waiting-rules.ts';
import type { IdentityRepo } from './storage/identity-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';

interface Options {
  rooms: RoomRepo;
  identities: IdentityRepo;
  tellStatus: (userId: string) => Promise<void>;
  joinLink: (code: string) => string;
  publish: Publish;
  config: ServerConfig;
  clock: Clock;
  logFailure: (what: string) => (error: unknown) => void;
}

/** Presence lives in memory; what has to survive it is written from here. */
function createTrackedPresence(options: Options): PresenceService {
  const { publish, clock, config, rooms, identities, tellStatus, logFailure } = options;
  return createPresenceService({
    clock,
    publish,
    graceMs: config.presenceGraceMs,
    listener: {
      onRoomOccupied: (roomId) => void rooms.markEmptied(roomId, null).catch(logFailure('Room not marked')),
      onRoomEmptied: (roomId) =>
        void rooms.markEmptied(roomId, clock.now()).catch(logFailure('Room not marked')),
      onLastSeen: (userId, at) =>
        void identities.recordSeen(userId, at).catch(logFailure('Last seen not stored')),
      onIdleChanged: (userId) => void tellStatus(userId).catch(logFailure('Status not told')),
    },
  });
}

/** What the views and rules of rooms need to know of the present moment. */
function createSurroundings(
  presence: PresenceService,
  { clock, config: { limits }, joinLink }: Options,
): { surroundings: RoomSurroundings; door: Door } {
  return {
    surroundings: {
      countPresent: presence.countPresent,
      isPresent: presence.isPresent,
      isIdle: presence.isIdle,
      isInCall: () => false,
      hasCall: () => false,
      joinLink,
      get capacityCeiling() {
        return limits.roomCapacityCeiling;
      },
      get agentLimit() {
        return limits.agentMessagesInRow;
      },
    },
    door: {
      get ceiling() {
        return limits.roomCapacityCeiling;
      },
      isStillWaiting: ({ userId, seenAt }) =>
        presence.isOnline(userId) || clock.now() - seenAt < TIMES.waitingGrace,
    },
  };
}

export interface PresenceServices {
  readonly presence: PresenceService;
  readonly typing: TypingService;
  readonly surroundings: RoomSurroundings;
  readonly door: Door;
  /** Nobody is in a room that went, and nobody types there. */
  onRoomGone(roomId: string): void;
}

/** Who is here now, and what follows from it. */
export function createPresenceServices(options: Options): PresenceServices {
  const { publish, clock } = options;
  const presence = createTrackedPresence(options);
  const typing = createTypingService({ clock, publish, expiryMs: TIMES.typingExpiry });
  return {
    presence,
    typing,
    ...createSurroundings(presence, options),
    onRoomGone(roomId) {
      presence.dropRoom(roomId);
      typing.forgetRoom(roomId);
    },
  };
}
