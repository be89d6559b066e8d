import { AppError } from '#shared/contract/errors.ts';
import type { SeatSettings } from '#shared/model/room.ts';
import type { CursorRepo, RoomCount, ReadingView as StoredReading } from '../../storage/cursor-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { refuseOutsider, roomNotFound } from '../rooms/room-rules.ts';

/** How far a member is, and what is left. */
export type ReadingView = StoredReading;

export interface ReadingService {
  markRead(actor: Actor, roomId: string, messageId: string): Promise<ReadingView>;
  /** Makes a message and everything after it unread again, on all devices of the person. */
  markUnreadFrom(actor: Actor, roomId: string, messageId: string): Promise<ReadingView>;
  /** The counts of all rooms, from the same query as everywhere. */
  countUnread(actor: Actor): Promise<{ rooms: RoomCount[]; unreadCount: number; mentionCount: number }>;
  /** What the person chose for a room, told to all their devices. */
  changeSeat(actor: Actor, roomId: string, change: Partial<SeatSettings>): Promise<SeatSettings>;
  getUnread(actor: Actor, roomId: string): Promise<ReadingView>;
}

export interface ReadingOptions {
  cursors: CursorRepo;
  rooms: RoomRepo;
  publish: Publish;
  assertMember: (actor: Actor, roomId: string) => Promise<void>;
  /** A message was read that goes then. */
  onLifeStarted: (goesAt: number) => void;
  clock: Clock;
}

/** How far somebody has read, what is left, and what they chose to hear of a room. */
export function createReadingService(options: ReadingOptions): ReadingService {
  const { cursors, rooms, publish, assertMember, clock } = options;

  return {
    async markRead(actor, roomId, messageId) {
      const moved = await cursors.moveForward(roomId, actor.userId, messageId, clock.now());
      if (!moved) {
        await assertMember(actor, roomId);
        throw new AppError('MESSAGE_NOT_FOUND', 'The room has no such message.');
      }
      if (moved.goesAt !== null) options.onLifeStarted(moved.goesAt);
      const { lastReadMessageId } = moved.view;
      if (moved.hasMoved && lastReadMessageId !== null) {
        publish({
          name: 'room:read-updated',
          payload: { roomId, userId: actor.userId, lastReadMessageId },
          to: { roomId },
        });
      }
      return moved.view;
    },

    async markUnreadFrom(actor, roomId, messageId) {
      const moved = await cursors.moveBefore(roomId, actor.userId, messageId);
      if (!moved) {
        await assertMember(actor, roomId);
        throw new AppError('MESSAGE_NOT_FOUND', 'The room has no such message.');
      }
      const { lastReadMessageId, unreadCount, mentionCount } = moved.view;
      if (moved.hasMoved) {
        publish({
          name: 'room:unread-marked',
          payload: { roomId, lastReadMessageId, unreadCount, mentionCount },
          to: { userId: actor.userId },
        });
      }
      return moved.view;
    },

    async countUnread(actor) {
      const rooms = await cursors.countAll(actor.userId);
      return {
        rooms,
        unreadCount: rooms.reduce((sum, room) => sum + room.unreadCount, 0),
        mentionCount: rooms.reduce((sum, room) => sum + room.mentionCount, 0),
      };
    },

    async changeSeat(actor, roomId, change) {
      await assertMember(actor, roomId);
      const seat = await cursors.changeSeat(roomId, actor.userId, change);
      if (!seat) throw roomNotFound();
      if (Object.keys(change).length > 0) {
        publish({ name: 'room:seat-updated', payload: { roomId, ...seat }, to: { userId: actor.userId } });
      }
      return seat;
    },

    async getUnread(actor, roomId) {
      const view = await cursors.view(roomId, actor.userId);
      if (view) return view;
      const room = await rooms.find(roomId);
      throw room ? refuseOutsider(room) : roomNotFound();
    },
  };
}
