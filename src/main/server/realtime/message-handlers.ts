import type { CHAT_REQUESTS } from '#shared/contract/realtime-chat.ts';
import type { RealtimeServices, RequestHandlers } from './request-handlers.ts';
import { resolveRoomId } from './resolve-room-id.ts';

export function createMessageHandlers({
  services: { messages, chat, search },
}: {
  services: RealtimeServices;
}): Pick<RequestHandlers, keyof typeof CHAT_REQUESTS> {
  return {
    'room:message-edit': ({ actor }, { messageId, ...edit }) => messages.editMessage(actor, messageId, edit),
    'room:message-delete': ({ actor }, { messageId }) => messages.deleteMessage(actor, messageId),
    'room:react': ({ actor }, { messageId, ...reaction }) => messages.react(actor, messageId, reaction),
    'room:pin': ({ actor }, { messageId, isPinned }) => messages.pinMessage(actor, messageId, isPinned),
    async 'room:save'({ actor }, { messageId, isSaved }) {
      await (isSaved ? messages.saveMessage(actor, messageId) : messages.unsaveMessage(actor, messageId));
      return {};
    },
    'room:vote': ({ actor }, { messageId, optionIds }) => messages.vote(actor, messageId, optionIds),
    'room:poll-close': ({ actor }, { messageId }) => messages.closePoll(actor, messageId),
    'search:messages': ({ actor }, request) => search.search(actor, request),
    async 'room:unread-from'(context, { roomId, messageId }) {
      const room = resolveRoomId(context, roomId);
      const view = await chat.markUnreadFrom(context.actor, room, messageId);
      const { unreadCount, mentionCount, lastReadMessageId } = view;
      return { unreadCount, mentionCount, lastReadMessageId };
    },
  };
}
