import type { RealtimeServices, RequestHandlers } from './request-handlers.ts';
import { resolveRoomId } from './resolve-room-id.ts';

export function createChatHandlers({
  services: { chat },
}: {
  services: RealtimeServices;
}): Pick<RequestHandlers, 'room:message' | 'room:read'> {
  return {
    async 'room:message'(context, { roomId, ...draft }) {
      const { message } = await chat.postMessage(context.actor, resolveRoomId(context, roomId), draft);
      return { message };
    },
    async 'room:read'(context, { roomId, lastReadMessageId }) {
      const room = resolveRoomId(context, roomId);
      const view = await chat.markRead(context.actor, room, lastReadMessageId);
      const { unreadCount, mentionCount, lastReadMessageId: reached } = view;
      return { unreadCount, mentionCount, lastReadMessageId: reached };
    },
  };
}
