import type { Analytics } from '#shared/model/analytics.ts';
import type { AnalyticsRepo } from '../../storage/analytics-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { assertMay, roomNotFound } from '../rooms/room-rules.ts';
import { HOUR_MS, summarise } from './analytics-rules.ts';

export interface AnalyticsQuery {
  readonly days?: number | undefined;
  readonly offsetMinutes?: number | undefined;
}

export interface AnalyticsService {
  readRoom(actor: Actor, roomId: string, query: AnalyticsQuery): Promise<Analytics>;
  readHost(query: AnalyticsQuery): Promise<Analytics>;
  /** Adds up what has come, a bounded part each time, and notes who is there. */
  collect(): Promise<void>;
}

interface Options {
  analytics: AnalyticsRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  /** Who is where now. */
  listOccupied: () => readonly { roomId: string; people: number }[];
  hasCall: (roomId: string) => boolean;
  /** How often `collect` is called. */
  everyMs: number;
  clock: Clock;
}

/** So many messages are counted in one write: others get their turn between. */
const PART = 2_000;
/** So many parts of a room are counted in one round of the rhythm; asking counts them all. */
const PARTS_AT_ONCE = 5;
/** So many rooms are looked at in one round of the rhythm. */
const ROOMS_AT_ONCE = 50;

export function createAnalyticsService(options: Options): AnalyticsService {
  const { analytics, rooms, members, clock } = options;

  async function read(roomId: string | null, query: AnalyticsQuery): Promise<Analytics> {
    const to = clock.now();
    const from = to - (query.days ?? 30) * 24 * HOUR_MS;
    const figures = await analytics.listHours(roomId, Math.floor(from / HOUR_MS));
    return summarise(figures, { from, to, offsetMinutes: query.offsetMinutes ?? 0 });
  }

  /** Who is there now; `minutes` is how long a call has gone on since the last look. */
  async function notePresence(minutes: number): Promise<void> {
    const occupied = options.listOccupied();
    if (occupied.length === 0) return;
    await analytics.notePresence(
      Math.floor(clock.now() / HOUR_MS),
      occupied.map((room) => ({ ...room, callMinutes: options.hasCall(room.roomId) ? minutes : 0 })),
    );
  }

  async function countRoom(roomId: string, parts = Number.POSITIVE_INFINITY): Promise<void> {
    for (let part = 0; part < parts; part += 1) {
      if (await analytics.countMore(roomId, PART)) return;
    }
  }

  async function countAll(): Promise<void> {
    for (const roomId of await analytics.listUncounted(null)) await countRoom(roomId);
  }

  return {
    async readRoom(actor, roomId, query) {
      const room = await rooms.find(roomId);
      if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
      const member = await members.find(roomId, actor.userId);
      assertMay(room, member?.role ?? null, 'see-analytics');
      await notePresence(0);
      await countRoom(roomId);
      return read(roomId, query);
    },
    async readHost(query) {
      await notePresence(0);
      await countAll();
      return read(null, query);
    },
    async collect() {
      await notePresence(Math.max(1, Math.round(options.everyMs / 60_000)));
      for (const roomId of await analytics.listUncounted(ROOMS_AT_ONCE)) {
        await countRoom(roomId, PARTS_AT_ONCE);
      }
    },
  };
}
