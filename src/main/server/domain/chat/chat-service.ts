import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import type { Message, MessageDraft, SystemEvent } from '#shared/model/message.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { Anchor, HistoryPage } from '../../storage/history-page.ts';
import type { HistoryRepo } from '../../storage/history-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { Appended, MessageLog } from '../../storage/message-log.ts';
import type { MissedPart } from '../../storage/missed-part.ts';
import type { Standing } from '../../storage/posting-standing.ts';
import type { Actor } from '../actor.ts';
import { takeTurn } from '../agents/agent-turns.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { TypingService } from '../presence/typing-service.ts';
import { assertMay, roomNotFound } from '../rooms/room-rules.ts';
import { type RoomSurroundings, viewState } from '../rooms/room-view.ts';
import { assertMayPost } from './chat-rules.ts';
import { writeLine, writeMessage } from './new-message.ts';
import { createReadingService, type ReadingOptions, type ReadingService } from './reading-service.ts';

export interface HistoryQuery {
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
}

export interface ChatService extends ReadingService {
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
  /** Throws unless the person has a seat in the room. */
  assertMember(actor: Actor, roomId: string): Promise<void>;
}

interface Options extends Omit<ReadingOptions, 'assertMember'> {
  messageLog: MessageLog;
  history: HistoryRepo;
  members: MemberRepo;
  typing: TypingService;
  messageLimit: RateLimit;
  surroundings: RoomSurroundings;
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
  const { messageLog, history, members, rooms, typing, publish, messageLimit, surroundings } = options;

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

    assertMember,
    ...createReadingService({ ...options, assertMember }),
  };
}
