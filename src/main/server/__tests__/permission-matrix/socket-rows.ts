import type { RequestName } from '#shared/contract/realtime.ts';
import { hideAs, KNOWN, MODERATE, nobody, RUN, SPEAK, VIEW } from './callers.ts';
import { SECRET } from './scene.ts';
import type { SocketRow } from './socket-scene.ts';

const SEE = hideAs(VIEW, 'MESSAGE_NOT_FOUND');
const CHANGE = hideAs(SPEAK, 'MESSAGE_NOT_FOUND');
const FORGE = { ...hideAs(nobody('NOT_ALLOWED'), 'MESSAGE_NOT_FOUND'), muted: 'MUTED' } as const;
/** Being there, whoever one is: who is not there is told only that. */
const PRESENT = hideAs(VIEW, 'NOT_A_MEMBER');
const JOIN = { ...KNOWN, banned: 'BANNED' } as const;

const TALKING = {
  'room:message': {
    expected: SPEAK,
    request: ({ line, roomId }) => line.request('room:message', { roomId, content: 'hi' }),
  },
  'room:message-edit': {
    expected: FORGE,
    request: async ({ line, say }) =>
      line.request('room:message-edit', { messageId: await say(), content: 'forged' }),
  },
  'room:message-delete': {
    expected: hideAs(MODERATE, 'MESSAGE_NOT_FOUND'),
    request: async ({ line, say }) => line.request('room:message-delete', { messageId: await say() }),
  },
  'room:react': {
    expected: CHANGE,
    request: async ({ line, say }) => line.request('room:react', { messageId: await say(), emoji: '👍' }),
  },
  'room:pin': {
    expected: CHANGE,
    request: async ({ line, say }) => line.request('room:pin', { messageId: await say(), isPinned: true }),
  },
  'room:save': {
    expected: SEE,
    request: async ({ line, say }) => line.request('room:save', { messageId: await say(), isSaved: true }),
  },
  'room:vote': {
    expected: CHANGE,
    request: async ({ line, poll }) => line.request('room:vote', { messageId: await poll(), optionIds: [0] }),
  },
  'room:poll-close': {
    expected: { ...hideAs(MODERATE, 'MESSAGE_NOT_FOUND'), muted: 'MUTED' },
    request: async ({ line, poll }) => line.request('room:poll-close', { messageId: await poll() }),
  },
  'search:messages': {
    expected: KNOWN,
    request: ({ line }) => line.request('search:messages', { q: SECRET }),
  },
  'room:read': {
    expected: VIEW,
    request: async ({ line, roomId, say }) =>
      line.request('room:read', { roomId, lastReadMessageId: await say() }),
  },
  'room:unread-from': {
    expected: VIEW,
    request: async ({ line, roomId, say }) =>
      line.request('room:unread-from', { roomId, messageId: await say() }),
  },
} satisfies Partial<Record<RequestName, SocketRow>>;

const BEING_THERE = {
  'room:authenticate': {
    expected: KNOWN,
    request: ({ line, people, caller }) => line.request('room:authenticate', { token: people[caller].token }),
  },
  'lobby:watch': { expected: KNOWN, request: ({ line }) => line.request('lobby:watch', {}) },
  'room:join': {
    expected: JOIN,
    isAlone: true,
    letsIn: true,
    request: ({ line, roomId }) => line.request('room:join', { roomId }),
  },
  'room:leave': {
    expected: VIEW,
    isAlone: true,
    request: ({ line, roomId }) => line.request('room:leave', { roomId }),
  },
  'room:typing': {
    expected: PRESENT,
    request: ({ line, roomId }) => line.request('room:typing', { roomId, isTyping: true }),
  },
  // Of oneself only; it names no room that matters.
  'room:presence-update': {
    expected: KNOWN,
    request: ({ line, roomId }) => line.request('room:presence-update', { roomId, status: 'online' }),
  },
  'room:voice-start': {
    expected: PRESENT,
    request: ({ line, roomId }) => line.request('room:voice-start', { roomId }),
  },
  // Whoever does not speak stops nothing.
  'room:voice-stop': {
    expected: KNOWN,
    request: ({ line, roomId }) => line.request('room:voice-stop', { roomId }),
  },
  'room:wait': {
    expected: { ...nobody('CONFLICT'), outsider: 'done', kicked: 'done', banned: 'BANNED' },
    async request({ line, roomId, people, base }) {
      await people.owner.patch(`${base}/state`, { locked: true });
      return line.request('room:wait', { roomId });
    },
  },
  'room:stop-waiting': {
    expected: KNOWN,
    request: ({ line, roomId }) => line.request('room:stop-waiting', { roomId }),
  },
} satisfies Partial<Record<RequestName, SocketRow>>;

const RULING = {
  'room:state-update': {
    expected: RUN,
    request: ({ line, roomId }) => line.request('room:state-update', { roomId, locked: true }),
  },
  'room:kick': {
    expected: MODERATE,
    request: async ({ line, roomId, newcomer }) =>
      line.request('room:kick', { roomId, userId: await newcomer() }),
  },
  'room:ban': {
    expected: MODERATE,
    request: async ({ line, roomId, newcomer }) =>
      line.request('room:ban', { roomId, userId: await newcomer() }),
  },
  'room:unban': {
    expected: MODERATE,
    async request({ line, roomId, people, base, newcomer }) {
      const userId = await newcomer();
      await people.owner.post(`${base}/bans`, { userId });
      return line.request('room:unban', { roomId, userId });
    },
  },
  'room:member-update': {
    expected: MODERATE,
    request: async ({ line, roomId, newcomer }) =>
      line.request('room:member-update', { roomId, userId: await newcomer(), muted: true }),
  },
  'room:admit': {
    expected: MODERATE,
    request: async ({ line, roomId, knock }) => line.request('room:admit', { roomId, userId: await knock() }),
  },
  'room:deny': {
    expected: MODERATE,
    request: async ({ line, roomId, knock }) => line.request('room:deny', { roomId, userId: await knock() }),
  },
} satisfies Partial<Record<RequestName, SocketRow>>;

export const SOCKET_GROUPS = { talking: TALKING, 'being there': BEING_THERE, ruling: RULING };

export const SOCKET_ROWS = { ...TALKING, ...BEING_THERE, ...RULING } satisfies Record<RequestName, SocketRow>;
