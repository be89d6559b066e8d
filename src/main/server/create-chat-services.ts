import type { ServerConfig } from './config.ts';
import { createFileServices, type FileServices } from './create-file-services.ts';
import { createLoopGuard } from './domain/agents/loop-guard.ts';
import { type ChatService, createChatService } from './domain/chat/chat-service.ts';
import { createMessageService, type MessageService } from './domain/chat/message-service.ts';
import type { Clock } from './domain/clock.ts';
import type { Publisher } from './domain/events.ts';
import type { RateLimit } from './domain/limits/rate-limit.ts';
import type { PresenceService } from './domain/presence/presence-service.ts';
import type { TypingService } from './domain/presence/typing-service.ts';
import { createSearchService, type SearchService } from './domain/search/search-service.ts';
import type { CursorRepo } from './storage/cursor-repo.ts';
import type { Database } from './storage/database.ts';
import { createHistoryRepo } from './storage/history-repo.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createMessageLog } from './storage/message-log.ts';
import { createMessageRepo } from './storage/message-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createSavedRepo } from './storage/saved-repo.ts';
import { createSearchRepo } from './storage/search-repo.ts';

/** Conversations. */
export interface ChatServices extends FileServices {
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
  typing: TypingService;
  publisher: Publisher;
  messageLimit: RateLimit;
  config: ServerConfig;
  onError: (error: unknown) => void;
  clock: Clock;
}

export async function createChatServices(options: Options): Promise<ChatServiceSet> {
  const { database, rooms, members, cursors, presence, publisher, messageLimit, config, clock } = options;
  const { publish } = publisher;
  const { isOnline } = presence;
  const history = createHistoryRepo({ database });
  const chat = createChatService({
    messageLog: await createMessageLog({ database, now: clock.now, isOnline }),
    history,
    cursors,
    members,
    rooms,
    typing: options.typing,
    publish,
    messageLimit,
    loopGuard: createLoopGuard({ limit: config.limits.agentMessagesInRow }),
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
  const unsubscribe = publisher.subscribe((event) => {
    if (event.name === 'room:deleted') cleaner.cleanSoon();
  });
  const messages = createMessageService({
    messages: createMessageRepo({ database, isOnline }),
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
    services: { chat, messages, search, ...files },
    chores: [cleaner.clean],
    close: unsubscribe,
  };
}
