import type { CHAT_ROUTES } from '#shared/contract/http-chat.ts';
import type { Services } from '../services.ts';
import type { RouteHandlers } from './route-handler.ts';

export function createChatRouteHandlers({
  messages,
  chat,
}: Services): Pick<RouteHandlers, keyof typeof CHAT_ROUTES> {
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
  };
}
