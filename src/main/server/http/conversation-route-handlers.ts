import type { CONVERSATION_ROUTES } from '#shared/contract/http-conversations.ts';
import type { ReadingView } from '../domain/chat/reading-service.ts';
import type { Services } from '../services.ts';
import type { RouteHandlers } from './route-handler.ts';

/** A member's counts without the room's last line. */
function pickCounts({ unreadCount, mentionCount, lastReadMessageId }: ReadingView) {
  return { unreadCount, mentionCount, lastReadMessageId };
}

export function createConversationRouteHandlers({
  chat,
  search,
  direct,
}: Services): Pick<RouteHandlers, keyof typeof CONVERSATION_ROUTES | 'markRead' | 'getUnread'> {
  return {
    countUnread: ({ actor }) => chat.countUnread(actor),
    getSeat: ({ actor, params }) => chat.changeSeat(actor, params.roomId, {}),
    updateSeat: ({ actor, params, body }) =>
      chat.changeSeat(actor, params.roomId, {
        ...(body.notify !== undefined && { notify: body.notify }),
        ...(body.isArchived !== undefined && { isArchived: body.isArchived }),
      }),
    async openDirect({ actor, body, setStatus }) {
      const { room, isNew } = await direct.openDirect(actor, body.userId);
      if (!isNew) setStatus(200);
      return { room };
    },
    setReadLife: async ({ actor, params, body }) => ({
      room: await direct.setReadLife(actor, params.roomId, body.readLifeSeconds),
    }),
    search: ({ actor, query }) => search.search(actor, query),
    markRead: async ({ actor, params, body }) =>
      pickCounts(await chat.markRead(actor, params.roomId, body.lastReadMessageId)),
    getUnread: async ({ actor, params }) => pickCounts(await chat.getUnread(actor, params.roomId)),
    markUnreadFrom: async ({ actor, params, body }) =>
      pickCounts(await chat.markUnreadFrom(actor, params.roomId, body.messageId)),
  };
}
