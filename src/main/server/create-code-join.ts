import { PAGES_MAX, SLOTS_PER_EXCHANGE_MAX } from '#shared/contract/http-join.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { Clock } from './domain/clock.ts';
import { effectiveCapacity } from './domain/rooms/room-rules.ts';
import type { Logger } from './logger.ts';
import type { Services } from './services.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { type CodeJoinHost, createCodeJoinHost } from './trust/code-join-host.ts';
import type { LineBinding } from './trust/code-join-keys.ts';
import { createGuessLimiter, defaultGuessLimits, type GuessLimiter } from './trust/guess-limiter.ts';
import { createJoinTicketStore } from './trust/join-ticket-store.ts';

export interface CodeJoin extends CodeJoinHost {
  /** The room a ticket opens, once. */
  redeemTicket(ticket: string): string | undefined;
  /** The one count of failures; what is looked up by code anywhere else is counted here too. */
  readonly guesses: GuessLimiter;
  /** All rooms whose codes a guess is tried on, those beyond the pages of an exchange too. */
  listRoomIds(): string[];
}

interface Options {
  binding: LineBinding;
  rooms: Pick<RoomRepo, 'listWithCode' | 'listIdsWithCode' | 'find'>;
  services: Pick<Services, 'rooms' | 'chat' | 'presence'>;
  peopleSpaceId: string;
  limits: Pick<Limits, 'roomCapacityCeiling' | 'codeFailuresPerMinute'>;
  hasRateLimits: boolean;
  clock: Clock;
  logger: Logger;
}

const UNLIMITED = { failuresPerRoom: Infinity, exchangesPerMinute: Infinity };

/** Joins the rooms with the exchange that proves their codes; the exchange itself knows nothing of rooms. */
export function createCodeJoin(options: Options): CodeJoin {
  const { rooms, services, peopleSpaceId, clock, logger } = options;
  const tickets = createJoinTicketStore({ now: clock.now });

  /** Somebody guesses: the code they are after is void, and the room hears why it has a new one. */
  async function changeCode(roomId: string): Promise<void> {
    const room = await rooms.find(roomId);
    if (!room) return;
    tickets.revokeRoom(roomId);
    await services.rooms.replaceGuessedCode(roomId);
    logger.warn({ roomId }, 'A room got a new code because somebody kept guessing the old one');
  }

  const guesses = createGuessLimiter({
    now: clock.now,
    failuresPerMinute: () => (options.hasRateLimits ? options.limits.codeFailuresPerMinute : Infinity),
    limits: options.hasRateLimits ? defaultGuessLimits : { ...defaultGuessLimits, ...UNLIMITED },
    onRoomUnderAttack: (roomId) => {
      changeCode(roomId).catch((error: unknown) => logger.error({ error }, 'A code could not be changed'));
    },
  });
  const listRooms = () => rooms.listWithCode(peopleSpaceId, PAGES_MAX * SLOTS_PER_EXCHANGE_MAX);
  const host = createCodeJoinHost({
    binding: options.binding,
    listRooms: () =>
      listRooms().map((room) => ({
        roomId: room.id,
        code: room.code,
        card: {
          name: room.name,
          people: services.presence.countPresent(room.id),
          capacity: effectiveCapacity(room.capacity, options.limits.roomCapacityCeiling),
          isLocked: room.isLocked,
          hasPassword: room.passwordHash !== null,
        },
      })),
    tickets,
    limiter: guesses,
    now: clock.now,
  });
  const listRoomIds = () => rooms.listIdsWithCode(peopleSpaceId);
  return { ...host, redeemTicket: tickets.redeemTicket, guesses, listRoomIds };
}
