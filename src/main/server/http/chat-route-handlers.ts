import type { CHAT_ROUTES } from '#shared/contract/http-chat.ts';
import type { ReadingView } from '../domain/chat/chat-service.ts';
import type { Services } from '../services.ts';
import type { RouteHandlers } from './route-handler.ts';

/** A member's counts without the room's last line. */
function pickCounts({ unreadCount, mentionCount, lastReadMessageId }: ReadingView) {
  return { unreadCount, mentionCount, lastReadMessageId };
}

export function createChatRouteHandlers({
  messages,
  chat,
  search,
  direct,
}: Services): Pick<RouteHandlers, keyof typeof CHAT_ROUTES | 'markRead' | 'getUnread'> {
  return {
    editMessage: ({ actor, params, body }) => messages.editMessage(actor, params.messageId, body),
    patchMessage: ({ actor, params, body }) => messages.editMessage(actor, params.messageId, body),
    deleteMessage: ({ actor, params }) => messages.deleteMessage(actor, params.messageId),
    listVersions: async ({ actor, params }) => ({
      versions: await messages.listVersions(actor, params.messageId),
    }),
    react: ({ actor, params, body }) => messages.react(actor, params.messageId, body),
    removeReaction: ({ actor, params }) =>
      messages.react(actor, params.messageId, { emoji: params.emoji, isOn: false }),
    listReaders: async ({ actor, params }) => ({
      readers: await messages.listReaders(actor, params.messageId),
    }),
    getThread: ({ actor, params, query }) =>
      messages.getThread(actor, params.roomId, params.messageId, query),
    pinMessage: ({ actor, params }) => messages.pinMessage(actor, params.messageId, true),
    unpinMessage: ({ actor, params }) => messages.pinMessage(actor, params.messageId, false),
    listPinned: async ({ actor, params }) => ({
      messages: await messages.listPinned(actor, params.roomId),
    }),
    async saveMessage({ actor, params }) {
      await messages.saveMessage(actor, params.messageId);
      return {};
    },
    async unsaveMessage({ actor, params }) {
      await messages.unsaveMessage(actor, params.messageId);
      return {};
    },
    listSaved: async ({ actor, query }) => ({ saved: await messages.listSaved(actor, query) }),
    listMentions: async ({ actor, query }) => ({ messages: await messages.listMentions(actor, query) }),
    async createPoll({ actor, params, body, setStatus }) {
      const { clientId, ...poll } = body;
      const { message, isRepeat } = await chat.postMessage(actor, params.roomId, {
        messageType: 'user_text',
        content: '',
        contentType: 'text/plain',
        metadata: {},
        clientId,
        poll,
      });
      if (isRepeat) setStatus(200);
      return { message };
    },
    vote: ({ actor, params, body }) => messages.vote(actor, params.messageId, body.optionIds),
    closePoll: ({ actor, params }) => messages.closePoll(actor, params.messageId),
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
