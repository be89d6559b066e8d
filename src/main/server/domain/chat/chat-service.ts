import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import type { Message, MessageDraft, SystemEvent } from '#shared/model/message.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { SeatSettings } from '#shared/model/room.ts';
import type { CursorRepo, RoomCount, ReadingView as StoredReading } from '../../storage/cursor-repo.ts';
import type { Anchor, HistoryPage } from '../../storage/history-page.ts';
import type { HistoryRepo } from '../../storage/history-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { Appended, MessageLog } from '../../storage/message-log.ts';
import type { MissedPart } from '../../storage/missed-part.ts';
import type { Standing } from '../../storage/posting-standing.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Actor } from '../actor.ts';
import { takeTurn } from '../agents/agent-turns.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { TypingService } from '../presence/typing-service.ts';
import { assertMay, refuseOutsider, roomNotFound } from '../rooms/room-rules.ts';
import { type RoomSurroundings, viewState } from '../rooms/room-view.ts';
import { assertMayPost } from './chat-rules.ts';
import { writeLine, writeMessage } from './new-message.ts';

/** How far a member is, and what is left. */
export type ReadingView = StoredReading;

export interface HistoryQuery {
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
}

export interface ChatService {
  postMessage(actor: Actor, roomId: string, draft: MessageDraft): Promise<Appended>;
  /** A line of the host itself: joins, leaves, changes. */
  announce(roomId: string, event: SystemEvent): Promise<void>;
  listMessages(actor: Actor, roomId: string, query: HistoryQuery): Promise<HistoryPage>;
  getMessage(actor: Actor, messageId: string): Promise<Message>;
  catchUp(
    actor: Actor,
    roomId: string,
    known: { lastSeq?: number | undefined; lastRev?: number | undefined },
  ): Promise<MissedPart>;
  markRead(actor: Actor, roomId: string, messageId: string): Promise<ReadingView>;
  /** Makes a message and everything after it unread again, on all devices of the person. */
  markUnreadFrom(actor: Actor, roomId: string, messageId: string): Promise<ReadingView>;
  /** The counts of all rooms, from the same query as everywhere. */
  countUnread(actor: Actor): Promise<{ rooms: RoomCount[]; unreadCount: number; mentionCount: number }>;
  /** What the person chose for a room, told to all their devices. */
  changeSeat(actor: Actor, roomId: string, change: Partial<SeatSettings>): Promise<SeatSettings>;
  /** Throws unless the person has a seat in the room. */
  assertMember(actor: Actor, roomId: string): Promise<void>;
  getUnread(actor: Actor, roomId: string): Promise<ReadingView>;
}

interface Options {
  messageLog: MessageLog;
  history: HistoryRepo;
  cursors: CursorRepo;
  members: MemberRepo;
  rooms: RoomRepo;
  typing: TypingService;
  publish: Publish;
  messageLimit: RateLimit;
  surroundings: RoomSurroundings;
  /** A message was read that goes then. */
  onLifeStarted: (goesAt: number) => void;
  clock: Clock;
}

/** A gap up to this many messages is filled in; a longer one starts anew from the newest page. */
const LONGEST_FILLED_GAP = 500;

/** A seq, a time like 2026-01-31T08:00:00Z, or else a message's id. */
function toAnchor(text: string): Anchor {
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? { messageId: text } : { time };
}

export function createChatService(options: Options): ChatService {
  const { messageLog, history, cursors, members, rooms, typing, publish, messageLimit, clock, surroundings } =
    options;

  async function assertMember(actor: Actor, roomId: string): Promise<void> {
    const room = await rooms.find(roomId);
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    const member = await members.find(roomId, actor.userId);
    assertMay(room, member?.role ?? null, 'view');
  }

  function publishAppended({ message, isRepeat, root }: Appended): void {
    if (isRepeat) return;
    publish({ name: 'room:message-received', payload: { message }, to: { roomId: message.roomId } });
    if (root) publish({ name: 'room:message-updated', payload: root, to: { roomId: message.roomId } });
    if (message.userId !== null) typing.setTyping(message.roomId, message.userId, false);
  }

  async function readView(actor: Actor, roomId: string): Promise<ReadingView> {
    const view = await cursors.view(roomId, actor.userId);
    if (view) return view;
    const room = await rooms.find(roomId);
    throw room ? refuseOutsider(room) : roomNotFound();
  }

  async function announce(roomId: string, event: SystemEvent): Promise<void> {
    const assertRoomExists = (standing: unknown) => {
      if (standing === null) throw roomNotFound();
    };
    await messageLog.append(writeLine(roomId, event), assertRoomExists, publishAppended);
  }

  async function tellState(roomId: string): Promise<void> {
    const room = await rooms.find(roomId);
    if (!room) return;
    const state = viewState(room, surroundings);
    publish({ name: 'room:state-updated', payload: { roomId, state }, to: { roomId } });
  }

  return {
    async postMessage(actor, roomId, draft) {
      let turn: ReturnType<typeof takeTurn> = null;
      const authorize = (standing: Standing | null) => {
        const allowed = assertMayPost(standing);
        if (POLICIES[allowed.policy].limitsSenders) messageLimit.take(actor.userId);
        turn = takeTurn(allowed, allowed.kind, surroundings.agentLimit);
      };
      const message = writeMessage(actor.userId, roomId, draft);
      const appended = await messageLog.append(message, authorize, publishAppended);
      if (turn === null || appended.isRepeat) return appended;
      if (turn === 'begins-wait') await announce(roomId, { event: 'agents-wait' });
      await tellState(roomId);
      return appended;
    },

    announce,

    async listMessages(actor, roomId, query) {
      await assertMember(actor, roomId);
      const limit = query.limit ?? SIZES.historyPage;
      const given = [query.before, query.after, query.around].filter((anchor) => anchor !== undefined);
      if (given.length > 1) throw new AppError('BAD_REQUEST', 'Give only one of before, after and around.');
      let page: HistoryPage | null;
      if (query.before !== undefined) page = await history.before(roomId, toAnchor(query.before), limit);
      else if (query.after !== undefined) page = await history.after(roomId, toAnchor(query.after), limit);
      else if (query.around !== undefined) page = await history.around(roomId, toAnchor(query.around), limit);
      else page = await history.newest(roomId, limit);
      if (!page) throw new AppError('MESSAGE_NOT_FOUND', 'The room has no such message.');
      return page;
    },

    async getMessage(actor, messageId) {
      const message = await history.find(messageId);
      const member = message && (await members.find(message.roomId, actor.userId));
      if (!message || !member) throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message.');
      return message;
    },

    async catchUp(actor, roomId, known) {
      await assertMember(actor, roomId);
      const place = known.lastSeq === undefined ? null : { seq: known.lastSeq, rev: known.lastRev ?? 0 };
      return history.missed(roomId, place, { most: LONGEST_FILLED_GAP, page: SIZES.historyPage });
    },

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

    assertMember,
    getUnread: readView,
  };
}
