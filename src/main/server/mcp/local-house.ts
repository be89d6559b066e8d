import type { Actor } from '../domain/actor.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageWaiters } from '../domain/chat/message-waiters.ts';
import type { SearchService } from '../domain/search/search-service.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import { type AgentHouse, isSpoken, LARGEST_PAGE } from './agent-house.ts';

export interface LocalServices {
  readonly chat: Pick<ChatService, 'postMessage' | 'listMessages'>;
  readonly search: SearchService;
  readonly programs: {
    readonly rooms: Pick<
      ProgramRoomService,
      'listOf' | 'countUnread' | 'findSeat' | 'readAfter' | 'moveMark'
    >;
    readonly waiters: MessageWaiters;
  };
}

/** This host, by its own services. */
export function createLocalHouse({
  services: { chat, search, programs },
  actor,
  hostName,
}: {
  services: LocalServices;
  actor: Actor;
  hostName: string;
}): AgentHouse {
  const { rooms, waiters } = programs;
  const { userId } = actor;
  return {
    hostName,
    userId,
    async listRooms() {
      const own = await rooms.listOf(actor);
      return Promise.all(
        own.map(async ({ id, name }) => ({ id, name, unread: await rooms.countUnread(actor, id) })),
      );
    },
    hasRoom: async (roomId) => (await rooms.findSeat(roomId, userId)) !== null,
    async read(roomId, { after, limit }) {
      if (after !== null) return rooms.readAfter(roomId, after, limit);
      return (await chat.listMessages(actor, roomId, { limit })).messages.filter(isSpoken);
    },
    markRead: (roomId, mid) => rooms.moveMark(actor, roomId, mid),
    async findLastMid(roomId) {
      const { messages } = await chat.listMessages(actor, roomId, { limit: 1 });
      return messages.at(-1)?.id ?? null;
    },
    async send(roomId, { text, contentType, replyToId }) {
      const draft = {
        messageType: 'user_text',
        content: text,
        contentType,
        metadata: {},
        replyToId,
      } as const;
      const { message } = await chat.postMessage(actor, roomId, draft);
      return { mid: message.id, createdAt: message.createdAt };
    },
    wait: (roomId, wish) => waiters.wait({ roomId, userId, limit: LARGEST_PAGE, ...wish }),
    search: ({ query, roomId, limit }) => search.search(actor, { q: query, roomId, limit }),
  };
}
