import type { MemberRoom } from '#shared/model/room.ts';
import type { ServerConfig } from './config.ts';
import { createFileServices, type FileServices } from './create-file-services.ts';
import type { Actor } from './domain/actor.ts';
import { type ChatService, createChatService } from './domain/chat/chat-service.ts';
import { createMessageService, type MessageService } from './domain/chat/message-service.ts';
import type { Clock } from './domain/clock.ts';
import { createDirectService, type DirectService } from './domain/direct/direct-service.ts';
import { createMessageLife } from './domain/direct/message-life.ts';
import type { Publisher } from './domain/events.ts';
import {
  combineRateLimits,
  createRateLimit,
  noRateLimit,
  type RateLimit,
} from './domain/limits/rate-limit.ts';
import type { PresenceService } from './domain/presence/presence-service.ts';
import type { TypingService } from './domain/presence/typing-service.ts';
import type { RoomSurroundings } from './domain/rooms/room-view.ts';
import { createSearchService, type SearchService } from './domain/search/search-service.ts';
import { createSearchForgetter } from './domain/upkeep/search-forgetter.ts';
import { createSweeper } from './domain/upkeep/sweeper.ts';
import { createAuditRepo } from './storage/audit-repo.ts';
import type { CursorRepo } from './storage/cursor-repo.ts';
import type { Database } from './storage/database.ts';
import { createDirectRepo } from './storage/direct-repo.ts';
import { createForgettingRepo } from './storage/forgetting-repo.ts';
import { createGoneRepo } from './storage/gone-repo.ts';
import { createHistoryRepo } from './storage/history-repo.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createMessageLog } from './storage/message-log.ts';
import { createMessageRepo } from './storage/message-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createSavedRepo } from './storage/saved-repo.ts';
import { createSearchRepo } from './storage/search-repo.ts';

/** Conversations. */
export interface ChatServices extends FileServices {
  readonly direct: DirectService;
  readonly chat: ChatService;
  readonly messages: MessageService;
  readonly search: SearchService;
}

export interface ChatServiceSet {
  readonly services: ChatServices;
  /** Work to be done now and then. */
  readonly chores: readonly (() => Promise<void>)[];
  close(): void;
}

interface Options {
  database: Database;
  rooms: RoomRepo;
  members: MemberRepo;
  cursors: CursorRepo;
  presence: PresenceService;
  surroundings: RoomSurroundings;
  typing: TypingService;
  publisher: Publisher;
  config: ServerConfig;
  /** A room as one of its members sees it. */
  viewRoom: (actor: Actor, roomId: string) => Promise<MemberRoom | null>;
  newId: () => string;
  onError: (error: unknown) => void;
  clock: Clock;
}

function createMessageLimit({ hasRateLimits, limits }: ServerConfig, clock: Clock): RateLimit {
  if (!hasRateLimits) return noRateLimit;
  return combineRateLimits([
    createRateLimit({ limit: () => limits.messageBurst, windowMs: 1_000, now: clock.now }),
    createRateLimit({ limit: () => limits.messagesPer10s, windowMs: 10_000, now: clock.now }),
  ]);
}

export async function createChatServices(options: Options): Promise<ChatServiceSet> {
  const { database, rooms, members, cursors, presence, publisher, config, clock } = options;
  const messageLimit = createMessageLimit(config, clock);
  const { publish } = publisher;
  const { isOnline } = presence;
  const history = createHistoryRepo({ database });
  const messageRepo = createMessageRepo({ database, isOnline });
  const chat = createChatService({
    messageLog: await createMessageLog({ database, now: clock.now, isOnline }),
    history,
    cursors,
    members,
    rooms,
    typing: options.typing,
    publish,
    messageLimit,
    surroundings: options.surroundings,
    onLifeStarted: (goesAt) => life.expect(goesAt),
    clock,
  });
  const { services: files, cleaner } = await createFileServices({
    database,
    members,
    assertMember: chat.assertMember,
    config,
    onError: options.onError,
    clock,
  });
  const life = createMessageLife({
    messages: messageRepo,
    publish,
    onFilesGone: cleaner.cleanSoon,
    onError: options.onError,
    clock,
  });
  await life.start();
  const sweeper = createSweeper({
    gone: createGoneRepo({ database }),
    onFilesGone: cleaner.cleanSoon,
    onError: options.onError,
  });
  sweeper.sweepSoon();
  const forgetter = createSearchForgetter({
    forgetting: createForgettingRepo({ database }),
    clock,
    onError: options.onError,
  });
  const direct = createDirectService({
    direct: createDirectRepo({ database }),
    members,
    presence: options.presence,
    surroundings: options.surroundings,
    viewRoom: options.viewRoom,
    publish,
    newId: options.newId,
    clock,
  });
  const unsubscribe = publisher.subscribe((event) => {
    if (event.name === 'room:deleted') sweeper.sweepSoon();
  });
  const audit = createAuditRepo({ database });
  const messages = createMessageService({
    onModerated: async (actor, { roomId, userId: targetId }) => {
      const room = await rooms.find(roomId);
      const { userId: actorId, spaceId } = actor;
      const roomName = room?.name ?? null;
      const now = clock.now();
      await audit.add({
        spaceId,
        roomId,
        roomName,
        actorId,
        action: 'delete-message',
        targetId,
        detail: null,
        now,
      });
    },
    messages: messageRepo,
    history,
    saved: createSavedRepo({ database }),
    members,
    assertMember: chat.assertMember,
    onFilesGone: cleaner.cleanSoon,
    publish,
    messageLimit,
    clock,
  });
  const search = createSearchService({ search: createSearchRepo({ database }), clock });
  return {
    services: { chat, messages, search, direct, ...files },
    chores: [cleaner.clean, sweeper.sweep, forgetter.forget],
    close() {
      sweeper.stop();
      forgetter.stop();
      life.stop();
      unsubscribe();
    },
  };
}
