import type { CHAT_ROUTES } from '#shared/contract/http-chat.ts';
import type { CONVERSATION_ROUTES } from '#shared/contract/http-conversations.ts';
import type { MESSAGE_ROUTES } from '#shared/contract/http-messages.ts';
import { expectStatus } from '../test-host.ts';
import { hideAs, KNOWN, MODERATE, nobody, SPEAK, VIEW } from './callers.ts';
import { type Given, type RestRow, SECRET } from './scene.ts';

// A message is found by its own id: who may not see it does not learn that it exists.
const SEE = hideAs(VIEW, 'MESSAGE_NOT_FOUND');
const CHANGE = hideAs(SPEAK, 'MESSAGE_NOT_FOUND');
/** Only its author edits; who may not speak is told that first. */
const FORGE = { ...hideAs(nobody('NOT_ALLOWED'), 'MESSAGE_NOT_FOUND'), muted: 'MUTED' } as const;

const message = (id: string) => `/api/messages/${id}`;

async function unpin({ person, people, say }: Given) {
  const id = await say();
  expectStatus(await people.owner.post(`${message(id)}/pin`), 200);
  return person.delete(`${message(id)}/pin`);
}

async function removeReaction({ person, say }: Given) {
  return person.delete(`${message(await say())}/react/${encodeURIComponent('👍')}`);
}

export const MESSAGE_ROWS = {
  listMessages: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/messages`) },
  sendMessage: {
    expected: SPEAK,
    request: ({ person, base }) => person.post(`${base}/messages`, { content: 'hi' }),
  },
  sendMessageAnywhere: {
    expected: SPEAK,
    request: ({ person, room }) => person.post('/api/messages', { roomId: room.id, content: 'hi' }),
  },
  getMessage: { expected: SEE, request: async ({ person, say }) => person.get(message(await say())) },
  markRead: {
    expected: VIEW,
    request: async ({ person, base, say }) => person.post(`${base}/read`, { lastReadMessageId: await say() }),
  },
  getUnread: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/unread`) },
  listTyping: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/typing`) },
} satisfies Record<keyof typeof MESSAGE_ROUTES, RestRow>;

export const CHAT_ROWS = {
  editMessage: {
    expected: FORGE,
    request: async ({ person, say }) => person.put(message(await say()), { content: 'forged' }),
  },
  patchMessage: {
    expected: FORGE,
    request: async ({ person, say }) => person.patch(message(await say()), { content: 'forged' }),
  },
  deleteMessage: {
    expected: hideAs(MODERATE, 'MESSAGE_NOT_FOUND'),
    request: async ({ person, say }) => person.delete(message(await say())),
  },
  listVersions: {
    expected: SEE,
    request: ({ person, secretId }) => person.get(`${message(secretId)}/history`),
  },
  react: {
    expected: CHANGE,
    request: async ({ person, say }) => person.post(`${message(await say())}/react`, { emoji: '👍' }),
  },
  removeReaction: { expected: CHANGE, request: removeReaction },
  listReaders: {
    expected: SEE,
    request: ({ person, secretId }) => person.get(`${message(secretId)}/readers`),
  },
  getThread: {
    expected: VIEW,
    request: ({ person, base, secretId }) => person.get(`${base}/threads/${secretId}`),
  },
  pinMessage: {
    expected: CHANGE,
    request: async ({ person, say }) => person.post(`${message(await say())}/pin`),
  },
  unpinMessage: { expected: CHANGE, request: unpin },
  listPinned: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/pins`) },
  saveMessage: {
    expected: SEE,
    request: async ({ person, say }) => person.post(`${message(await say())}/save`),
  },
  // One’s own list: what is not in it is not in it afterwards either.
  unsaveMessage: {
    expected: KNOWN,
    request: async ({ person, say }) => person.delete(`${message(await say())}/save`),
  },
  listSaved: { expected: KNOWN, request: ({ person }) => person.get('/api/saved') },
  listMentions: { expected: KNOWN, request: ({ person }) => person.get('/api/mentions') },
  createPoll: {
    expected: SPEAK,
    request: ({ person, base }) => person.post(`${base}/polls`, { question: 'Who?', options: ['a', 'b'] }),
  },
  vote: {
    expected: CHANGE,
    request: async ({ person, poll }) => person.post(`${message(await poll())}/vote`, { optionIds: [0] }),
  },
  closePoll: {
    expected: { ...hideAs(MODERATE, 'MESSAGE_NOT_FOUND'), muted: 'MUTED' },
    request: async ({ person, poll }) => person.post(`${message(await poll())}/close-poll`),
  },
} satisfies Record<keyof typeof CHAT_ROUTES, RestRow>;

export const CONVERSATION_ROWS = {
  countUnread: { expected: KNOWN, request: ({ person }) => person.get('/api/unread') },
  getSeat: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/me`) },
  updateSeat: {
    expected: VIEW,
    request: ({ person, base }) => person.patch(`${base}/me`, { notify: 'mentions' }),
  },
  openDirect: {
    expected: KNOWN,
    request: ({ person, author }) => person.post('/api/direct', { userId: author.id }),
  },
  // A room of many is no conversation of two: there is none of that id, whoever asks.
  setReadLife: {
    expected: nobody('ROOM_NOT_FOUND'),
    inPublic: { outsider: 'ROOM_NOT_FOUND', kicked: 'ROOM_NOT_FOUND', banned: 'ROOM_NOT_FOUND' },
    request: ({ person, room }) => person.patch(`/api/direct/${room.id}`, { readLifeSeconds: 60 }),
  },
  search: {
    expected: KNOWN,
    request: ({ person }) => person.get(`/api/search?q=${SECRET}`),
  },
  markUnreadFrom: {
    expected: VIEW,
    request: async ({ person, base, say }) => person.post(`${base}/unread-from`, { messageId: await say() }),
  },
} satisfies Record<keyof typeof CONVERSATION_ROUTES, RestRow>;
